"""One very large microphone: pressed to start and to end speaking; it shows the loudness."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from core.language import N_, _
from ui.theme.tokens import Theme
from ui.widgets.button import Button
from ui.widgets.text import Label

State = Literal["preparing", "ready", "listening", "writing"]

CAPTIONS: dict[State, tuple[str, str]] = {
    "preparing": (N_("正在准备，请稍等"), ""),
    "ready": (N_("按这里开始说"), ""),
    "listening": (N_("我在听，请说"), N_("说完了，按一下这里")),
    "writing": (N_("说完了"), N_("正在写最后几个字")),
}
"""The words below it: what it does, and what a touch does."""
NAMES: dict[State, str] = {
    "preparing": N_("开始说"),
    "ready": N_("开始说"),
    "listening": N_("说完了"),
    "writing": N_("正在写最后几个字"),
}
"""Accessible names: what a touch does."""
WORDS_MM, DOES_MM = 48.0, 17.5
"""Room for the words below it; for the first of them. Below that, two lines of a hint."""
FALLS = 0.6
"""Share of the shown loudness left after a tenth of a second, so that a word does not flicker."""
RING = 0.3
"""How far the ring around it grows with the voice, in radii."""


class MicrophoneButton(Button):
    """The button; all of it can be touched, words included."""

    def __init__(self, theme: Theme, height_mm: float) -> None:
        super().__init__(theme, "", kind="microphone")
        self.state: State = "ready"
        self._level = 0.0
        self._least = theme.px(height_mm)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.does, self.touch = Label("", "strong"), Label("", "label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        for label in (self.does, self.touch):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self.does.setFixedHeight(theme.text_mm(DOES_MM))
        self.touch.setFixedHeight(theme.text_mm(WORDS_MM - DOES_MM))
        self.show_state("ready")

    def show_state(self, state: State) -> None:
        """Shows a state; the same state again changes nothing."""
        if state == self.state and self.accessibleName():
            return
        self.state = state
        self.does.setText(_(CAPTIONS[state][0]))
        self.hint("")
        self._level = 0.0
        self.setAccessibleName(_(NAMES[state]))
        self.setAccessibleDescription(_("，").join(_(each) for each in CAPTIONS[state] if each))
        self.setEnabled(state in {"ready", "listening"})
        self.update()

    def hint(self, text: str) -> None:
        """Shows a hint in place of the words on what a touch does; empty restores them."""
        self.touch.say(text or _(CAPTIONS[self.state][1]) or " ", "hint" if text else "label")

    def show_level(self, level: float) -> None:
        """Shows the loudness, 0 to 1; it rises at once and falls slowly."""
        self._level = max(min(1.0, level), FALLS * self._level)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Sets its own least height here, after the style sheet has set the one of all buttons."""
        super().showEvent(event)
        self.setMinimumHeight(self._least)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(100), self._least)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self.theme.text_mm(WORDS_MM)
        side = min(self.width(), self.height() - words)
        radius = side / 2 / (1 + RING)
        middle = QPointF(self.width() / 2, (self.height() - words) / 2)
        self._paint_rings(painter, middle, radius)
        self._paint_disc(painter, middle, radius)
        painter.end()

    def _colours(self) -> tuple[str, str]:
        """Returns the colours of the disc and of what stands on it."""
        if self.state == "listening":
            return "sun", "night"
        return ("primary", "on_primary") if self.isEnabled() else ("off", "off_ink")

    def _paint_rings(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        if self.state != "listening":
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for share, alpha in ((1.0, 70), (0.55, 120)):
            colour = QColor(self.theme.colour["sun"])
            colour.setAlpha(alpha)
            painter.setBrush(colour)
            reach = radius * (1 + RING * (0.15 + 0.85 * self._level) * share)
            painter.drawEllipse(middle, reach, reach)

    def _paint_disc(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        disc, drawing = self._colours()
        colour = QColor(self.theme.colour[disc])
        painter.setBrush(colour.darker(125) if self.isDown() else colour)
        focus = QPen(QColor(self.theme.colour["ink"]), self.theme.px(1.2))
        painter.setPen(focus if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, radius, radius)
        icon = self.theme.pixmap("microphone", drawing, round(radius / self.theme.px_per_mm))
        place = QRectF(middle.x() - icon.width() / 2, middle.y() - icon.height() / 2, icon.width(), icon.height())
        painter.drawPixmap(place, icon, QRectF(icon.rect()))
