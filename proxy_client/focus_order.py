"""The way of the Tab key: first what is on the page, then its answers, then what is on every page; within a sheet
nothing but the sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QPlainTextEdit, QTextEdit, QWidget


def stops(*parts: QWidget | None) -> list[QWidget]:
    """Returns what can be reached by Tab in these parts, each part in the order in which it was built."""
    return [each for part in parts if part for each in part.findChildren(QWidget) if _reached(each)]


def _reached(widget: QWidget) -> bool:
    if not widget.isVisible() or not widget.isEnabled() or widget.focusProxy():
        return False
    if isinstance(widget, QAbstractScrollArea) and not isinstance(
        widget, QAbstractItemView | QPlainTextEdit | QTextEdit
    ):
        return widget.verticalScrollBar().maximum() > 0  # the arrows scroll it
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def neighbour(widgets: list[QWidget], focused: QWidget | None, *, forward: bool) -> QWidget | None:
    """Returns what comes after the focused widget, or before it, round and round; None where nothing can be reached."""
    if not widgets:
        return None
    if focused in widgets:
        return widgets[(widgets.index(focused) + (1 if forward else -1)) % len(widgets)]
    return widgets[0 if forward else -1]
