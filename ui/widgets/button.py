"""Buttons large enough for a trembling hand."""

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.theme.tokens import Theme
from ui.widgets.text import Label

KEYS = {"key", "digit"}


class Button(QPushButton):
    """A button that acts on release. Trembling touches are refused by ui/shell/touch_guard.py, not here. `is_key`: two
    touches in a row write twice."""

    def __init__(
        self, theme: Theme, text: str, *, kind: str = "secondary", icon: str = "", icon_mm: float = 11
    ) -> None:
        super().__init__(text)
        self.theme = theme
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon_mm = icon_mm
        if icon:
            self.show_icon(icon)

    def show_icon(self, name: str) -> None:
        kind = self.property("kind")
        colour = {"primary": "on_primary", "alarm": "alarm", "quiet": "ink"}.get(kind, "primary")
        self.setIcon(self.theme.icon(name, colour, self._icon_mm))
        self.setIconSize(self.theme.icon_size(self._icon_mm))

    def rename(self, text: str, icon: str = "") -> None:
        self.setText(text)
        self.setAccessibleName(text)
        if icon:
            self.show_icon(icon)

    def become(self, kind: str) -> None:
        """Changes the kind of button; icons take its colour when they are set next."""
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)

    @property
    def is_key(self) -> bool:
        return self.property("kind") in KEYS

    @property
    def face(self) -> object:
        """Returns what the button stands for: after a change it must be seen anew. A field's value is not part of
        it."""
        return "" if self.property("kind") == "field" else (self.text(), self.accessibleName())


class ChoiceButton(Button):
    """A tall answer: an icon, a word, and an explaining line; larger where there are few of them (`tall`)."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        note: str = "",
        *,
        icon: str = "",
        height_mm: float = 38,
        bold: bool = False,
        tall: bool = False,
    ) -> None:
        super().__init__(theme, "", kind="door" if bold else "choice")
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        self._height = theme.px(height_mm)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        side, air = theme.px(7), theme.px(1.5)
        row.addStrut(self._height - 2 * air)
        row.setContentsMargins(side, air, side, air)
        row.setSpacing(theme.px(6))
        if icon:
            row.addWidget(self._drawing(icon, 22 if bold or tall else 14, "on_primary" if bold else "primary"))
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addStretch()
        words.addWidget(_through(Label(text, "title" if bold or tall else "strong")))
        if note:
            words.addWidget(_through(Label(note, "body" if bold else "label")))
        words.addStretch()
        row.addLayout(words, 1)
        self._tick = self._drawing("check", 12, "primary")
        self._tick.hide()
        self.toggled.connect(self._tick.setVisible)
        row.addWidget(self._tick)

    def grow(self, most_mm: float) -> None:
        """Lets the button take the free height, up to this much."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(self.theme.px(most_mm))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def _drawing(self, icon: str, size_mm: float, colour: str) -> QLabel:
        picture = QLabel()
        picture.setPixmap(self.theme.pixmap(icon, colour, size_mm))
        return _through(picture)


L = TypeVar("L", bound=QLabel)


def _through(label: L) -> L:
    """Returns the label, made to pass touches to the button below."""
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def exclusive(*buttons: QPushButton) -> None:
    """Makes the buttons checkable, one at a time."""
    for button in buttons:
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setCursor(Qt.CursorShape.ArrowCursor)
