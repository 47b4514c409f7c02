"""Top of the window: the name of the house, how far the visit has come, what can be heard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.station import Station
from ui.widgets.button import Button
from ui.widgets.text import Label


class Header(QWidget):
    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._station = station
        theme = station.theme
        row = QHBoxLayout(self)
        margin, gap = theme.length("margin"), theme.length("gap")
        row.setContentsMargins(margin, gap, margin, gap)
        row.setSpacing(gap)
        logo = QLabel()
        logo.setPixmap(theme.pixmap("sun", "sun", 15))
        row.addWidget(logo)
        row.addWidget(Label("阳光窗口", "strong"))
        row.addLayout(self._progress(), 1)
        self.hear = self._tool("再听一遍", "repeat", self._hear)
        self.private = self._tool("私下听", "headphones", self._listen_privately)
        self.private.setCheckable(True)
        for tool in (self.hear, self.private):
            row.addWidget(tool)
        station.teller.speaking.connect(self._show_speaking)

    def _progress(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._station.theme.px(1.5))
        self._where = Label("", "small")
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addStretch()
        column.addWidget(self._where)
        column.addWidget(self._bar)
        column.addStretch()
        return column

    def _tool(self, text: str, icon: str, act: object) -> Button:
        button = Button(self._station.theme, text, kind="quiet", icon=icon)
        button.clicked.connect(act)
        return button

    def show_stage(self, stage: int, stages: int) -> None:
        shown = stage > 0
        self._where.setVisible(shown)
        self._bar.setVisible(shown)
        self.hear.setVisible(True)
        if shown:
            self._where.setText(f"第{stage}步，共{stages}步")
            self._bar.setRange(0, stages)
            self._bar.setValue(stage)
        self.private.setChecked(self._station.teller.private)

    def _hear(self) -> None:
        teller = self._station.teller
        if self._speaking and not teller.paused:
            teller.pause()
            self.hear.rename("继续听", "play")
        elif teller.paused:
            teller.resume()
            self.hear.rename("停一下", "pause")
        else:
            teller.repeat()

    _speaking = False

    def _show_speaking(self, speaking: bool) -> None:
        self._speaking = speaking
        self.hear.rename(*(("停一下", "pause") if speaking else ("再听一遍", "repeat")))

    def _listen_privately(self, wanted: bool) -> None:
        self._station.teller.listen_privately(wanted)
        self.private.rename("用耳机听" if wanted else "私下听", "headphones")
        self._station.teller.say("请戴上耳机。" if wanted else "现在用喇叭说话。")
