"""Sheets over the papers: one page large, with its tools; its edges; and whether to keep an unreadable one."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from core.language import N_, _
from core.scan import Scan
from ui.base.confirmation import ask_before_losing
from ui.base.overlay import WideSheet
from ui.base.station import Station
from ui.papers.cropper import Cropper
from ui.papers.page_picture import PagePicture
from ui.papers.scanning import whole
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button

TOOLS = (
    ("turn", N_("转一转"), "rotate"),
    ("crop", N_("裁边"), "hand"),
    ("earlier", N_("往前放"), "back"),
    ("later", N_("往后放"), "forward"),
    ("retake", N_("重拍"), "camera"),
    ("drop", N_("删掉"), "trash"),
)


def _explained(scan: Scan) -> str:
    """Returns what a person should know about this page before it is kept."""
    if scan.blank:
        return _("这一页像是白纸。要交就留着，不要就删掉。")
    if scan.unreadable:
        return _("这一页看不清，最好重拍。")
    return _("黄框里的字可能认错了，手写的字常常这样。原样会一起交上去。") if scan.doubtful else ""


class PageSheet(WideSheet):
    """The sheet of one page. `chosen` carries a tool's name; the page runs it and shows the result."""

    chosen = Signal(str)

    def __init__(self, station: Station, parent: QWidget, scan: Scan, number: int, count: int) -> None:
        super().__init__(station, parent, "", "")
        theme = station.theme
        self.picture = PagePicture(theme, scan)
        self.working = BusyIndicator(theme)
        self.middle.addWidget(self.picture, 1)
        grid = QGridLayout()
        grid.setSpacing(theme.length("gap"))
        columns = 2 if theme.landscape else 3
        self.tools: dict[str, Button] = {}
        for place, (tool, text, icon) in enumerate(TOOLS):
            button = Button(theme, _(text), icon=icon)
            button.clicked.connect(lambda _=False, tool=tool: self.chosen.emit(tool))
            self.tools[tool] = button
            grid.addWidget(button, place // columns, place % columns)
        self.letter = Button(theme, _("这是我写的信，当作反映的事"), icon="pencil")
        self.letter.clicked.connect(lambda: self.chosen.emit("letter"))
        grid.addWidget(self.letter, 9, 0, 1, columns)
        grid.setRowStretch(8, 1)
        self.middle.addLayout(grid)
        self.sheet.column.insertWidget(3, self.working)
        done = Button(theme, _("好了"), kind="primary", icon="check")
        done.clicked.connect(self.end)
        self.escape = done
        self.buttons.addStretch(1)
        self.buttons.addWidget(done)
        self.show_scan(scan, number, count)

    def show_scan(self, scan: Scan, number: int, count: int) -> None:
        self.working.rest()
        self.title.setText(_("第{number}页，一共{count}页").format(number=number, count=count))
        self.tell(_explained(scan))
        self.picture.show_scan(scan)
        self.tools["earlier"].setEnabled(number > 1)
        self.tools["later"].setEnabled(number < count)
        for tool in ("turn", "crop"):
            self.tools[tool].setEnabled(bool(scan.source and scan.corners))
        self.letter.setVisible(not scan.letter and len(scan.text) > 1)

    def wait(self, text: str) -> None:
        """Shows that something takes a while; no other tool can be chosen meanwhile."""
        self.working.begin(text)
        for button in (*self.tools.values(), self.letter):
            button.setEnabled(False)


class CropSheet(WideSheet):
    """`cropped` carries the corners when the person is done; `closed` alone means no change. Moved corners are not
    dropped without a question."""

    cropped = Signal(object)

    def __init__(self, station: Station, parent: QWidget, scan: Scan) -> None:
        super().__init__(station, parent, _("裁边"), _("拖动四个圆圈，放到这张纸的四个角上。"))
        image = QImage.fromData(scan.source)
        self.cropper = Cropper(station.theme, image, scan.corners or whole((image.width(), image.height())))
        self.middle.addWidget(self.cropper, 1)
        stay = Button(station.theme, _("不改了"))
        stay.clicked.connect(self._never_mind)
        self.escape = stay
        done = Button(station.theme, _("就这样裁"), kind="primary", icon="check")
        done.clicked.connect(self._done)
        self.buttons.addStretch(1)
        self.buttons.addWidget(stay)
        self.buttons.addWidget(done)

    def _never_mind(self) -> None:
        ask_before_losing(self.station, self.window(), _("刚才移好的边") if self.cropper.moved else "", self.end)

    def _done(self) -> None:
        self.cropped.emit(self.cropper.corners)
        self.end()


class UnreadableSheet(WideSheet):
    """Asks before an unreadable page is kept. `kept` carries the answer."""

    kept = Signal(bool)

    def __init__(self, station: Station, parent: QWidget, scan: Scan) -> None:
        super().__init__(station, parent, _("这一张看不清"), _("重拍还是留下？留下也会交上去，只是别人可能看不懂。"))
        self.middle.addWidget(PagePicture(station.theme, scan), 1)
        for text, icon, kind, keep in (
            (_("留下"), "check", "secondary", True),
            (_("重拍"), "camera", "primary", False),
        ):
            button = Button(station.theme, text, icon=icon, kind=kind)
            button.clicked.connect(lambda _=False, keep=keep: self._answer(keep))
            self.buttons.addWidget(button, 1)

    def _answer(self, keep: bool) -> None:
        self.end()
        self.kept.emit(keep)
