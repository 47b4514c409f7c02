"""Passes values from a long loop's thread to the screen's: call `put` there, connect `came` here."""

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """Qt queues the value to the thread this object lives in."""

    came = Signal(object)

    def put(self, value: object) -> None:
        self.came.emit(value)
