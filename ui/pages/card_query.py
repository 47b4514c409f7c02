"""Asking with the card alone: that there is a case, when it came, how far it is; never its text."""

from core.case import CaseLine
from core.flow import ON
from core.id_number import IdNumber
from core.person import Person
from core.problems import NotACard, Problem
from core.wire import CardQuery
from devices.ports import Picture
from ui.page import Page
from ui.shutter import Shutter
from ui.widgets.card import Card, Line
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label
from ui.widgets.viewfinder import Viewfinder
from ui.widgets.working import Working


class CardQueryPage(Page):
    name = "card_query"
    needs = frozenset({"camera", "reader"})

    def build(self) -> None:
        self.laid: Person | None = None
        self.view = Viewfinder(self.station.theme)
        self.working = Working(self.station.theme, "正在查")
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.working)
        self.shoot = self.button("拍照", kind="primary", icon="camera")
        self.choices.append(self.shoot)

    def enter(self) -> None:
        station = self.station
        if station.reader:
            station.reader.came.connect(self._laid)
        self.shutter = Shutter(self, station.eyes, station.tasks, small=True)
        self.shutter.show_in(self.view)
        self.shutter.fired.connect(self._read)
        self.shoot.clicked.connect(self.shutter.fire)

    def leave(self) -> None:
        self.shutter.armed = False

    def _read(self, frame: Picture) -> None:
        self.shutter.armed = False
        self.unsay()
        self.working.begin("正在读身份证")
        engines = self.station.engines
        self.station.reading.run(
            lambda: engines.cards.read(frame).person(), owner=self, done=self._look_up, failed=self._failed
        )

    def _laid(self, person: Person) -> None:
        """The reader tells of the same card four times a second; it is asked about once."""
        if person != self.laid:
            self.laid = person
            self._look_up(person)

    def _look_up(self, person: Person) -> None:
        if not person.name or IdNumber(person.id_number).faults(self.station.now().date()):
            self._failed(NotACard())
            return
        query = CardQuery(name=person.name, id_number=person.id_number)
        self.station.tasks.run(
            lambda: self.station.postbox.query_by_card(query), owner=self, done=self._found, failed=self._failed
        )

    def _found(self, cases: tuple[CaseLine, ...]) -> None:
        self.draft.inquiry.cases = cases
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.shutter.armed = True
        self.trouble(problem)


class CardCasesPage(Page):
    name = "card_cases"

    def build(self) -> None:
        cases = self.draft.inquiry.cases
        scroll = Scroll(self.station.theme.length("gap"))
        for case in cases:
            card = Card(self.station.theme)
            card.add(Line(self.station.theme, "编号", case.case_number))
            card.add(Line(self.station.theme, "登记", f"{case.registered_on:%Y年%m月%d日}"))
            card.add(Line(self.station.theme, "办到", case.step.label))
            scroll.column.addWidget(card)
        if not cases:
            scroll.column.addWidget(Label("没有查到。检举控告不在这里显示。", "notice"))
        scroll.column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.action("用查询码看详情", "query", icon="search")
