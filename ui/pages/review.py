"""The review: everything is read back and shown; each part has a button to correct it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy

from core.consents import ReadBack, digest_of
from core.date_format import day
from core.differences import differences
from core.flow import ON
from core.introduction import Introduction
from core.language import N_, _, _n
from core.petition import Channel
from core.sentences import category_name, joined, label, listed
from ui.base.page import Page
from ui.identity.spoken_names import notes
from ui.narrative.difference_list import NO_NOTES, NOTES, PLACES, DifferenceList
from ui.narrative.oral_record import record
from ui.narrative.record_list import UNDERSTOOD, RecordList
from ui.pages.earlier import look_for_earlier
from ui.platform.next_steps import handled_by, usual_unit
from ui.platform.route_words import other_routes
from ui.widgets.card import Card, Titled
from ui.widgets.choices import keep_room
from ui.widgets.marked_text import MarkedText
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

UNHEARD = N_("请您从头看一遍。哪里不对，就按那一行的修改。")
"""Shown where nothing can be read aloud."""
NAMED = N_("您说的话里有名字：{names}。不想留，就把话改一改。")
GAP, GAPS = N_("（这里没听清）"), N_("有{count}处没听清。按“修改”，再说一遍。")
"""Shown for words that were not understood: in their place, and below the story. They are not filed."""

OTHER_DOORS = N_("别的路也看看")
KNOWINGLY = N_("不用念，我自己看过了")
MOST_NAMES = 8
"""Names that are shown and read out of a longer list."""
OPENING = N_("我念给您听，请核对。")
ADDED, NO_WORDS = N_("补充到{day}登记的那一件，编号{case_number}。"), N_("没有说话，交了材料")
SAID = N_(
    "{opening}{who}{together}您说的事情是：{narrative}。{gaps}您想要{wish}。出在{where}。{papers}。都对的话，请按，{agree}。哪里不对，就按修改。"
)
SAID_ADDED = N_(
    "{opening}{added}{who}{together}补充的话是：{narrative}。{gaps}您想要{wish}。出在{where}。{papers}。都对的话，请按，{agree}。哪里不对，就按修改。"
)


class ReviewPage(Page):
    name = "review"

    def build(self) -> None:
        """Builds the page; on a wide panel the story stands beside the rest."""
        if self.station.speech_output.mute:
            self.lead.setText(_(UNHEARD))
        elif self.draft.adds_to:
            self.lead.setText(self._added_to)
        gap = self.station.theme.length("gap")
        story, *others = (self._card(*line) for line in self._lines())
        scrolls = [Scroll(gap), Scroll(gap)] if self.station.theme.landscape else [Scroll(gap)]
        scrolls[0].column.addWidget(story)
        for card in others:
            scrolls[-1].column.addWidget(card)
        both = self.split()
        for scroll in scrolls:
            scroll.column.addStretch(1)
            both.addWidget(scroll, 1)
        self.body.addLayout(both, 1)
        if self.draft.adds_to is None and other_routes(self.draft, self.station.province, self.station.now().date()):
            self.action(_(OTHER_DOORS), "signpost", kind="secondary", icon="place")
        self.on = self.button(
            _("都对，下一步") if self.draft.unnamed else _("都对，去签名"), kind="primary", icon="check"
        )
        self.on.clicked.connect(self._agree)
        self.choices.append(self.on)
        self.skip = self.button(_(KNOWINGLY), icon="eye")
        self.skip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.skip.clicked.connect(self._skip)
        keep_room(self.skip)
        self.body.addWidget(self.skip)
        self._heard = self._called_right_before()
        self._show_ready(self._heard is not None)

    def enter(self) -> None:
        look_for_earlier(self)
        self.station.speech_output.said.connect(self._was_said)

    def _called_right_before(self) -> bool | None:
        """Returns how these very words were called right before; None if they were not."""
        before = self.draft.read_back
        return before.heard if before and before.text_sha256 == digest_of(self.guidance()) else None

    def _was_said(self, words: str) -> None:
        if self.guidance() in words:
            self._heard = True
            self._show_ready(True)

    def _skip(self) -> None:
        """Leaves the rest unheard: the person has read it."""
        self._heard = False
        self.station.speech_output.hush()
        self._show_ready(True)

    def _show_ready(self, ready: bool) -> None:
        self.on.setEnabled(ready)
        self.skip.setVisible(not ready)

    def _card(self, name: str, value: str, page: str) -> Card:
        card = Card(self.station.theme)
        change = self.button(_("修改"), icon="pencil")
        change.setAccessibleName(_("修改{name}").format(name=name))
        change.clicked.connect(lambda: self.answered.emit(page))
        card.add(Titled(self.station.theme, name, value, change))
        if page == "tell" and self._gaps:
            missed = MarkedText(self.station.theme)
            missed.mark(self._gaps, doubtful=((0, len(self._gaps.split(_("。"))[0])),))
            card.add(missed)
        if page == "tell" and self.draft.channel is Channel.PROXY:
            self._show_whose(card)
        if page == "tell" and self.draft.adds_to is None and any(record(self.draft).values()):
            card.add(Label(_(UNDERSTOOD), "label"))
            card.add(RecordList(self.station.theme, record(self.draft)))
        return card

    def _show_whose(self, card: Card) -> None:
        """Shows, where an agent wrote, what differs from what was said, and what the agent says for themself."""
        found = differences(self.draft.spoken_text or self.draft.told_text, self.draft.narrative)
        if found:
            card.add(Label(_(PLACES), "label"))
            card.add(DifferenceList(self.station.theme, found))
        tidy = self.button(_("整理文字"), icon="pencil")
        tidy.clicked.connect(lambda: self.answered.emit("tidy"))
        card.add(Titled(self.station.theme, _(NOTES), self.draft.agent_notes.strip() or _(NO_NOTES), tidy))

    def _lines(self) -> list[tuple[str, str, str]]:
        draft = self.draft
        told = "".join(_(GAP) if said.clause.unheard else said.text for said in draft.told)
        story = draft.narrative if draft.is_tidied else told
        return [
            (_("补充的话"), story or _(NO_WORDS), "tell") if draft.adds_to else (_("事情"), story, "tell"),
            *self._headings(),
            *self._who(),
            *self._together(),
            (
                _("材料"),
                _n("{count}页", len(draft.scans)).format(count=len(draft.scans)) if draft.scans else _("没有"),
                "papers",
            ),
        ]

    def _headings(self) -> list[tuple[str, str, str]]:
        """Returns wish, category and place; what is added to a case has those of the case."""
        draft, place = self.draft, self.draft.place
        if draft.adds_to:
            return [(_("补充到哪一件"), self._case, "earlier")] if draft.adds_to in draft.earlier else []
        return [
            (_("想要"), label(draft.purpose, "purpose-plain") if draft.purpose else "", "purpose"),
            (_("哪方面"), self._category(), "category"),
            (_("地点"), f"{place.name}{place.detail}" if place else "", "place"),
        ]

    @property
    def _added_to(self) -> str:
        """Returns which case it is added to; empty for a matter of its own."""
        case = self.draft.adds_to
        return _(ADDED).format(day=day(case.registered_on), case_number=case.case_number) if case else ""

    @property
    def _case(self) -> str:
        """Returns the case chosen among those found: its number, and how its own words begin."""
        case = self.draft.adds_to
        return f"{case.case_number}\n{case.beginning}" if case else ""

    def _who(self) -> list[tuple[str, str, str]]:
        if self.draft.unnamed:
            return [(_("姓名"), "\n".join(filter(None, (_("不写名字，也不签名"), self._named))), "accuse")]
        person = self.draft.petitioner
        return [
            (_("姓名"), "\n".join((person.name, person.id_number_masked, *notes(self.draft))), "identify"),
            (_("电话"), person.phone or _("没有电话"), "contact"),
        ]

    def _together(self) -> list[tuple[str, str, str]]:
        """Returns who files together: the representatives by name, of the others so many names as can be read. To a
        case each adds for themself."""
        if self.draft.unnamed or self.draft.adds_to:
            return []
        company = self.draft.company
        if not company.people:
            return [(_("一起反映的人"), _("就您一个人"), "together")]
        told = [_("代表：{names}").format(names=self._names([self.draft, *company.representatives]))]
        if company.signers:
            told.append(_("签名的人：{names}").format(names=self._names(company.signers)))
        return [(_("一起反映的人"), "\n".join(told), "together")]

    def _names(self, people: Sequence[Introduction]) -> str:
        names = listed([each.petitioner.name for each in people[:MOST_NAMES]])
        if len(people) <= MOST_NAMES:
            return names
        return _n("{names}等{count}个人", len(people)).format(names=names, count=len(people))

    def _spoken_together(self) -> str:
        others = self.draft.company.people
        return _("和您一起的有{names}。").format(names=self._names(others)) if others else ""

    def _spoken_who(self) -> str:
        if self.draft.unnamed:
            return joined(_("您不写名字。"), self._named)
        return _("您叫{name}。").format(name=self.draft.petitioner.name)

    @property
    def _named(self) -> str:
        """Returns a sentence about names in the words of somebody who gives none; empty where there are none."""
        from capture.speech.slots.who import speakers  # many patterns: behind the first page (ui/startup/bootstrap.py)

        names = [name.text for name in speakers(self.draft.narrative)]
        return _(NAMED).format(names=listed(names)) if names else ""

    @property
    def _gaps(self) -> str:
        """Returns a sentence about the parts that were not understood; empty without any."""
        missed = sum(said.clause.unheard for said in self.draft.told)
        return _(GAPS).format(count=missed) if missed else ""

    def _category(self) -> str:
        name = category_name(self.draft.category)
        unit = usual_unit(self.station.province, self.draft.category, self.draft.purpose)
        return f"{name}\n{handled_by(unit)}" if unit else name

    def guidance(self) -> str:
        draft = self.draft
        place = draft.place
        where = f"{place.name}{place.detail}" if place else ""
        papers = (
            _n("交了{count}页材料", len(draft.scans)).format(count=len(draft.scans)) if draft.scans else _("没有交材料")
        )
        wish = label(draft.purpose, "purpose-plain") if draft.purpose else ""
        return _(SAID_ADDED if draft.adds_to else SAID).format(
            opening=_(OPENING),
            added=self._added_to,
            who=self._spoken_who(),
            agree=self.on.text(),
            together=self._spoken_together(),
            narrative=draft.narrative.strip().rstrip("。") or _(NO_WORDS),
            gaps=self._gaps,
            wish=wish,
            where=where,
            papers=papers,
        )

    def _agree(self) -> None:
        words = digest_of(self.guidance())
        self.draft.read_back = ReadBack(text_sha256=words, heard=bool(self._heard), at=self.station.now())
        self.draft.reviewed = True
        self.answered.emit(ON)
