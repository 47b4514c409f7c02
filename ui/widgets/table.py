"""A table as on a desk: sorted by any column, filtered, walked with the keyboard, opened with Enter or a double click.

Keys: arrows and pages move; Home and End lead to the first and the last row; letters lead to the next row that begins
with them, pinyin initials where they are sought; Ctrl+Up and Ctrl+Down sort by the column in which the cursor is."""

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScroller,
    QTableView,
)

from core.language import N_, _
from ui.theme.tokens import Theme
from ui.widgets.table_rows import Column, TableRows
from ui.widgets.text import Label

R = TypeVar("R")
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
ROW_MM, DENSE_MM = 17.0, 14.0
"""Height of a row that a finger hits on a laptop, and of one for a mouse."""
TYPED_TOGETHER = 1.0
"""Seconds between two letters of one beginning."""
MEASURED = 60
"""Rows whose words decide how wide a column is; more would be felt in a list of thousands."""
NOTHING_FOUND = N_("没有找到。换个字再找，或者把找的字删掉。")
KEYS_OF_TABLE = N_("上下键选行，回车打开，Ctrl加上下键按这一列排序。")


class Table(QTableView, Generic[R]):
    """`chosen` carries the row in which the cursor is, None where there is none; `opened`: the row that was opened."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self, theme: Theme, columns: Sequence[Column[R]], *, name: str, empty: str, dense: bool = False
    ) -> None:
        """`name`: for who cannot see it; `empty`: the sentence where there are no rows; before the first
        `show_rows` nobody knows that, and nothing is said."""
        super().__init__()
        self._known = False
        self._theme, self._empty, self._dense = theme, empty, dense
        self._typed, self._typed_at = "", 0.0
        self.rows: TableRows[R] = TableRows(columns, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_(KEYS_OF_TABLE))
        self.note = Label("", "lead", self.viewport())
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._dress()
        self._build_headings()
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(self._open)
        self._say_empty()

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # the tab key leads on, out of the table
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def _build_headings(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setAccessibleName(self.accessibleName())
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setResizeContentsPrecision(MEASURED)
        head.setMinimumSectionSize(self._theme.px(12))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.sectionClicked.connect(self._sort_by)
        self._measure()

    def _measure(self) -> None:
        height = self._theme.text_mm(DENSE_MM if self._dense else ROW_MM)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(height)

    def show_rows(self, rows: Iterable[R], sought: Sequence[str] | None = None) -> None:
        """Shows these rows; the cursor stays on the row where it was. `sought`: folded texts in which is sought."""
        kept = self._cursor
        self._known = True
        self.rows.show_rows(rows, sought)
        self._share_width()
        self._again_at(*kept)

    def search(self, typed: str) -> int:
        """Shows the rows that have all the typed words; returns how many. A millisecond per thousand rows."""
        kept = self._cursor
        self.rows.find(typed)
        self._again_at(*kept)
        return len(self.rows.shown)

    def order_by(self, column: int, *, down: bool = False) -> None:
        kept = self._cursor
        self.rows.order_by(column, down=down)
        self._again_at(*kept)

    @property
    def _cursor(self) -> tuple[R | None, int]:
        return self.current, max(0, self.currentIndex().column())

    @property
    def current(self) -> R | None:
        """Returns the row in which the cursor is."""
        return self.rows.at(self.currentIndex().row())

    def go_to(self, row: int, column: int = -1) -> None:
        """Puts the cursor on a shown row, in the column where it was unless one is given."""
        index = self.rows.index(row, column if column >= 0 else max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows where the cursor is: Qt puts it on the first row without marking the row."""
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.go_to(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        last = len(self.rows.shown) - 1
        if key in ENTER:
            self._open(self.currentIndex())
        elif held and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.order_by(max(0, self.currentIndex().column()), down=key == Qt.Key.Key_Up)
        elif last >= 0 and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(0 if key == Qt.Key.Key_Home else last)
        elif last >= 0 and not self.currentIndex().isValid() and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.go_to(0)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Leads to the next row that begins with what is typed in one go; the same letter again to the one after."""
        now = monotonic()
        together = now - self._typed_at < TYPED_TOGETHER
        self._typed_at = now
        letter = search.casefold()
        self._typed = letter if not together or self._typed == letter else self._typed + letter
        count, start = len(self.rows.shown), self.currentIndex().row() + (self._typed == letter)
        for step in range(count):
            row = (max(0, start) + step) % count
            if self.rows.begins(row, self._typed):
                self.go_to(row)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.note.setGeometry(self.viewport().rect())
        self._measure()
        self._share_width()

    def _share_width(self) -> None:
        shares = [each.share for each in self.rows.columns]
        head = self.horizontalHeader()
        wanted = [max(self.sizeHintForColumn(at), head.sectionSizeHint(at)) for at in range(len(shares))]
        for at, width in enumerate(shared(self.viewport().width(), wanted, shares)):
            self.setColumnWidth(at, width)

    def _sort_by(self, column: int) -> None:
        self.order_by(column, down=self.rows.sorted_by == (column, False))

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.at(index.row())
        if row is not None:
            self.opened.emit(row)

    def _again_at(self, kept: R | None, column: int) -> None:
        """Puts the cursor where it was; where that row is not shown any more, nowhere, so that nothing is done to a
        row that nobody chose."""
        place = self.rows.place(kept) if kept is not None else -1
        if place >= 0:
            self.go_to(place, column)
        elif kept is not None:
            self.chosen.emit(None)
        self._say_empty()

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.rows.at(now.row()))

    def _say_empty(self) -> None:
        none = "" if self.rows.shown else _(NOTHING_FOUND) if self.rows.rows else self._empty
        self.note.say(none if self._known else "")


def shared(room: int, wanted: Sequence[int], shares: Sequence[int]) -> list[int]:
    """Returns the columns' widths, together no more than `room`. A column that wants no more than its equal part has
    what it wants, so that a name or a day is not cut; the others share what is left, by `shares`."""
    left, widths = room, [0] * len(wanted)
    open_ = sorted(range(len(wanted)), key=lambda at: wanted[at])
    while open_ and wanted[open_[0]] * len(open_) <= left:
        widths[open_[0]] = wanted[open_[0]]
        left -= wanted[open_.pop(0)]
    for_whom = open_ or list(range(len(wanted)))
    whole = sum(shares[at] for at in for_whom)
    for at in for_whom:
        widths[at] += left * shares[at] // whole
    return widths
