"""The matter category: likely ones first, found from the person's own words, then all groups."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core import matters
from core.flow import ON
from core.language import N_, _, speaks_source
from core.sentences import listed
from ui.base.page import Page
from ui.widgets.button import ChoiceButton
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

LIKELY = 3
GUESSED = N_("上面几个是照您说的话猜的，不对就另选。")
"""Said only where a category was guessed."""
TALLEST, TALLEST_GROUP = 70, 40
"""Greatest heights of buttons, in millimetres."""


class CategoryPage(Page):
    name = "category"

    def build(self) -> None:
        self.list = Scroll(self.station.theme.length("gap"))
        self.body.addWidget(self.list, 1)
        self.up = self.button(_("看全部"), icon="back")
        self.up.clicked.connect(self._show_groups)
        self.choices.append(self.up)
        self._show_groups()

    def _show_groups(self) -> None:
        self.list.clear()
        likely = [matters.categories()[code] for code in matters.suggest(self.draft.narrative)[:LIKELY]]
        self.lead.setText(_(GUESSED) if likely else self.words.lead)
        if likely:
            self.list.column.addWidget(Label(_("您说的可能是"), "label"))
            self.list.column.addWidget(self._likely(likely), 2)
            self.list.column.addWidget(Label(_("都不是，请另选"), "label"))
        self.list.column.addWidget(self._grid(), 5)
        self.up.hide()

    def _likely(self, likely: list[matters.Category]) -> QWidget:
        wide = self.station.theme.landscape
        return self._gridded([self._choice(each, examples=not wide) for each in likely], len(likely) if wide else 1)

    def _grid(self) -> QWidget:
        theme = self.station.theme
        buttons = []
        for group in matters.groups():
            button = ChoiceButton(theme, _(group.name), icon=group.icon, height_mm=23)
            button.grow(TALLEST_GROUP)
            button.clicked.connect(lambda _=False, group=group: self._show_group(group))
            buttons.append(button)
        return self._gridded(buttons, 4 if theme.landscape else 2)

    def _gridded(self, buttons: list[ChoiceButton], columns: int) -> QWidget:
        holder = QWidget()
        holder.setObjectName("scrolled")
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.station.theme.length("gap"))
        for number, button in enumerate(buttons):
            grid.addWidget(button, number // columns, number % columns)
        return holder

    def _show_group(self, group: matters.Group) -> None:
        """Shows the categories of a group. A group with one category is that category: it needs no second touch."""
        if len(group.categories) == 1:
            self._choose(group.categories[0].code)
            return
        self.list.clear()
        self.lead.setText(_("{name}：{lead}").format(name=_(group.name), lead=self.words.lead))
        columns = 2 if self.station.theme.landscape else 1
        choices = [self._choice(category) for category in group.categories]
        self.list.column.addWidget(self._gridded(choices, columns), 1)
        self.up.show()

    def _choice(self, category: matters.Category, *, examples: bool = True) -> ChoiceButton:
        heard = listed(category.words[:4]) if speaks_source() else ""
        note = heard if examples else ""
        button = ChoiceButton(self.station.theme, _(category.name), note, icon=category.icon, height_mm=30)
        button.grow(TALLEST)
        button.setAccessibleDescription(heard)
        button.clicked.connect(lambda: self._choose(category.code))
        return button

    def _choose(self, code: str) -> None:
        self.draft.category = code
        self.answered.emit(ON)
