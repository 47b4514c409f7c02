"""The review: everything is read back and shown; each part has a button to correct it."""

from core import matters
from core.flow import ON
from core.language import N_, _, _n
from core.sentences import label
from ui.base.page import Page
from ui.identity.spoken_names import notes
from ui.narrative.oral_record import record
from ui.narrative.record_list import UNDERSTOOD, RecordList
from ui.platform.next_steps import handled_by, usual_unit
from ui.widgets.card import Card, Titled
from ui.widgets.marked_text import MarkedText
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

UNHEARD = N_("请您从头看一遍。哪里不对，就按那一行的修改。")
"""Shown where nothing can be read aloud."""
GAP, GAPS = N_("（这里没听清）"), N_("有{count}处没听清。按“修改”，再说一遍。")
"""Shown for words that were not understood: in their place, and below the story. They are not filed."""

OPENING = N_("我念给您听，请核对。")


class ReviewPage(Page):
    name = "review"

    def build(self) -> None:
        """Builds the page; on a wide panel the story stands beside the rest."""
        if self.station.speech_output.mute:
            self.lead.setText(_(UNHEARD))
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
        self.on = self.button(_("都对，去签名"), kind="primary", icon="check")
        self.on.clicked.connect(self._agree)
        self.choices.append(self.on)

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
        if page == "tell" and any(record(self.draft).values()):
            card.add(Label(_(UNDERSTOOD), "label"))
            card.add(RecordList(self.station.theme, record(self.draft)))
        return card

    def _lines(self) -> list[tuple[str, str, str]]:
        draft = self.draft
        person, place = draft.petitioner, draft.place
        return [
            (_("事情"), "".join(_(GAP) if said.clause.unheard else said.text for said in draft.told), "tell"),
            (_("想要"), label(draft.purpose, "purpose-plain") if draft.purpose else "", "purpose"),
            (_("哪方面"), self._category(), "category"),
            (_("地点"), f"{place.name}{place.detail}" if place else "", "place"),
            (_("姓名"), "\n".join((person.name, person.id_number_masked, *notes(draft))), "identify"),
            (_("电话"), person.phone or _("没有电话"), "contact"),
            (
                _("材料"),
                _n("{count}页", len(draft.scans)).format(count=len(draft.scans)) if draft.scans else _("没有"),
                "papers",
            ),
        ]

    @property
    def _gaps(self) -> str:
        """Returns a sentence about the parts that were not understood; empty without any."""
        missed = sum(said.clause.unheard for said in self.draft.told)
        return _(GAPS).format(count=missed) if missed else ""

    def _category(self) -> str:
        name = matters.category_name(self.draft.category)
        unit = usual_unit(self.station.province, self.draft.category, self.draft.purpose)
        return f"{name}\n{handled_by(unit)}" if unit else name

    def guidance(self) -> str:
        draft = self.draft
        person, place = draft.petitioner, draft.place
        where = f"{place.name}{place.detail}" if place else ""
        papers = (
            _n("交了{count}页材料", len(draft.scans)).format(count=len(draft.scans)) if draft.scans else _("没有交材料")
        )
        wish = label(draft.purpose, "purpose-plain") if draft.purpose else ""
        return _(
            "{opening}您叫{name}。您说的事情是：{narrative}。{gaps}您想要{wish}。出在{where}。{papers}。都对的话，请按，都对，去签名。哪里不对，就按修改。"
        ).format(
            opening=_(OPENING),
            name=person.name,
            narrative=draft.narrative.strip().rstrip("。"),
            gaps=self._gaps,
            wish=wish,
            where=where,
            papers=papers,
        )

    def _agree(self) -> None:
        self.draft.reviewed = True
        self.answered.emit(ON)
