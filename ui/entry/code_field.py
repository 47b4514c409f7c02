"""Boxes for a code: touched to be chosen, filled from a pad, grouped as the code is read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from ui.theme.tokens import Theme
from ui.widgets.button import Button


class CodeField(Button):
    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, groups: tuple[int, ...]) -> None:
        super().__init__(theme, "", kind="field")
        self._name, self._groups = name, groups
        self._length = sum(groups)
        self._value = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(self))
        self.show_text("")

    @property
    def value(self) -> str:
        return self._value

    @property
    def full(self) -> bool:
        return len(self._value) == self._length

    def show_text(self, text: str) -> None:
        self._value = text[: self._length]
        filled = self._value.ljust(self._length, "_")
        parts, start = [], 0
        for size in self._groups:
            parts.append(filled[start : start + size])
            start += size
        self.setText(f"{self._name}　{' '.join(parts)}")
        self.setAccessibleName(f"{self._name} {self._value}")
