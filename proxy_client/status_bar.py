"""The line below the window: who is signed in, what waits to be sent, whether the draft is saved, and short answers."""

from PySide6.QtWidgets import QStatusBar, QWidget

from core.language import N_, _, _n
from core.outbox_state import OutboxState
from proxy_client.agent_station import AgentStation
from proxy_client.idle_lock import LAST_SECONDS
from ui.widgets.text import Label

TOLD_MS = 6_000
NOBODY = N_("没有人登录")
LOCKED = N_("{name}，锁上了")
PRACTICE = N_("演练")


class StatusBar(QStatusBar):
    """`tell` shows an answer for a while; `show_saving` is for who saves the draft; `show_lock` says how long until the
    window locks."""

    def __init__(self, station: AgentStation, window: QWidget) -> None:
        super().__init__(window)
        self._station = station
        self.setSizeGripEnabled(True)
        self._who, self._queue, self._saving, self._lock = (self._label() for _ in range(4))
        for label in (self._who, self._queue):
            self.addWidget(label)
        for label in (self._saving, self._lock):
            self.addPermanentWidget(label)
            label.hide()
        if station.training:
            practice = self._label()
            practice.setText(_(PRACTICE))
            self.addPermanentWidget(practice)
        station.sync.changed.connect(self.refresh)
        self.refresh()

    @staticmethod
    def _label() -> Label:
        label = Label("", "status")
        label.setWordWrap(False)
        return label

    def tell(self, text: str) -> None:
        self.showMessage(text, TOLD_MS)

    def show_saving(self, text: str) -> None:
        """Shows whether what is being written is saved; empty hides it."""
        self._saving.say(text)

    def show_lock(self, text: str) -> None:
        self._lock.say(text)

    def show_seconds(self, seconds: int | None) -> None:
        """Shows how long until the window locks; None where it does not."""
        if seconds is None:
            self.show_lock("")
        elif seconds > LAST_SECONDS:
            minutes = -(-seconds // 60)
            self.show_lock(_n("{minutes}分钟不用就锁上", minutes).format(minutes=minutes))
        else:
            self.show_lock(_n("{seconds}秒后锁上", seconds).format(seconds=seconds))

    def refresh(self, _item: object = None) -> None:
        self._who.setText(self._whose())
        self._queue.setText(self._waiting())

    def _whose(self) -> str:
        """Returns who is signed in; of a locked window whose it is."""
        session = self._station.session
        if session.agent:
            return session.agent.person.name
        return _(LOCKED).format(name=session.away.name) if session.away else _(NOBODY)

    def _waiting(self) -> str:
        """Returns how many are saved here and not sent, on their way, and in need of a person."""
        states = [item.state for item in self._station.sync.items() if not item.settled]
        saved = states.count(OutboxState.SAVED)
        stuck = states.count(OutboxState.QUARANTINED)
        said = [_("待送{count}件").format(count=saved)] if saved else []
        if sending := len(states) - saved - stuck:
            said.append(_("正在送{count}件").format(count=sending))
        if stuck:
            said.append(_("待人工处理{count}件").format(count=stuck))
        return " · ".join(said) or _("没有待送的")
