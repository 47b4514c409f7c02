"""The place of the problem: here, the card's address, or any county; then the village in the person's own words."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from core import places, validation
from core.language import N_, _
from core.places import Place
from core.sentences import sentence_of
from ui.base.page import Page
from ui.entry.field import Field
from ui.widgets.button import ChoiceButton
from ui.widgets.card import Card
from ui.widgets.scroll import Scroll
from ui.widgets.text import Label

NOT_CHOSEN = N_("还没选，请按下面的地方")
NEXT = N_("请接着选")


class PlacePage(Page):
    name = "place"

    def build(self) -> None:
        theme = self.station.theme
        card = Card(theme)
        self.chosen = Label("", "strong")
        self.detail = Field(self.station, _("村或街道"), hint=_("按这里写，不写也可以"))
        self.detail.changed.connect(self._describe)
        card.add(self.chosen)
        card.add(self.detail)
        self.body.addWidget(card)
        self.list = Scroll(theme.length("gap"))
        self.body.addWidget(self.list, 1)
        self.up = self.button(_("上一级"), icon="back")
        self.up.clicked.connect(self._climb)
        self.choices.append(self.up)
        self.on = self.action(_("下一步"), icon="check")
        self._code = ""
        self._offer_near() if self._near() else self._browse("")
        self._refresh()

    def unkept(self) -> str:
        """Returns what is lost by leaving: a village without a county, which the draft cannot hold."""
        return _("写好的村或街道") if self.detail.value and not self.draft.place else ""

    def _near(self) -> list[tuple[str, str]]:
        """Returns likely places, each with the reason it is offered."""
        found = []
        terminal = self.station.settings.terminal
        if terminal.place_code:
            found.append((terminal.place_code, _("就在本地")))
        home = places.locate(self.draft.petitioner.address)
        if home and home.code != terminal.place_code:
            found.append((home.code, _("您身份证上的地方")))
        return found

    def _offer_near(self) -> None:
        self.list.clear()
        offered = [(places.name_path(code), reason, "place", code) for code, reason in self._near()]
        for text, reason, icon, code in (*offered, (_("别的地方"), _("从省里一级一级选"), "search", "")):
            button = ChoiceButton(self.station.theme, text, reason, icon=icon, height_mm=46)
            button.setCheckable(True)
            button.setChecked(bool(code) and code == self._chosen_code)
            button.grow(80)
            button.clicked.connect(lambda _=False, code=code: self._enter(code))
            self.list.column.addWidget(button)
        self.up.hide()

    def _browse(self, code: str) -> None:
        self._code = code
        self.list.clear()
        theme = self.station.theme
        grid = QGridLayout()
        grid.setSpacing(theme.length("gap"))
        columns = 4 if theme.landscape else 2
        for number, division in enumerate(places.children(code)):
            button = ChoiceButton(theme, division.name, height_mm=26)
            button.setCheckable(True)
            button.setChecked(division.code == self._chosen_code)
            button.clicked.connect(lambda _=False, code=division.code: self._enter(code))
            grid.addWidget(button, number // columns, number % columns)
        holder = QWidget()
        holder.setObjectName("scrolled")
        holder.setLayout(grid)
        self.list.column.addWidget(holder)
        self.list.column.addStretch(1)
        self.up.show()
        self._refresh()

    @property
    def _chosen_code(self) -> str:
        return self.draft.place.code if self.draft.place else ""

    def _enter(self, code: str) -> None:
        """Chooses a county; opens the list of a wider division."""
        self._browse(code) if places.children(code) or not code else self._choose(code)

    def _climb(self) -> None:
        above = places.lineage(self._code)[:-1] if self._code else ()
        if self._code:
            self._browse(above[-1].code if above else "")
        elif self._near():
            self._offer_near()

    def _choose(self, code: str) -> None:
        self.draft.place = places.place(code, self.detail.value)
        name = places.lineage(code)[-1].name
        for button in self.list.findChildren(ChoiceButton):
            button.setChecked(button.accessibleName() in {name, self.draft.place.name})
        self._refresh()

    def _describe(self, text: str) -> None:
        if self.draft.place:
            self.draft.place = replace(self.draft.place, detail=text)
        self._refresh()

    def _refresh(self) -> None:
        place: Place | None = self.draft.place
        fault = sentence_of(validation.place(place.code, place.detail) if place else None)
        on_the_way = (
            _("{place}，{next}").format(place=places.name_path(self._code), next=_(NEXT))
            if self._code
            else _(NOT_CHOSEN)
        )
        self.chosen.setText(f"{place.name}{f'，{fault}' if fault else ''}" if place else on_the_way)
        self.detail.show_value(place.detail if place else self.detail.value)
        self.on.setEnabled(place is not None and not fault)
