"""The top of the window, the same on every page: the place, the time, the network, the visit's progress, and apart from
these the button to leave."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.language import N_, _
from ui.base.station import Station
from ui.widgets.button import Button
from ui.widgets.choices import keep_room
from ui.widgets.text import Label

STAGES = (N_("认人"), N_("说事"), N_("材料"), N_("核对"), N_("提交"))
"""By `stage` of a step of the flow, from 1."""
LOOK_MS = 5_000
SITE_MM = 96, 124
"""Room for the name of the place on a wide panel and on a tall one; a longer one is cut."""


class Header(QWidget):
    """The header; on a tall panel the steps have a row of their own."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._station, theme = station, station.theme
        wide = theme.landscape
        margin, gap = theme.length("margin"), theme.length("gap")
        grid = QGridLayout(self)
        grid.setContentsMargins(margin, 0, margin, 0)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(theme.px(1))
        logo = QLabel()
        logo.setPixmap(theme.pixmap("sun", "sun", 15))
        self.leave = Button(theme, _("不办了"), kind="quiet", icon="cross")
        keep_room(self.leave)
        grid.addWidget(logo, 0, 0)
        grid.addLayout(self._names(), 0, 1)
        grid.addLayout(self._now(), 0, 3)
        grid.addWidget(self.leave, 0, 4)
        grid.setColumnStretch(2, 1)
        self._steps = self._row()
        if wide:
            grid.addWidget(self._steps, 0, 2)
        else:
            grid.addWidget(self._steps, 1, 0, 1, 5)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._clock.start(LOOK_MS)
        self.refresh()

    def _names(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        site = self._station.settings.terminal.site
        self.site = Label("", "small")
        self.site.setAccessibleName(site)
        self.site.setFixedWidth(self._station.theme.px(SITE_MM[0 if self._station.theme.landscape else 1]))
        self.site.setWordWrap(False)
        self.site.setVisible(bool(site))
        column.addWidget(Label(_("阳光窗口"), "small" if site else "strong"))
        column.addWidget(self.site)
        return column

    def _now(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        self.time, self.network = Label("", "small"), Label("", "small")
        for label in (self.time, self.network):
            label.setWordWrap(False)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(label)
        return column

    def _row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._station.theme.px(2))
        self.stages = [Label(_(name), "small") for name in STAGES]
        for label in self.stages:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(False)
            row.addWidget(label, 1)
        keep_room(holder)
        return holder

    def show_for(self, stage: int, *, can_leave: bool) -> None:
        """Shows the stage of the visit; 0 is outside its counted part."""
        self.leave.setVisible(can_leave)
        self._steps.setVisible(stage > 0)
        for number, label in enumerate(self.stages, 1):
            label.setProperty("step", "now" if number == stage else "done" if number < stage else "coming")
            label.setAccessibleDescription(_("现在这一步") if number == stage else "")
            label.style().unpolish(label)
            label.style().polish(label)

    def refresh(self) -> None:
        """Shows whether the platform answered the last call; nothing before the first."""
        letters = QFontMetrics(self._station.theme.font("small"))
        name = self._station.settings.terminal.site
        self.site.setText(letters.elidedText(name, Qt.TextElideMode.ElideRight, self.site.width()))
        self.time.setText(f"{self._station.now():%H:%M}")
        reached = self._station.sync.reached
        self.network.setText({True: _("连网"), False: _("未连网"), None: ""}[reached])
