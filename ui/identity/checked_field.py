"""A field read by camera: where it is doubtful, with the strip of the card it was read from, and 对的 to confirm it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy

from core.language import _
from ui.base.station import Station
from ui.entry.field import Field
from ui.entry.typing_sheet import Keys
from ui.widgets.button import Button

ABOVE, BESIDE = (150, 52), (110, 30)
"""Most width and height of the strip, millimetres, on a tall panel and on a wide one."""

TALLEST = 48
"""Millimetres a field may grow to where there is room."""


class CheckedField(QFrame):
    """The field. `changed` carries what was typed, `confirmed` that the value is right."""

    changed = Signal(str)
    confirmed = Signal()

    def __init__(self, station: Station, name: str, keys: Keys) -> None:
        super().__init__()
        theme = station.theme
        wide = theme.landscape
        self._room = QSize(*(theme.px(side) for side in (BESIDE if wide else ABOVE)))
        self.setProperty("kind", "plain")
        self.strip = QLabel()
        self.strip.setAccessibleName(_("证件上的{name}").format(name=name))
        self.strip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if wide:
            self.strip.setFixedWidth(self._room.width())
        self.field = Field(station, name, keys)
        if not theme.large:
            self.field.setMaximumHeight(theme.px(TALLEST))
        self.field.changed.connect(self.changed)
        self.right = Button(theme, _("对的"), icon="check")
        self.right.setAccessibleName(_("对的，{name}没错").format(name=name))
        self.right.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.right.clicked.connect(self.confirmed)
        rows = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(2))
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(theme.length("gap"))
        line.addWidget(self.field, 1)
        line.addWidget(self.right)
        (line.insertWidget if wide else rows.insertWidget)(0, self.strip)
        rows.addLayout(line)

    def show_value(
        self, value: str, *, doubtful: bool, confirmable: bool, masked: str, strip: QImage | None, asked: bool
    ) -> None:
        """Shows the value. `asked`: it was doubtful when read; then the strip and the button keep their places, so that
        nothing moves under the finger that has just confirmed it."""
        self.field.show_value(value, doubtful=doubtful, masked=masked)
        self.right.setVisible(asked)
        self.right.setEnabled(doubtful and confirmable)
        self.strip.setVisible(strip is not None)
        if strip is not None:
            shown = strip.scaled(
                self._room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self.strip.setPixmap(QPixmap.fromImage(shown))
