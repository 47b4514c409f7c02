"""A box for what nobody else is to read: nothing of it reaches the clipboard, an input method's memory or a menu."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QSizePolicy

from ui.base.station import Station
from ui.entry.text_box import TextBox


class PrivateText(TextBox):
    def __init__(self, station: Station, name: str) -> None:
        super().__init__("", one_line=False)
        theme = station.theme
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setMinimumHeight(theme.px(22))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        colour, gap = theme.colour, theme.length("gap")
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-size: {theme.text_px('body')}px; background: {colour['surface']};"
            f" border: 2px solid {colour['line']}; border-radius: {theme.length('radius')}px; padding: {gap // 2}px; }}"
            f"QPlainTextEdit:focus {{ border: 4px solid {colour['sun']}; }}"
        )

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies nothing: what is copied outlives the page."""
        return QMimeData()

    def wipe(self) -> None:
        """Empties the box and what it could undo."""
        self.clear()
        self.document().clearUndoRedoStacks()
