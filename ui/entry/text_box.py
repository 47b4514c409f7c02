"""The box for the text: one line, in which Enter means done, or many lines for a story."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TextBox(QPlainTextEdit):
    """The text box. `entered`: Enter was pressed in a box of one line."""

    entered = Signal()

    def __init__(self, value: str, *, one_line: bool) -> None:
        super().__init__(value)
        self._one_line = one_line
        self.setTabChangesFocus(True)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._one_line and event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText("".join(source.text().splitlines()) if self._one_line else source.text())

    def put(self, text: str) -> None:
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
