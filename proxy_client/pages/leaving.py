"""Hand-over: what an agent has goes to another, with the agent there; and whoever leaves is taken off the list.

Without the agent's passphrase nobody can read what is theirs, and the page says so before anything is removed."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agency.agent_key import AgentKey
from agency.hand_over import HandedOver, Leaving, hand_over
from core.authority.letter import Agent, AgentClass
from core.flow import ON
from core.language import N_, _, _n
from core.person import Person
from core.problems import NothingToHandTo, Problem
from core.sentences import joined, listed
from proxy_client.agent_station import AgentStation
from proxy_client.typed_line import TypedField
from ui.base.confirmation import Confirmation
from ui.base.page import Page
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button, exclusive
from ui.widgets.text import Label

NOTHING = N_("名下什么也没有，可以直接离任。")
ASK_ANEW = N_("交过去的人都记着“还没问过愿不愿意”。请接手的人一个一个问。")
SEALED = N_("这些只有{name}的口令打得开，管理员也打不开。交接要本人在场输口令。")
LOST = N_("本人不在，就交不过去：删掉以后谁也读不出来，名单要重新导入，草稿要重新写。")
NOBODY_ELSE = N_("这台电脑上没有别人可以接手。请先邀请一位。")
DONE = N_("已交给{name}：{what}。")
DAMAGED = N_("有{count}份坏了，读不出来，没有交过去。")


@dataclass(frozen=True)
class Successor:
    number: str
    name: str


NOBODY = Agent(person=Person(name=""), agent_class=AgentClass.VILLAGE_CADRE)
"""Shown where another window removed the agent meanwhile."""
WITH_THEM = N_("不交的草稿跟着离任一起删掉。")


def label_of(name: str, count: int) -> str:
    """Returns how much there is of a table, as people say it."""
    counted = {
        "people": _n("{count}个服务对象", count),
        "drafts": _n("{count}份没写完的草稿", count),
        "agent_records": _n("{count}条代办和待办的记录", count),
    }
    return counted.get(name, _n("{count}份别的记录", count)).format(count=count)


class LeavingPage(Page):
    name = "leaving"
    long = True
    station: AgentStation

    def build(self) -> None:
        station = self.station
        self.number = station.session.leaving or station.session.number
        self.own = self.number == station.session.number
        self.supervises = station.session.number in station.agents.supervisors()
        self.agent = station.agents.listed().get(self.number, NOBODY)
        self.owned = station.agents.owned_by(self.number)
        self.successor: Successor | None = None
        self.gone = False
        self.note = Label("", "notice")
        columns = QHBoxLayout()
        columns.setSpacing(station.theme.length("margin"))
        columns.addWidget(self._what(), 1)
        columns.addWidget(self._whom(), 1)
        self.body.addLayout(columns, 1)
        self.working = BusyIndicator(station.theme, _("正在交接"))
        self.body.addWidget(self.note)
        self.body.addWidget(self.working)
        self._buttons()
        self._judge()

    def enter(self) -> None:
        if self.owned and not self.own:
            self.passphrase.line.setFocus()

    def _buttons(self) -> None:
        self.remove = self.button(_("直接删掉"), icon="trash")
        self.remove.clicked.connect(self._ask_to_remove)
        self.remove.setVisible(self.supervises)
        self.stays = self.button(_("交接，人不走"), icon="people")
        self.stays.clicked.connect(partial(self._begin, False))
        self.goes = self.button(_("交接并离任"), kind="primary", icon="check")
        self.goes.clicked.connect(partial(self._begin, True))
        self.goes.setVisible(self.supervises)
        self.finished = self.button(_("知道了"), kind="primary", icon="check")
        self.finished.clicked.connect(self._finish)
        self.finished.hide()
        self.choices += [self.remove, self.stays, self.goes, self.finished]

    def _what(self) -> QWidget:
        side, column = self._column()
        name = self.agent.person.name
        number = _("工号{number}").format(number=self.number)
        column.addWidget(Label("\u3000".join((name, self.agent.organisation, number)), "strong"))
        column.addWidget(Label(self._owned() if self.owned else _(NOTHING)))
        if self.owned:
            column.addWidget(Label(_(SEALED).format(name=name), "label"))
            column.addWidget(Label(_(ASK_ANEW), "label"))
        self.passphrase = TypedField(self.station, _("本人口令"), secret=True)
        self.passphrase.line.setAccessibleName(_("{name}的口令").format(name=name))
        self.passphrase.setVisible(bool(self.owned) and not self.own)
        self.passphrase.changed.connect(lambda _: self._judge())
        self.passphrase.line.returnPressed.connect(lambda: self.goes.click() if self.goes.isEnabled() else None)
        column.addWidget(self.passphrase)
        column.addStretch(1)
        return side

    def _whom(self) -> QWidget:
        side, column = self._column()
        column.addWidget(Label(_("交给谁"), "label"))
        others = {number: each for number, each in self.station.agents.listed().items() if number != self.number}
        if not others:
            column.addWidget(Label(_(NOBODY_ELSE), "notice"))
        self.others = {number: self._choice(number, each) for number, each in others.items()}
        exclusive(*self.others.values())
        for button in self.others.values():
            column.addWidget(button)
        self.kept = self.button(_("没写完的草稿也一起交"))
        self.kept.setCheckable(True)
        self.kept.setChecked(True)
        self.kept.setVisible("drafts" in self.owned)
        self.deleted = Label(_(WITH_THEM), "notice")
        self.deleted.hide()
        self.kept.toggled.connect(self.deleted.setHidden)
        column.addWidget(self.kept)
        column.addWidget(self.deleted)
        column.addStretch(1)
        return side

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.station.theme.length("gap"))
        return side, column

    def _choice(self, number: str, agent: Agent) -> Button:
        button = self.button(_("{name}（工号{number}）").format(name=agent.person.name, number=number))
        button.setCheckable(True)
        button.clicked.connect(partial(self._choose, Successor(number, agent.person.name)))
        return button

    def _choose(self, successor: Successor) -> None:
        self.successor = successor
        self._judge()

    def _owned(self) -> str:
        """Returns how much of each there is, as people say it."""
        return listed([label_of(name, count) for name, count in self.owned.items()])

    def _judge(self) -> None:
        fault = self._fault()
        self.note.say(fault, "notice")
        self.stays.setEnabled(bool(self.owned) and not fault)
        self.goes.setEnabled(not fault)

    def _fault(self) -> str:
        """Returns what is still missing, the first missing thing only."""
        if not self.owned:
            return ""
        if self.successor is None:
            return _("请选一位来接手。") if self.others else _(NOBODY_ELSE)
        if not self.own and not self.passphrase.line.text():
            return _("请{name}本人输口令。").format(name=self.agent.person.name)
        return ""

    def _begin(self, goes: bool) -> None:
        self.unsay()
        without = frozenset() if self.kept.isChecked() else frozenset({"drafts"})
        successor, passphrase = self.successor, self.passphrase.line.text()
        self.passphrase.line.clear()
        self._hold(True)
        self.station.tasks.run(
            partial(self._hand_over, successor, passphrase, without, goes=goes),
            owner=self,
            done=partial(self._done, goes),
            failed=self._failed,
        )

    def _hand_over(
        self, successor: Successor | None, passphrase: str, without: frozenset[str], *, goes: bool
    ) -> HandedOver:
        """Off the window's thread. Raises Problem; then nothing passed and nobody was removed."""
        agents, done = self.station.agents, HandedOver({}, 0)
        if goes:
            agents.check_removable(self.number, by=self.station.session.number)
        if self.owned:
            if successor is None:
                raise NothingToHandTo
            recipient = agents.recipient(successor.number)
            leaving = Leaving(self.number, self._key(passphrase))
            done = hand_over(agents.store, leaving, successor.number, recipient, without=without)
        if goes and not done.unreadable:
            agents.remove(self.number, by=self.station.session.number)
        return done

    def _key(self, passphrase: str) -> AgentKey:
        """Returns the key of the agent who leaves: their own session's, or what their passphrase opens. Raises
        BadSignIn, TooManyTries."""
        session = self.station.session
        if self.own and session.key is not None:
            return session.key
        return self.station.agents.sign_in(self.number, passphrase, self.station.now()).key

    def _done(self, goes: bool, done: HandedOver) -> None:
        self._hold(False)
        what = listed([label_of(name, count) for name, count in done.passed.items()])
        name = self.successor.name if self.successor else ""
        passed = _(DONE).format(name=name, what=what) if done.passed else ""
        damaged = _(DAMAGED).format(count=done.unreadable) if done.unreadable else ""
        gone = goes and not done.unreadable
        left = _("{name}已经离任。").format(name=self.agent.person.name) if gone else ""
        self.note.say(joined(passed, damaged, left), "alarm" if damaged else "good")
        for each in (self.remove, self.stays, self.goes, self.passphrase, self.kept, *self.others.values()):
            each.hide()
        self.gone = gone and self.own
        self.finished.show()
        self.finished.setFocus()

    def _finish(self) -> None:
        if self.gone:
            self.station.session.close()
        self.answered.emit("out" if self.gone else ON)

    def _failed(self, problem: Problem) -> None:
        self._hold(False)
        self.trouble(problem)
        self._judge()

    def _hold(self, working: bool) -> None:
        self.sending = working
        (self.working.begin if working else self.working.rest)()
        for each in (self.remove, self.stays, self.goes):
            each.setEnabled(not working)
        if not working:
            self._judge()

    def _ask_to_remove(self) -> None:
        name = self.agent.person.name
        leaves = _("{name}（工号{number}）以后不能在这台电脑上登录。").format(name=name, number=self.number)
        lost = joined(_("名下有{what}。").format(what=self._owned()), _(LOST)) if self.owned else ""
        question = Confirmation(
            self.station,
            self.window(),
            _("把这个代办员删掉吗？"),
            joined(leaves, lost),
            go=_("删除"),
            stay=_("不删"),
        )
        question.gone.connect(self._remove)

    def _remove(self) -> None:
        self.unsay()
        self._hold(True)
        self.station.tasks.run(
            partial(self.station.agents.remove, self.number, by=self.station.session.number),
            owner=self,
            done=lambda _: self._done(True, HandedOver({}, 0)),
            failed=self._failed,
        )
