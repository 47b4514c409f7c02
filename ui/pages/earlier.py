"""Before handing in: where the person has an open case of their own about the same thing, they may add to it instead.

Asked for in the background while the person reads or signs; where the platform does not answer in time nothing is
offered, and nobody waits for it."""

from collections.abc import Sequence

from core.authority.letter import Power
from core.case import OwnCase
from core.date_format import day
from core.draft import Draft
from core.flow import ON
from core.introduction import Evidence
from core.language import N_, _
from core.problems import Problem
from core.sentences import category_name, joined
from core.wire import EarlierQuery
from ui.base.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label

OPENING = N_("您名下有没办完的事，也是这方面的。")
HOW = N_("是同一件，就按补充到这一件，不用另外登记。不是，就按这是另一件事。")
SAID_THEN = N_("您那时说：{beginning}")
SPOKEN = N_("{day}登记的，在{place}。您那时说：{beginning}。")


def look_for_earlier(page: Page, *, signed: bool = False) -> None:
    """Asks, for a page on which the person stays a while, whether there are such cases; keeps them in the draft.
    `signed`: the agent's letter stands signed on this page."""
    draft, station = page.draft, page.station
    if draft.adds_to:
        return  # the cases stay, for who thinks better of it
    draft.earlier = ()
    if not may_ask(draft, signed=signed):
        return
    assert draft.place is not None
    person = draft.petitioner
    query = EarlierQuery(
        name=person.name,
        id_number=person.id_number,
        category=draft.category,
        place_code=draft.place.code,
        by_agent=draft.agent is not None,
    )
    station.tasks.run(
        lambda: station.sync.earlier(query), owner=page, done=lambda found: _keep(draft, found), failed=_leave_out
    )


def may_ask(draft: Draft, *, signed: bool = False) -> bool:
    """Only of who laid their own card here; through an agent, only once a letter is signed that gives the power to ask
    how far a matter is."""
    letter = draft.authority if signed or draft.letter else None
    asked_by = draft.agent is None or (letter is not None and Power.QUERY in letter.powers)
    known = draft.evidence is not Evidence.TOLD and bool(draft.category) and draft.place is not None
    alone = not draft.company.people
    return asked_by and known and alone and not draft.accuses and draft.adds_to is None


def _keep(draft: Draft, found: Sequence[OwnCase]) -> None:
    draft.earlier = tuple(found)


def _leave_out(_problem: Problem) -> None:
    """Nothing is offered: the petition is filed as one of its own."""


class EarlierPage(Page):
    name = "earlier"

    def build(self) -> None:
        """Lists the cases, the newest first, also to who comes back. With one, both answers stand at the bottom, in
        sight together."""
        offered = self.draft.earlier
        scroll = LongScroll(self.station.theme, self.station.theme.length("gap"))
        for case in offered:
            card = self._card(case)
            if len(offered) > 1:
                card.add(self._this(case))
            scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        another = self.button(_("这是另一件事"), icon="document")
        another.clicked.connect(self._another)
        self.choices.append(another)
        if len(offered) == 1:
            self.choices.append(self._this(offered[0]))

    def _card(self, case: OwnCase) -> Card:
        theme = self.station.theme
        card = Card(theme)
        card.add(Line(theme, _("登记"), f"{day(case.registered_on)}\u3000{case.case_number}"))
        card.add(Line(theme, _("地点"), f"{case.place.name}{case.place.detail}"))
        card.add(Line(theme, _("哪方面"), category_name(case.category)))
        card.add(Label(_(SAID_THEN).format(beginning=case.beginning), "told"))
        return card

    def _this(self, case: OwnCase) -> Button:
        this = self.button(_("补充到这一件"), kind="primary", icon="check")
        this.clicked.connect(lambda _=False, case=case: self._add(case))
        return this

    def guidance(self) -> str:
        told = [
            _(SPOKEN).format(
                day=day(case.registered_on),
                place=f"{case.place.name}{case.place.detail}",
                beginning=case.beginning.rstrip("。"),
            )
            for case in self.draft.earlier
        ]
        return joined(_(OPENING), *told, _(HOW))

    def _add(self, case: OwnCase) -> None:
        self.draft.add_as_told(case)
        self.answered.emit(ON)

    def _another(self) -> None:
        self.draft.keep_apart()
        self.draft.another_matter |= {each.case_number for each in self.draft.earlier}
        self.answered.emit(ON)
