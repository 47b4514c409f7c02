"""From a long loop's thread to the screen: call `put` there, connect `came` here."""

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """Qt queues the value over to the thread this object lives in."""

    came = Signal(object)

    def put(self, value: object) -> None:
        self.came.emit(value)
