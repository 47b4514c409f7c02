"""A paper as it will come out of the printer, page by page: drawn from the very file that is then printed."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from capture.page import pdf_pages
from core.language import _
from core.problems import Problem
from core.sentences import sentence_of
from ui.base.overlay import WideSheet
from ui.base.station import Station
from ui.documents.printable import Printable
from ui.pages.printout import Printout
from ui.papers.page_picture import fitted
from ui.theme.tokens import Theme
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.button import Button
from ui.widgets.images import image_of

MOST = 40
"""Pages that are drawn; all are printed."""


class PaperView(QWidget):
    """One page, as large as there is room for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._image = theme, QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(theme.px(60), theme.px(60)))
        self.setAccessibleName(_("打印出来的样子"))

    def show_page(self, image: QImage) -> None:
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = fitted(self._image.size(), self.size())
        painter.drawImage(place, self._image)
        painter.setPen(QPen(QColor(self._theme.colour["edge"]), 2))
        painter.drawRect(place)
        painter.end()


class PrintPreview(WideSheet):
    """The sheet: turn the pages, print, or leave it."""

    def __init__(self, station: Station, parent: QWidget, paper: Printable) -> None:
        super().__init__(station, parent, _("打印预览：{what}").format(what=paper.what), "")
        theme = station.theme
        self.tell("")
        self._pages: list[QImage] = []
        self._at = 0
        self._document = paper.document()
        self.view = PaperView(theme)
        self.middle.addWidget(self.view, 1)
        self.working = BusyIndicator(theme, _("正在准备"))
        self.printout = Printout(station, paper.name, paper.what)
        self.printout.note.hide()
        for widget in (self.working, self.printout):
            self.sheet.column.insertWidget(self.sheet.column.count() - 1, widget)
        self.before = self._button(_("上一页"), "back", partial(self._turn, -1))
        self.after = self._button(_("下一页"), "forward", partial(self._turn, 1))
        self.buttons.addStretch(1)
        self.escape = self._button(_("关上"), "cross", self.end)
        self.print = self._button(_("打印"), "printer", self._print, kind="primary")
        self._settle()
        self.working.begin(_("正在准备"))
        station.tasks.run(self._drawn, owner=self, done=self._show, failed=self._failed)

    def _button(self, text: str, icon: str, act: object, *, kind: str = "secondary") -> Button:
        button = Button(self.station.theme, text, kind=kind, icon=icon)
        button.clicked.connect(act)
        self.buttons.addWidget(button)
        return button

    def _drawn(self) -> list[QImage]:
        """Returns the pages. Runs in the background."""
        with pdf_pages.opened(self._document) as pdf:
            return [image_of(pdf.picture(number)) for number in range(min(pdf.count, MOST))]

    def _show(self, pages: list[QImage]) -> None:
        self.working.rest()
        self._pages = pages
        self._turn(0)

    def _failed(self, problem: Problem) -> None:
        self.working.rest()
        self.tell(sentence_of(problem))

    def _turn(self, way: int, _checked: bool = False) -> None:
        self._at = min(max(self._at + way, 0), max(len(self._pages) - 1, 0))
        if self._pages:
            self.view.show_page(self._pages[self._at])
            self.tell(_("第{number}页，一共{count}页").format(number=self._at + 1, count=len(self._pages)))
        self._settle()

    def _settle(self) -> None:
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._pages))
        self.print.setEnabled(bool(self._pages))

    def _print(self) -> None:
        self.print.setEnabled(False)
        self.printout.print(self._document)
