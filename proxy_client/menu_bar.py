"""The menu bar, built from the table of proxy_client/menus.py."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from core.language import _
from core.sentences import joined
from proxy_client.menus import MENUS, ROWS, MenuRow, Situation


class MenuBar(QMenuBar):
    """`run` does a row's action, or tells why it cannot be done now. Actions say so themselves while their menu is
    open; when it is shut again their keys work, so that pressing them is answered."""

    def __init__(self, window: QWidget, run: Callable[[MenuRow], None], situation: Callable[[], Situation]) -> None:
        super().__init__(window)
        self._situation = situation
        self.setNativeMenuBar(False)
        self.actions_by_row: dict[MenuRow, QAction] = {}
        for name, letter in MENUS.items():
            rows = [row for row in ROWS if row.menu == name]
            if rows:
                self._add(self.addMenu(with_letter(_(name), letter)), rows, run)

    def _add(self, menu: QMenu, rows: list[MenuRow], run: Callable[[MenuRow], None]) -> None:
        menu.setToolTipsVisible(True)
        for row in rows:
            if row.apart:
                menu.addSeparator()
            action = menu.addAction(_(row.text))
            action.setShortcuts(row.sequences)
            action.setCheckable(row.checked is not None)
            action.triggered.connect(partial(self._run, row, run))
            self.actions_by_row[row] = action
        menu.aboutToShow.connect(partial(self.refresh, rows))
        menu.aboutToHide.connect(partial(self._open_all, rows))

    @staticmethod
    def _run(row: MenuRow, run: Callable[[MenuRow], None], _checked: bool = False) -> None:
        run(row)

    def refresh(self, rows: list[MenuRow]) -> None:
        """Shows which of these can be done now, and why the others cannot."""
        now = self._situation()
        for row in rows:
            action, why = self.actions_by_row[row], row.hindered(now)
            action.setEnabled(not why)
            action.setStatusTip(why)
            action.setToolTip(joined(_(row.text), why) if why else _(row.text))
            if row.checked:
                action.setChecked(row.checked(self.window()))  # type: ignore[arg-type]

    def _open_all(self, rows: list[MenuRow]) -> None:
        for row in rows:
            self.actions_by_row[row].setEnabled(True)


def with_letter(name: str, letter: str) -> str:
    """Returns the menu's name with the letter that opens it marked as Qt wants it: 文件(&F), &File."""
    at = name.upper().find(letter)
    return f"{name}(&{letter})" if at < 0 else f"{name[:at]}&{name[at:]}"
