"""What it is about: likely ones first, drawn from the person's own words, then all groups."""

from PySide6.QtWidgets import QGridLayout, QWidget

from core import matters
from core.flow import ON
from ui.page import Page
from ui.widgets.button import ChoiceButton
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

LIKELY = 3


class CategoryPage(Page):
    name = "category"

    def build(self) -> None:
        self.list = Scroll(self.station.theme.length("gap"))
        self.body.addWidget(self.list, 1)
        self.up = self.button("看全部", icon="back")
        self.up.clicked.connect(self._show_groups)
        self.choices.append(self.up)
        self._show_groups()

    def _show_groups(self) -> None:
        self._clear()
        likely = [matters.categories()[code] for code in matters.suggest(self.draft.narrative)[:LIKELY]]
        if likely:
            self.list.column.addWidget(Label("您说的可能是", "label"))
            for category in likely:
                self.list.column.addWidget(self._choice(category))
            self.list.column.addWidget(Label("都不是，请另选", "label"))
        self.list.column.addWidget(self._grid())
        self.list.column.addStretch(1)
        self.up.hide()

    def _grid(self) -> QWidget:
        theme = self.station.theme
        holder = QWidget()
        holder.setObjectName("scrolled")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.length("gap"))
        columns = 3 if theme.landscape else 2
        for number, group in enumerate(matters.groups()):
            button = ChoiceButton(theme, group.name, icon=group.icon, height_mm=26)
            button.clicked.connect(lambda _=False, group=group: self._show_group(group))
            grid.addWidget(button, number // columns, number % columns)
        return holder

    def _show_group(self, group: matters.Group) -> None:
        self._clear()
        for category in group.categories:
            self.list.column.addWidget(self._choice(category))
        self.list.column.addStretch(1)
        self.up.show()

    def _choice(self, category: matters.Category) -> ChoiceButton:
        examples = "、".join(category.words[:4])
        button = ChoiceButton(self.station.theme, category.name, examples, icon=category.icon)
        button.clicked.connect(lambda: self._choose(category.code))
        return button

    def _choose(self, code: str) -> None:
        self.draft.category = code
        self.answered.emit(ON)

    def _clear(self) -> None:
        while item := self.list.column.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
