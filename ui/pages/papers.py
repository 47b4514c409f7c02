"""Papers under the camera, one after another: outlined, shot when still, read while the next one is laid."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.problems import Problem
from core.written import Scan
from devices.ports import Picture
from ui.page import Page
from ui.pictures import thumbnail
from ui.scanning import scanned
from ui.shutter import Shutter
from ui.widgets.button import Button
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label
from ui.widgets.viewfinder import Viewfinder
from ui.widgets.working import Working


class PapersPage(Page):
    name = "papers"
    needs = frozenset({"camera"})
    other_way = "不交材料"

    def build(self) -> None:
        self.view = Viewfinder(self.station.theme)
        self.advice = Label("请把材料平放在摄像头下面。", "notice")
        self.working = Working(self.station.theme)
        self.shelf = self._shelf()
        search = self.button("我去找材料", icon="clock")
        search.clicked.connect(self._grant)
        both = self.split()
        both.addWidget(self.view, 1)
        both.addWidget(self.laid)
        self.body.addLayout(both, 1)
        self.row(self.advice, search).setStretch(0, 1)
        self.body.addWidget(self.working)
        self.waiting = 0
        self.shoot = self.button("拍照", icon="camera")
        self.choices.append(self.shoot)
        self.on = self.action("下一步", icon="check")

    def _shelf(self) -> QGridLayout:
        """What has been laid so far, beside the view or below it; it scrolls to the newest when there is much."""
        theme = self.station.theme
        self.laid = Scroll(theme.length("gap"))
        bar = self.laid.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))
        self.columns = 1 if theme.landscape else 4
        if theme.landscape:
            self.laid.setFixedWidth(theme.px(62))
        else:
            self.laid.setFixedHeight(theme.px(76))
        shelf = QGridLayout()
        shelf.setSpacing(theme.length("gap"))
        shelf.setColumnStretch(self.columns, 1)
        self.laid.column.addLayout(shelf)
        self.laid.column.addStretch(1)
        return shelf

    def enter(self) -> None:
        station = self.station
        self.shutter = Shutter(self, station.eyes, station.tasks)
        self.shutter.show_in(self.view)
        self.shutter.advised.connect(lambda advice: self.advice.setText(advice or "看到了，请放稳，马上就拍。"))
        self.shutter.fired.connect(self._read)
        self.shoot.clicked.connect(self.shutter.fire)
        self._refresh()

    def leave(self) -> None:
        self.shutter.armed = False

    def take_other_way(self) -> None:
        self.on.click()

    def _grant(self) -> None:
        self.station.presence.grant(self.station.settings.visit.paper_search)
        self.advice.setText("不着急，找到了再放上来。")
        self.station.teller.say("不着急，您慢慢找。")

    def _read(self, frame: Picture) -> None:
        self.waiting += 1
        self._refresh()
        self.station.reading.run(lambda: self._scan(frame), owner=self, done=self._took, failed=self._failed)

    def _scan(self, frame: Picture) -> Scan:
        """In the background: flat, upright, read, and as small as it is kept."""
        return scanned(self.station.engines.pages, frame)

    def _took(self, scan: Scan) -> None:
        self.waiting -= 1
        self.draft.scans.append(scan)
        self._refresh()
        if scan.unreadable and not scan.blank:
            self.station.teller.say("这一张看不清楚，可以删掉再拍一次。")

    def _failed(self, problem: Problem) -> None:
        self.waiting -= 1
        self._refresh()
        self.trouble(problem)

    def _remove(self, scan: Scan) -> None:
        self.draft.scans.remove(scan)
        self._refresh()

    def _refresh(self) -> None:
        while item := self.shelf.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for number, scan in enumerate(self.draft.scans):
            self.shelf.addWidget(self._thumbnail(number + 1, scan), number // self.columns, number % self.columns)
        self.laid.setVisible(bool(self.draft.scans))
        if self.waiting:
            self.working.begin(f"正在读第{len(self.draft.scans) + 1}页")
        else:
            self.working.rest()
        self.on.setEnabled(not self.waiting)
        self.on.rename("下一步" if self.draft.scans or self.waiting else "没有材料，下一步")

    def _thumbnail(self, number: int, scan: Scan) -> QWidget:
        theme = self.station.theme
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        picture = QLabel()
        picture.setPixmap(QPixmap.fromImage(thumbnail(scan.image, QSize(theme.px(42), theme.px(36)))))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note = "像是白纸" if scan.blank else "看不清" if scan.unreadable else f"第{number}页"
        drop = Button(theme, "删掉", icon="trash")
        drop.setAccessibleName(f"删掉第{number}页")
        drop.clicked.connect(lambda: self._remove(scan))
        for widget in (picture, Label(note, "small"), drop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        return frame
