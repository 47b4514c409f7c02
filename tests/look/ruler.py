"""Measures the screen: what can be touched, what can be read, and whether it fits."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from training.touch_driver import TouchDriver
from ui.base.overlay import Overlay
from ui.shell.shell import Shell
from ui.widgets.signature import SignaturePad

TOUCH_MM = 20.0
GAP_MM = 3.0
CAPITAL_MM = 7.33
"""A capital H for eyes 600 mm away (EN 301 549, 5.1.4)."""
SECONDARY_MM = 6.1
"""The same for 500 mm: for what nobody needs in order to go on. Only the kind `small` is such."""


class Ruler:
    """Measures the topmost sheet, or the whole window without one."""

    def __init__(self, shell: Shell) -> None:
        settle(shell)
        self.shell = shell
        self.mm = shell.station.settings.screen.px_per_mm
        sheets = [each for each in shell.findChildren(Overlay) if each.isVisible()]
        self.root: QWidget = sheets[-1] if sheets else shell

    def faults(self) -> list[str]:
        return [
            *self.small_targets(),
            *self.crowded(),
            *self.unreadable(),
            *self.clipped(),
            *self.lines_cut(),
            *self.nameless(),
        ]

    def small_targets(self) -> Iterator[str]:
        for target in self.targets():
            width, height = target.width() / self.mm, target.height() / self.mm
            if min(width, height) < TOUCH_MM - 0.05:
                yield f"{said(target)} is {width:.1f} x {height:.1f} mm"

    def crowded(self) -> Iterator[str]:
        for (one, here), (other, there) in combinations([(each, self.seen(each)) for each in self.targets()], 2):
            gap = apart(here, there) / self.mm
            if gap < GAP_MM - 0.05:
                yield f"{said(one)} and {said(other)} are {gap:.1f} mm apart"

    def unreadable(self) -> Iterator[str]:
        for widget in self.texts():
            wanted = SECONDARY_MM if widget.property("kind") == "small" else CAPITAL_MM
            capital = QFontMetricsF(widget.font()).capHeight() / self.mm
            if capital < wanted:
                yield f"{said(widget)} has capitals of {capital:.2f} mm"

    def clipped(self) -> Iterator[str]:
        for widget in (*self.texts(), *self.targets()):
            if not self.within(widget):
                yield f"{said(widget)} lies outside its frame"
        for widget in self.texts():
            needed, given = words_size(widget), words_place(widget)
            if needed.width() > given.width() or needed.height() > given.height():
                yield f"{said(widget)} needs {needed.toTuple()}, has {given.size().toTuple()}"

    def nameless(self) -> Iterator[str]:
        for target in self.targets():
            if not target.accessibleName().strip() and target.isEnabled():
                yield f"{type(target).__name__} has no name"

    def targets(self) -> list[QWidget]:
        found = [*self.root.findChildren(QAbstractButton), *self.root.findChildren(SignaturePad)]
        return [each for each in found if self.in_sight(each)]

    def texts(self) -> list[QLabel | QAbstractButton]:
        found: list[QLabel | QAbstractButton] = [
            *self.root.findChildren(QLabel),
            *self.root.findChildren(QAbstractButton),
        ]
        return [each for each in found if each.text().strip() and self.in_sight(each)]

    def lines_cut(self) -> Iterator[str]:
        for edit in self.root.findChildren(QPlainTextEdit):
            if edit.isVisible() and edit.viewport().height() < edit.fontMetrics().height():
                yield f"{edit.accessibleName()} cuts its line"

    def in_sight(self, widget: QWidget) -> bool:
        return widget.isVisible() and not self.seen(widget).isEmpty()

    def seen(self, widget: QWidget) -> QRect:
        """Returns the widget's visible part, not hidden by a scroll area, in pixels of the window."""
        place = self.place(widget)
        for view in viewports(widget):
            place &= self.place(view)
        return place

    def place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.shell, QPoint()), widget.size())

    def within(self, widget: QWidget) -> bool:
        """Returns whether it is inside the window, and horizontally inside every scroll area; vertically those can be
        scrolled."""
        place = self.place(widget)
        for view in viewports(widget):
            frame = self.place(view)
            if place.left() < frame.left() or place.right() > frame.right():
                return False
            place &= frame
        parent = widget.parentWidget()
        return self.shell.rect().contains(place) and (parent is None or parent.rect().contains(widget.geometry()))


def settle(shell: Shell) -> None:
    """Waits until speech has ended, deleted widgets are gone and every layout is settled."""
    TouchDriver(shell).wait(lambda: not shell.station.speech_output.runner.busy, "silence", 120)
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def viewports(widget: QWidget) -> list[QWidget]:
    above, found = widget.parentWidget(), []
    while above:
        if isinstance(above, QAbstractScrollArea):
            found.append(above.viewport())
        above = above.parentWidget()
    return found


def apart(one: QRect, other: QRect) -> int:
    """Returns the pixels between two rectangles, the larger of horizontal and vertical distance."""
    across = max(one.left(), other.left()) - min(one.right(), other.right()) - 1
    down = max(one.top(), other.top()) - min(one.bottom(), other.bottom()) - 1
    return max(across, down)


def words_place(widget: QLabel | QAbstractButton) -> QRect:
    if isinstance(widget, QLabel):
        return widget.contentsRect()
    option = QStyleOptionButton()
    widget.initStyleOption(option) if isinstance(widget, QPushButton) else option.initFrom(widget)
    return widget.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, widget)


def words_size(widget: QLabel | QAbstractButton) -> QSize:
    """Returns the size the words need: a label may wrap, a button has its icon beside them."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel):
        flags = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextSingleLine
        width = words_place(widget).width()
        return metrics.boundingRect(QRect(0, 0, width, 100_000), flags.value, widget.text()).size()
    icon = QSize() if widget.icon().isNull() else widget.iconSize()
    return QSize(metrics.horizontalAdvance(widget.text()) + max(0, icon.width()), metrics.height())


def said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} “{(text or widget.accessibleName())[:16]}”"
