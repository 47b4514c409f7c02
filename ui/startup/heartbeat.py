"""Tells systemd that the window is there and not frozen (sd_notify): what it does not hear, it ends and starts anew.

The beats come from Qt's event loop, so they stop when the window answers no touch. Without `NOTIFY_SOCKET` nobody
listens and nothing is sent.
"""

import os
import socket
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

READY, ALIVE = b"READY=1", b"WATCHDOG=1"
BEATS_PER_LIMIT = 3
"""So that two may be late before the third is missed."""


class Heartbeat(QObject):
    """Sends READY once the first window is painted and the event loop is free again, and then beats."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._where = os.environ.pop("NOTIFY_SOCKET", "")  # not for the programs that this one starts
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._say(ALIVE))
        if self._where:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            QTimer.singleShot(0, self, self._ready)
        return False

    def _ready(self) -> None:
        self._say(READY)
        if limit := interval(os.environ):
            self._timer.start(limit)
            self._say(ALIVE)

    def _say(self, what: bytes) -> None:
        """A full or missing socket is systemd's affair: the window goes on."""
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.setblocking(False)
            line.sendto(what, self._where.replace("@", "\0", 1) if self._where.startswith("@") else self._where)


def interval(environment: "os._Environ[str] | dict[str, str]") -> int:
    """Returns the milliseconds between beats; 0 where nobody waits for them, or for those of another process."""
    limit, whose = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", "")
    if not limit.isdecimal() or (whose and whose != str(os.getpid())):
        return 0
    return max(1, int(limit) // 1000 // BEATS_PER_LIMIT)
