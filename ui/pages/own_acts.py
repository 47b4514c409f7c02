"""What a petitioner can still do with their case: a list of what is possible today, and one page for each act."""

from PySide6.QtWidgets import QGridLayout

from core.case import OwnCase
from core.case_life import CaseLife
from core.cases.state import CaseState
from core.date_format import day
from core.flow import ON
from core.language import _
from core.petition import CaseProof
from core.problems import NotNow, Problem
from core.rights_card import RightsCard
from core.sentences import joined
from core.wire import DocumentAnswer, DocumentQuery, OwnAct, OwnActCall, OwnActDone, PossibleAct, PossibleActs
from ui.base.card_reminder import reminder
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.documents.slip import own_act_document
from ui.entry.spoken_text import SpokenText
from ui.pages.printout import Printout
from ui.platform import own_act_words as words
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import ChoiceButton
from ui.widgets.card import Card
from ui.widgets.drawing import Drawing
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label

TILE_MM = 30
IRREVERSIBLE = frozenset(
    {OwnAct.WITHDRAW, OwnAct.DELETE, OwnAct.WITHDRAW_AUTHORITY, OwnAct.NO_AUDIO, OwnAct.NO_CARD_IMAGE}
)
"""Acts that are asked about once more."""


class OwnActsPage(Page):
    """What is possible today. On a wide panel the acts stand in two columns."""

    name = "own_acts"

    def build(self) -> None:
        scroll = LongScroll(self.station.theme, self.station.theme.length("gap"))
        grid = QGridLayout()
        grid.setSpacing(self.station.theme.length("gap"))
        columns = 2 if self.station.theme.landscape else 1
        for place, tile in enumerate(self._tiles()):
            grid.addWidget(tile, place // columns, place % columns)
        scroll.column.addLayout(grid)
        if after := self._possible.urge_after:
            scroll.column.addWidget(Label(_(words.NOT_LATE).format(day=day(after)), "notice"))
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)

    @property
    def _possible(self) -> PossibleActs:
        return self.draft.inquiry.possible or PossibleActs()

    def _tiles(self) -> list[ChoiceButton]:
        acts = [self._tile(possible) for possible in self._possible.acts]
        return [*self._invitation_tile(), *self._supplement_tile(), *acts, self._card_tile()]

    def _supplement_tile(self) -> list[ChoiceButton]:
        """Returns the tile to add to the case; none where it has ended, or opens to no words."""
        life = self.draft.inquiry.life
        if life is None or life.state is CaseState.CLOSED or not self._possible.acts:
            return []
        note = _("再说几句，或者再交几页材料")
        self.more = ChoiceButton(self.station.theme, _("补充材料"), note, icon="document", height_mm=TILE_MM)
        self.more.clicked.connect(self._supplement)
        return [self.more]

    def _supplement(self) -> None:
        query = self.draft.inquiry.query
        self.more.setEnabled(False)
        self.station.tasks.run(
            lambda: self.station.sync.own_case(query), owner=self, done=self._add_to, failed=self._not_added
        )

    def _add_to(self, case: OwnCase) -> None:
        query = self.draft.inquiry.query
        self.draft.add_to(case, CaseProof(query_code=query.query_code, last_four=query.last_four))
        self.answered.emit("supplement")

    def _not_added(self, problem: Problem) -> None:
        self.more.setEnabled(True)
        self.trouble(problem)

    def _invitation_tile(self) -> list[ChoiceButton]:
        """Returns the tile to answer an invitation; none where nobody invites."""
        life = self.draft.inquiry.life
        if life is None or life.invited is None:
            return []
        note = (
            words.answered(life.invited.answer, life.invited.wished) if life.invited.answer else _("来不来，给个回话")
        )
        tile = ChoiceButton(self.station.theme, _("约您来一趟"), note, icon="people", height_mm=TILE_MM)
        tile.clicked.connect(lambda: self.answered.emit("invitation"))
        return [tile]

    def _card_tile(self) -> ChoiceButton:
        note = _("记着办了哪些步，盖着平台的签名，随身带")
        self.card = ChoiceButton(self.station.theme, _("打权益保障卡"), note, icon="card", height_mm=TILE_MM)
        self.card.clicked.connect(self._make_card)
        return self.card

    def _make_card(self) -> None:
        query = self.draft.inquiry.query
        self.card.setEnabled(False)
        self.station.tasks.run(
            lambda: self.station.sync.new_card(query), owner=self, done=self._made, failed=self._failed
        )

    def _made(self, made: tuple[str, RightsCard]) -> None:
        self.draft.inquiry.card_text, self.draft.inquiry.card = made
        self.answered.emit("card")

    def _failed(self, problem: Problem) -> None:
        self.card.setEnabled(True)
        self.trouble(problem)

    def _tile(self, possible: PossibleAct) -> ChoiceButton:
        said, note = words.of(possible.act), words.noted(possible)
        tile = ChoiceButton(self.station.theme, _(said.name), note, icon=said.icon, height_mm=TILE_MM)
        tile.clicked.connect(lambda _=False, act=possible.act: self._choose(act))
        return tile

    def _choose(self, act: OwnAct) -> None:
        self.draft.inquiry.choose(act)
        if act is not OwnAct.SIGN_PLEDGE:
            self.answered.emit(ON)
            return
        self.setEnabled(False)
        self.station.tasks.run(self._pledge, owner=self, done=self._to_be_signed, failed=self._no_pledge)

    def _pledge(self) -> tuple[CaseLife, DocumentAnswer]:
        """Returns the letter that may be signed, with the case as it is now. Raises NotNow."""
        query, sync = self.draft.inquiry.query, self.station.sync
        life = sync.life(query)
        if life is None or life.pledge is None:
            raise NotNow("no pledge")
        return life, sync.document(DocumentQuery(query=query, number=life.pledge.paper))

    def _to_be_signed(self, found: tuple[CaseLife, DocumentAnswer]) -> None:
        self.draft.inquiry.life, self.draft.inquiry.pledge = found
        self.answered.emit("pledge")

    def _no_pledge(self, problem: Problem) -> None:
        self.setEnabled(True)
        self.trouble(problem)


class OwnActPage(Page):
    """One act: what follows from it, what the petitioner wants to say, and the button that does it."""

    name = "own_act"

    def build(self) -> None:
        said = words.of(self._act)
        self.title.setText(_(said.name))
        follows = Card(self.station.theme, "sunny")
        follows.add(Label(words.explained(self._act, self._possible), "told"))
        self.body.addWidget(follows)
        self.said = SpokenText(self.station, _(said.asks), digits=self._act is OwnAct.TELEPHONE)
        self.said.changed.connect(self._said)
        self.said.setVisible(bool(said.asks))
        self.body.addWidget(self.said, 1)
        self.body.addStretch(int(not said.asks))
        self.working = BusyIndicator(self.station.theme, _("正在送出"))
        self.body.addWidget(self.working)
        self.do = self.button(_(said.button), kind="primary", icon=said.icon)
        self.do.setEnabled(not said.needs_words)
        self.do.clicked.connect(self._sure)
        self.choices.append(self.do)

    @property
    def _act(self) -> OwnAct:
        act = self.draft.inquiry.act
        assert act is not None
        return act

    @property
    def _possible(self) -> PossibleActs:
        return self.draft.inquiry.possible or PossibleActs()

    def unkept(self) -> str:
        return _("刚写的话") if self.said.value else ""

    def guidance(self) -> str:
        return joined(_(words.of(self._act).name), words.explained(self._act, self._possible))

    def _said(self, text: str) -> None:
        self.do.setEnabled(bool(text.strip()) or not words.of(self._act).needs_words)

    def _sure(self) -> None:
        if self._act not in IRREVERSIBLE:
            self._send()
        elif not any(each.isVisible() for each in self.window().findChildren(Confirmation)):
            said = words.of(self._act)
            question = Confirmation(
                *(self.station, self.window(), _("真的要这样办吗？"), words.explained(self._act, self._possible)),
                go=_(said.button),
                stay=_("先不办"),
            )
            question.gone.connect(self._send)

    def _send(self) -> None:
        inquiry, said = self.draft.inquiry, self.said.value.strip()
        telephone = self._act is OwnAct.TELEPHONE
        call = OwnActCall(
            id=inquiry.act_id,
            query=inquiry.query,
            act=self._act,
            words="" if telephone else said,
            telephone=said if telephone else "",
        )
        self.working.begin()
        self.said.setEnabled(False)
        self.send_off(lambda: self.station.sync.own_act(call), self._sent, self._failed)

    def _sent(self, done: OwnActDone) -> None:
        self.draft.inquiry.act_done = done
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.said.setEnabled(True)
        self.trouble(problem)


class OwnActDonePage(Page):
    """What was done, with its day, and a paper of it."""

    name = "own_act_done"

    def build(self) -> None:
        card = Card(self.station.theme, "sunny")
        card.add(Label(self._told, "told"))
        self.body.addWidget(card)
        self.body.addWidget(Drawing(self.station.theme, "sun", 80), 1)
        self.printout = Printout(self.station, "act", _("记录单"))
        self.printout.note.hide()
        self.body.addWidget(self.printout)
        self.print = self.button(_("打一张单子"), icon="printer")
        self.print.clicked.connect(self._print)
        self.choices.append(self.print)
        self.action(_("好的"), "leave", icon="check")

    @property
    def _told(self) -> str:
        inquiry = self.draft.inquiry
        if inquiry.act_done is not None:
            return words.done(inquiry.act_done)
        assert inquiry.invitation_answer is not None
        return joined(words.answered(*inquiry.invitation_answer), _("已经告诉约您的单位。"))

    def guidance(self) -> str:
        return joined(self._told, reminder(self.draft))

    def _print(self) -> None:
        inquiry = self.draft.inquiry
        assert inquiry.view is not None
        name = words.of(inquiry.act_done.act).name if inquiry.act_done else words.INVITATION
        self.print.setEnabled(False)
        self.printout.print(
            own_act_document(
                inquiry.view.case_number,
                _(name),
                self._told,
                self.station.settings.terminal.site,
                band=self.station.band,
            )
        )
