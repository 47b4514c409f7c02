"""Top of the window: the name of the house, and how far the visit has come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.station import Station
from ui.widgets.text import Label


class Header(QWidget):
    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = station.theme
        self.setFixedHeight(theme.px(19) if theme.landscape else theme.length("header"))
        row = QHBoxLayout(self)
        margin = theme.length("margin")
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(theme.length("gap"))
        logo = QLabel()
        logo.setPixmap(theme.pixmap("sun", "sun", 15))
        row.addWidget(logo)
        row.addWidget(Label("阳光窗口", "strong"))
        row.addStretch(1)
        row.addLayout(self._progress(station), 2)

    def _progress(self, station: Station) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(station.theme.px(1.5))
        self._where = Label("", "small")
        self._where.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addStretch()
        column.addWidget(self._where)
        column.addWidget(self._bar)
        column.addStretch()
        return column

    def show_stage(self, stage: int, stages: int) -> None:
        """Stage 0 is outside the counted part of a visit."""
        self._where.setVisible(stage > 0)
        self._bar.setVisible(stage > 0)
        self._where.setText(f"第 {stage} 步，共 {stages} 步")
        self._bar.setRange(0, stages)
        self._bar.setValue(stage)
