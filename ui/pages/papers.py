"""Papers under the camera, one after another: outlined, photographed when still, read while the next one is laid."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from core.language import N_, _
from core.problems import Problem
from core.scan import Quad, RemovedScan, Scan
from core.sentences import joined
from ui.base.confirmation import Confirmation
from ui.base.file_intake import Content, FileIntake
from ui.base.page import Page
from ui.papers.file_reading import FileReading, ReadPaper
from ui.papers.page_button import HEIGHT, WIDTH, PageButton
from ui.papers.page_sheet import CropSheet, PageSheet
from ui.papers.paper_capture import PaperCapture
from ui.papers.scanning import MOST_PAGES, recut, turned
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

INVITATION = N_("把材料平放在摄像头下面，倒着放也行。")
NONE_YET = N_("拍好的材料放在这里。")
NOTHING = N_("还没有说话，也没有材料；按返回可以说。")
"""Of an addition without a word: it needs a paper."""
ENOUGH = N_("已经拍了{count}页，放不下了。还有的请交给工作人员。")


class PapersPage(Page):
    name = "papers"
    needs = frozenset({"camera"})
    other_way = N_("不交材料")

    def build(self) -> None:
        self.table = PaperCapture(self.station, _(INVITATION))
        self.sheet: PageSheet | None = None
        self.replacing: int | None = None
        self.recutting = 0
        self.shelf = self._shelf()
        both = self.split()
        both.addWidget(self.table, 1)
        both.addWidget(self.laid)
        self.body.addLayout(both, 1)
        self.search = self.button(_("我去找材料"), icon="clock")
        self.search.clicked.connect(self._grant)
        self.undo = self.button(_("拿回来"), icon="back")
        self.undo.clicked.connect(self._take_back)
        self.again = self.button(_("重拍这一张"), icon="repeat")
        self.again.clicked.connect(lambda: self._retake(len(self.draft.scans) - 1))
        self.body.addLayout(self._tools())
        self.shoot = self.button(_("拍照"), icon="camera")
        self.choices.append(self.shoot)
        self.files = FileReading(self.station, self)
        if self.station.takes_files:
            self._take_files()
        self.on = self.action(_("下一步"), icon="check")

    def _take_files(self) -> None:
        """Lets papers come as files: chosen, dropped, pasted."""
        self.intake = FileIntake(self, lambda: not self.sheet and not self._full)
        self.intake.came.connect(self._give)
        self.files.read.connect(self._took_file)
        self.files.failed.connect(self._file_failed)
        self.files.crowded.connect(self._ask_pages)
        self.files.settled.connect(self._files_done)
        add = self.button(_("从文件添加"), icon="plus")
        add.clicked.connect(lambda: self.intake.choose(several=True))
        self.choices.append(add)
        self.add = add

    def _give(self, files: list[Content]) -> None:
        self.table.read_files()
        self.files.take(files, MOST_PAGES - len(self.draft.scans) - self.table.waiting)
        self._refresh()

    def _took_file(self, paper: ReadPaper) -> None:
        self.draft.scans.append(paper.scan)
        self._refresh()
        if paper.scan.unreadable:
            said = _("第{number}页看不清。").format(number=len(self.draft.scans))
            self.table.say(joined(said, paper.advice))
            self.station.speech_output.say(joined(said, paper.advice))

    def _file_failed(self, problem: Problem) -> None:
        self.trouble(problem)

    def _ask_pages(self, count: int) -> None:
        room = self.files.room
        text = _("这个文件有{count}页，这里还放得下{room}页。").format(count=count, room=room)
        go = _("放前面{room}页").format(room=room)
        question = Confirmation(self.station, self.window(), _("页数太多了"), text, go=go, stay=_("这个文件不放"))
        question.stay.clicked.connect(lambda: self.files.go_on(0))
        question.gone.connect(lambda: self.files.go_on(room))

    def _files_done(self) -> None:
        self.table.files_read()
        self._refresh()

    def _tools(self) -> QHBoxLayout:
        """Builds the buttons. Taking back shares the place of retaking the last page, so that the other button does not
        move."""
        second = QWidget()
        row = QHBoxLayout(second)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.undo, self.again):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        small = QHBoxLayout()
        small.setSpacing(self.station.theme.length("gap"))
        small.addWidget(self.search, 1)
        small.addWidget(second, 1)
        return small

    def _shelf(self) -> QGridLayout:
        """Builds the grid of pages, beside the view or below it; it scrolls to the newest."""
        theme = self.station.theme
        gap = theme.length("gap")
        self.laid = Scroll(gap)
        bar = self.laid.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))
        self.columns = 2 if theme.landscape else 3 if theme.large else 4
        if theme.landscape:
            self.laid.setFixedWidth(2 * theme.text_mm(WIDTH) + 4 * gap)
        else:
            self.laid.setFixedHeight(theme.text_mm(HEIGHT) + 2 * gap)
        shelf = QGridLayout()
        shelf.setSpacing(gap)
        shelf.setColumnStretch(self.columns, 1)
        self.laid.column.addLayout(shelf)
        self.laid.column.addStretch(1)
        return shelf

    def enter(self) -> None:
        self.table.open()
        self.table.read.connect(self._took)
        self.table.failed.connect(self._failed)
        self.table.shot.connect(self._refresh)
        self.shoot.clicked.connect(self.table.auto_capture.capture)
        self._refresh()

    def leave(self) -> None:
        self.table.rest()
        self.files.stop()

    def unkept(self) -> str:
        """Returns what is lost by leaving: pages photographed or recut that are still being read."""
        return _("正在读的材料") if self.table.waiting or self.recutting or self.files.busy else ""

    @property
    def _full(self) -> bool:
        return len(self.draft.scans) + self.table.waiting >= MOST_PAGES and self.replacing is None

    @property
    def _nothing(self) -> bool:
        """Whether nothing was said and nothing photographed, so that there is nothing to go on with."""
        return self.draft.papers_alone and not self.draft.scans

    def guidance(self) -> str:
        return joined(self.words.lead, _(NOTHING)) if self._nothing else super().guidance()

    def take_other_way(self) -> None:
        if self._nothing:
            self.say_in_place(_(NOTHING))
        else:
            self.on.click()

    def _grant(self) -> None:
        self.station.presence.extend_for_paper_search()
        self.table.say(_("不着急，找到了再放上来。"))
        self.station.speech_output.say(_("不着急，您慢慢找。"))

    def _took(self, scan: Scan) -> None:
        self.table.judge(scan, self._keep, self._shoot_again)

    def _keep(self, scan: Scan) -> None:
        scans, at = self.draft.scans, self.replacing
        if at is not None and at < len(scans):
            self.draft.removed_scans.append(RemovedScan(at, scans[at], scan))
            scans[at] = scan
        else:
            scans.append(scan)
        self.replacing = None
        self._refresh()

    def _shoot_again(self) -> None:
        self.table.say(_("请放平，重新拍这一张。"))
        self.table.again()
        self._refresh()

    def _failed(self, problem: Problem) -> None:
        self._refresh()
        self.trouble(problem)

    def _retake(self, number: int) -> None:
        """Makes the next shot replace this page; until then the page stays."""
        self.replacing = number
        wish = _("请放好第{number}页，重新拍。").format(number=number + 1)
        self.table.say(wish)
        self.station.speech_output.say(wish)
        self.table.again()
        self._refresh()

    def _open(self, number: int) -> None:
        self.table.rest()
        scans = self.draft.scans
        self.sheet = PageSheet(self.station, self.window(), scans[number], number + 1, len(scans))
        self.opened = number
        self.sheet.chosen.connect(self._do)
        self.sheet.closed.connect(self._closed)

    def _closed(self) -> None:
        self.sheet = None
        self._refresh()

    def _do(self, tool: str) -> None:
        """Runs the tool chosen on the open sheet."""
        number, scan = self.opened, self.draft.scans[self.opened]
        if tool in {"earlier", "later"}:
            self._move(number, number + (1 if tool == "later" else -1))
        elif tool == "turn" and scan.corners:
            self._recut(scan, turned(scan.corners))
        elif tool == "crop":
            CropSheet(self.station, self.window(), scan).cropped.connect(lambda corners: self._recut(scan, corners))
        else:
            self._end_sheet()
            {"retake": self._retake, "drop": self._drop, "letter": self._letter}[tool](number)

    def _end_sheet(self) -> None:
        if self.sheet:
            self.sheet.end()

    def _move(self, number: int, to: int) -> None:
        scans = self.draft.scans
        scans.insert(to, scans.pop(number))
        self.opened = to
        self._reshow()

    def _recut(self, scan: Scan, corners: Quad) -> None:
        if self.sheet:
            self.sheet.wait(_("正在重新读这一页"))
        self.recutting += 1
        engines = self.station.engines
        self.station.reading.run(
            lambda: recut(engines.pages, scan, corners),
            owner=self,
            done=lambda again: self._exchange(scan, again),
            failed=self._not_recut,
        )

    def _exchange(self, scan: Scan, again: Scan) -> None:
        self.recutting -= 1
        if scan in self.draft.scans:
            self.draft.scans[self.draft.scans.index(scan)] = again
        self._reshow()

    def _not_recut(self, problem: Problem) -> None:
        self.recutting -= 1
        self._reshow()
        self.trouble(problem)

    def _reshow(self) -> None:
        if self.sheet:
            self.sheet.show_scan(self.draft.scans[self.opened], self.opened + 1, len(self.draft.scans))
        self._refresh()

    def _drop(self, number: int) -> None:
        self.draft.removed_scans.append(RemovedScan(number, self.draft.scans.pop(number)))
        self.replacing = None
        self._refresh()
        self.table.say(_("第{number}页删掉了。不想删，就按“拿回来”。").format(number=number + 1))

    def _take_back(self) -> None:
        """Restores the last page that went, at its place. A page that replaced it is taken out and put behind the
        others in the list of pages to take back, so that repeated touches restore it again."""
        removed, scans = self.draft.removed_scans, self.draft.scans
        gone = removed.pop()
        if gone.instead in scans:
            scans[scans.index(gone.instead)] = gone.scan
            removed.insert(0, RemovedScan(gone.at, gone.instead, gone.scan))
        else:
            scans.insert(gone.at, gone.scan)
        self._refresh()

    def _letter(self, number: int) -> None:
        self.draft.scans[number].letter = True
        self.answered.emit("letter")

    def _refresh(self) -> None:
        scans = self.draft.scans
        while item := self.shelf.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for number, scan in enumerate(scans):
            self.shelf.addWidget(self._thumbnail(number, scan), number // self.columns, number % self.columns)
        if not scans:
            self.shelf.addWidget(Label(_(NONE_YET), "label"), 0, 0)
        self._settle_buttons()
        full = self._full
        if full or self.sheet:
            self.table.rest()
        else:
            self.table.go_on()
        if full:
            self.table.say(_(ENOUGH).format(count=MOST_PAGES))
        self.shoot.setEnabled(not full)
        if self.station.takes_files:
            self.add.setEnabled(not full)

    def _settle_buttons(self) -> None:
        scans, waiting = self.draft.scans, self.table.waiting
        removed = bool(self.draft.removed_scans)
        self.again.setVisible(bool(scans) and not waiting and not removed)
        self.undo.setVisible(removed)
        self.lead.setText(joined(self.take_card, _(NOTHING) if self._nothing and not waiting else self.words.lead))
        self.on.setEnabled(not waiting and not self.recutting and not self.files.busy and not self._nothing)
        self.on.rename(_("下一步") if scans or waiting else _("没有材料，下一步"))

    def _thumbnail(self, number: int, scan: Scan) -> QWidget:
        button = PageButton(self.station.theme, number + 1, scan)
        button.clicked.connect(lambda: self._open(number))
        return button
