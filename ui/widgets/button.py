"""Buttons large enough for a trembling hand."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QVBoxLayout

from ui.theme.tokens import LARGE, Theme
from ui.widgets.text import Label

KEYS = {"key", "digit"}
ICON_GAP = 4
"""Pixels that Qt leaves between a drawing and the words."""
LETTER_STEP = 0.02
"""Changes of the letters' size below this share are not worth drawing anew."""


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
        self._given_up, self._share = QIcon(), 1.0
        if icon:
            self.show_icon(icon)

    def show_icon(self, name: str) -> None:
        kind = self.property("kind")
        colour = {"primary": "on_primary", "alarm": "alarm", "quiet": "ink"}.get(kind, "primary")
        self._given_up = QIcon()
        self.setIcon(self.theme.icon(name, colour, self._icon_mm))
        self.setIconSize(self.theme.icon_size(self._icon_mm))

    def sizeHint(self) -> QSize:
        """Returns the size with the drawing, so that it comes back as soon as there is room."""
        hint = super().sizeHint()
        return hint if self._given_up.isNull() else QSize(hint.width() + self.iconSize().width(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Makes the words fit: first the drawing gives way, then large letters become smaller, to no less than
        ordinary ones. Only languages with longer words than Chinese need it."""
        if not self.text():
            return
        inside = self._inside().width()
        words = round(self.fontMetrics().horizontalAdvance(self.text()) / self._share)
        icon = self._given_up if self.icon().isNull() else self.icon()
        if not icon.isNull():
            fits = words + self.iconSize().width() <= inside
            self.setIcon(icon if fits else QIcon())
            self._given_up = QIcon() if fits else icon
        self._make_letters(1.0 if words <= inside or not self.theme.large else max(inside / words, 1 / LARGE))

    def _make_letters(self, share: float) -> None:
        """`share`: of the size that the theme gives."""
        if abs(share - self._share) > LETTER_STEP:
            size = self.fontInfo().pixelSize() / self._share
            self._share = share
            self.setStyleSheet(f"font-size: {int(size * share)}px;" if share < 1 else "")

    def _inside(self) -> QRect:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)

    def rename(self, text: str, icon: str = "") -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self._make_letters(1.0)
        if icon:
            self.show_icon(icon)

    def show_words(self, shown: bool) -> None:
        """Shows the words beside the drawing, or the drawing alone; the name stays, also when the mouse rests on it."""
        if bool(self.text()) != shown and not (self.icon().isNull() and self._given_up.isNull()):
            self.setText(self.accessibleName() if shown else "")
            self.setToolTip("" if shown else self.accessibleName())

    def width_with_words(self) -> int:
        """Returns how wide it wants to be, its words shown."""
        words = 0 if self.text() else self.fontMetrics().horizontalAdvance(self.accessibleName()) + ICON_GAP
        return self.sizeHint().width() + words

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
        """Lets the button take the free height, up to this much in ordinary letters."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(self.theme.text_mm(most_mm))

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
