"""Query by card alone: shows that there is a case, when it came and how far it is; never its text."""

from uuid import uuid4

from capture.card.result import CardReading
from core.case import CaseSummary
from core.date_format import day, moment
from core.flow import ON
from core.id_number import IdNumber
from core.language import N_, _
from core.person import Person
from core.problems import NotACard, Problem
from core.sentences import joined, label
from core.wire import AuthorityWithdrawal, ByAgent, CardAnswer, CardQuery, OwnAct, OwnActDone
from devices.ports import Picture
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.camera.auto_capture import AutoCapture
from ui.camera.viewfinder import Viewfinder
from ui.platform import own_act_words as words
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button
from ui.widgets.card import Card, Line
from ui.widgets.long_scroll import LongScroll
from ui.widgets.text import Label

NONE_FOUND = N_("没有查到。检举控告不在这里显示，请用回执查。")
UNSURE = N_("姓名或者号码没看清。请放平，别反光，再试一次。")
TWO_CARDS = N_("看到了不止一个人的证件。请只放您自己的。")


class CardQueryPage(Page):
    name = "card_query"
    needs = frozenset({"camera", "reader"})
    other_way = N_("输号码")

    def build(self) -> None:
        self.laid: Person | None = None
        self.view = Viewfinder(self.station.theme)
        self.working = BusyIndicator(self.station.theme, _("正在查"))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.working)
        self.action(_("没带身份证，输号码"), "number", kind="secondary", icon="keyboard")
        self.shoot = self.button(_("拍照"), kind="primary", icon="camera")
        self.choices.append(self.shoot)

    def enter(self) -> None:
        station = self.station
        if station.reader:
            station.reader.came.connect(self._laid)
        self.auto_capture = AutoCapture(self, station.camera, station.tasks, small=True)
        self.auto_capture.show_in(self.view)
        self.auto_capture.captured.connect(self._read)
        self.shoot.clicked.connect(self.auto_capture.capture)

    def leave(self) -> None:
        self.auto_capture.armed = False

    def take_other_way(self) -> None:
        self.answered.emit("number")

    def _read(self, frame: Picture) -> None:
        self._begin(_("正在读身份证"))
        engines = self.station.engines
        self.station.reading.run(lambda: engines.cards.read(frame), owner=self, done=self._seen, failed=self._failed)

    def _begin(self, doing: str) -> None:
        self.auto_capture.armed = False
        self.shoot.setEnabled(False)
        self.unsay()
        self.working.begin(doing)

    def _seen(self, reading: CardReading) -> None:
        """Asks about the person on the card, unless the reading is doubtful: it would find nothing, or another person's
        case."""
        if reading.cards_seen > 1:
            self._once_more(_(TWO_CARDS))
        elif reading.side == "portrait" and {"name", "id_number"} & set(reading.doubtful):
            self._once_more(_(UNSURE))
        else:
            self._look_up(reading.person())

    def _laid(self, seen: Person | None) -> None:
        """Asks once about a card on the reader, which reports it four times a second."""
        if seen is not None and seen != self.laid:
            self.laid = seen
            self._look_up(seen)

    def _look_up(self, person: Person) -> None:
        if not person.name or IdNumber(person.id_number).faults(self.station.now().date()):
            self._failed(NotACard())
            return
        self.draft.note_card()
        self._begin(_("正在查"))
        query = CardQuery(name=person.name, id_number=person.id_number)
        self.draft.inquiry.card_query = query
        self.station.tasks.run(
            lambda: self.station.sync.query_by_card(query), owner=self, done=self._found, failed=self._failed
        )

    def _found(self, told: CardAnswer) -> None:
        self.draft.inquiry.cases, self.draft.inquiry.by_agent = tuple(told.cases), tuple(told.by_agent)
        self.answered.emit(ON)

    def _once_more(self, sentence: str) -> None:
        self._ready()
        self.say_in_place(sentence)

    def _failed(self, problem: Problem) -> None:
        self._ready()
        self.trouble(problem)

    def _ready(self) -> None:
        self.working.rest()
        self.auto_capture.armed = True
        self.shoot.setEnabled(True)


class CardCasesPage(Page):
    name = "card_cases"

    def build(self) -> None:
        """Lists the cases, the newest first."""
        theme, cases = self.station.theme, self.draft.inquiry.cases
        self._ids = {case.case_number: uuid4() for case in cases}
        scroll = LongScroll(theme, theme.length("gap"))
        for case in sorted(cases, key=lambda case: case.registered_on, reverse=True):
            card = Card(theme)
            card.add(Label(label(case.step), "number"))
            card.add(Line(theme, _("登记"), day(case.registered_on)))
            card.add(Line(theme, _("编号"), case.case_number))
            self._show_agent(card, case)
            scroll.column.addWidget(card)
        if not cases:
            scroll.column.addWidget(Label(_(NONE_FOUND), "notice"))
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.action(_("输号码看答复"), "number", kind="secondary", icon="keyboard")
        self.action(_("放回执看答复"), "scan", icon="qr")

    def _show_agent(self, card: Card, case: CaseSummary) -> None:
        """Says who filed it in the cardholder's name, with a button to take the authority back."""
        agent = self._agent_of(case)
        if agent is None:
            return
        who = _("{name}，{role}").format(name=agent.agent, role=label(agent.agent_class))
        card.add(Line(self.station.theme, _("代办人"), who))
        if agent.annex:
            card.add(Label(_("您的密封附言在里面，代办人看不到。"), "label"))
        if agent.asked_at:
            asked = _("{at}替您查过").format(at=moment(agent.asked_at, self.station.now().tzinfo))
            card.add(Line(self.station.theme, _("最近一次"), asked))
        if agent.withdrawn:
            card.add(Label(_(words.of(OwnAct.WITHDRAW_AUTHORITY).done), "notice"))
            return
        button = self.button(_(words.of(OwnAct.WITHDRAW_AUTHORITY).name), icon="people")
        button.setAccessibleName(_("撤回委托，{number}").format(number=case.case_number))
        button.clicked.connect(lambda: self._sure(case, button, card))
        card.add(button)

    def _agent_of(self, case: CaseSummary) -> ByAgent | None:
        found = self.draft.inquiry.by_agent
        return next((each for each in found if each.case_number == case.case_number), None)

    def _sure(self, case: CaseSummary, button: Button, card: Card) -> None:
        if self.sending or any(each.isVisible() for each in self.window().findChildren(Confirmation)):
            return
        said = words.of(OwnAct.WITHDRAW_AUTHORITY)
        title = _("真的要这样办吗？")
        asked = Confirmation(self.station, self.window(), title, _(said.follows), go=_(said.button), stay=_("先不办"))
        asked.gone.connect(lambda: self._withdraw(case, button, card))

    def _withdraw(self, case: CaseSummary, button: Button, card: Card) -> None:
        query = self.draft.inquiry.card_query
        assert query is not None
        call = AuthorityWithdrawal(id=self._ids[case.case_number], card=query, case_number=case.case_number)
        button.setEnabled(False)

        def withdrawn(done: OwnActDone) -> None:
            self.draft.inquiry.note_withdrawn(case.case_number)
            self._withdrawn(done, button, card)

        self.send_off(
            lambda: self.station.sync.withdraw_authority(call),
            withdrawn,
            lambda problem: self._not_withdrawn(problem, button),
        )

    def _withdrawn(self, done: OwnActDone, button: Button, card: Card) -> None:
        button.hide()
        card.add(Label(words.done(done), "notice"))
        self.station.speech_output.say(words.done(done))

    def _not_withdrawn(self, problem: Problem, button: Button) -> None:
        button.setEnabled(True)
        self.trouble(problem)

    def guidance(self) -> str:
        cases = self.draft.inquiry.cases
        if not cases:
            return _(NONE_FOUND)
        last = max(cases, key=lambda case: case.registered_on)
        told = _("您名下有{count}件。最近一件，{step}。要看答复，请放登记回执，或者输查询码。").format(
            count=len(cases), step=label(last.step)
        )
        acting = any(not each.withdrawn for each in self.draft.inquiry.by_agent)
        return joined(told, _("有别人替您办的。不要他再办，请按撤回委托。") if acting else "")
