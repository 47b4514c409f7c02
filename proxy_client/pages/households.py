"""Who lives where: village, household, people, with their numbers; a village can be printed for a round."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScroller, QTreeWidget, QTreeWidgetItem

from agency.household_map import Household, Village, household_map
from agency.opened_people import OpenedPeople
from agency.person_served import PersonServed
from core.language import N_, _, _n
from core.sentences import listed
from proxy_client.agent_station import AgentStation
from proxy_client.household_sheet import NO_VILLAGE, household_name, household_sheet
from proxy_client.session import AgentDraft
from ui.base.page import Page
from ui.pages.printout import Printout
from ui.theme.glyphs import legible
from ui.widgets.text import Label

HERE = Qt.ItemDataRole.UserRole
EMPTY = N_("名单还是空的，先回名单写几个人。")
WHAT = N_("村户名单")
KEYS = N_("左右键收起、展开，回车打开一个人。")
MARK_MM = 9
OPEN_AT_ONCE = 200
"""So many people are shown without being folded."""


class HouseholdsPage(Page):
    name = "households"
    station: AgentStation
    draft: AgentDraft

    def build(self) -> None:
        self.total = Label("", "strong")
        self.body.addWidget(self.total)
        self.tree = Tree()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("按村按户看"))
        self.tree.setAccessibleDescription(_(KEYS))
        self.tree.itemActivated.connect(lambda item, _column: self._open(item))
        self.tree.currentItemChanged.connect(lambda _now, _before: self._refresh())
        self.body.addWidget(self.tree, 1)
        self.tree.setIconSize(self.station.theme.icon_size(MARK_MM))
        self.tree.setIndentation(self.station.theme.px(10))
        self.tree.itemExpanded.connect(lambda item: self._mark(item, "down"))
        self.tree.itemCollapsed.connect(lambda item: self._mark(item, "forward"))
        self.printout = Printout(self.station, "households", _(WHAT))
        self.printout.hide()
        self.body.addWidget(self.printout)
        self.paper = self.button(_("打印这个村"), icon="printer")
        self.paper.clicked.connect(self._print)
        self.see = self.button(_("打开"), kind="primary", icon="pencil")
        self.see.clicked.connect(lambda: self._open(self.tree.currentItem()))
        self.choices += [self.paper, self.see]
        self._show(self.station.session.people)

    def enter(self) -> None:
        self.tree.setFocus()
        known, people = self.station.session.people, self.station.people
        if people:
            self.station.tasks.run(partial(known.again, people), owner=self, done=self._opened, failed=self.trouble)

    def _opened(self, now: OpenedPeople) -> None:
        if self.station.session.key and now.forms.keys() != self.station.session.people.forms.keys():
            self.station.session.people = now
            self._show(now)

    def _show(self, people: OpenedPeople) -> None:
        self.tree.clear()
        villages = household_map(people.listed)
        for village in villages:
            self._village(village)
        households = sum(each.named_households for each in villages)
        self.total.setText(counted(households, len(people.forms)) if people.forms else _(EMPTY))
        if len(people.forms) <= OPEN_AT_ONCE:
            self.tree.expandAll()
        if first := self.tree.topLevelItem(0):
            self.tree.setCurrentItem(first)
        self._refresh()

    def _village(self, village: Village) -> None:
        held = counted(village.named_households, village.people)
        top = item(f"{village.name or _(NO_VILLAGE)}\u3000{held}", village)
        top.setFont(0, self.station.theme.font("body", bold=True))
        for household in village.households:
            top.addChild(self._household(household))
        self.tree.addTopLevelItem(top)
        self._mark(top, "forward")

    def _household(self, household: Household) -> QTreeWidgetItem:
        count = _n("{people}人", len(household.people)).format(people=len(household.people))
        door = item(f"{household_name(household)}\u3000{count}", household)
        for each in household.people:
            told = [each.person.name, each.person.phone, each.reach]
            one = item("\u3000".join(word for word in told if word), each)
            one.setIcon(0, self.station.theme.icon("person", "quiet_ink", MARK_MM))
            door.addChild(one)
        self._mark(door, "forward")
        return door

    def _mark(self, item: QTreeWidgetItem, icon: str) -> None:
        if item.childCount():
            item.setIcon(0, self.station.theme.icon(icon, "primary", MARK_MM))

    def _refresh(self) -> None:
        self.see.setEnabled(isinstance(self._here(), PersonServed))
        self.paper.setEnabled(self._chosen_village() is not None)

    def _here(self) -> object:
        now = self.tree.currentItem()
        return now.data(0, HERE) if now else None

    def _chosen_village(self) -> Village | None:
        now = self.tree.currentItem()
        while now and now.parent():
            now = now.parent()
        village = now.data(0, HERE) if now else None
        return village if isinstance(village, Village) else None

    def _open(self, at: QTreeWidgetItem | None) -> None:
        """Opens a person; folds or unfolds what is above."""
        there = at.data(0, HERE) if at else None
        if isinstance(there, PersonServed):
            self.draft.person_served = there.id
            self.answered.emit("open")
        elif at:
            at.setExpanded(not at.isExpanded())

    def _print(self) -> None:
        if village := self._chosen_village():
            self.printout.show()
            self.printout.print(household_sheet(village, self.station.now().date(), band=self.station.band))


class Tree(QTreeWidget):
    """A tree in which Enter acts here and not on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


def item(text: str, there: object) -> QTreeWidgetItem:
    made = QTreeWidgetItem([legible(text)])
    made.setData(0, HERE, there)
    return made


def counted(households: int, people: int) -> str:
    return listed(
        [
            _n("{households}户", households).format(households=households),
            _n("{people}人", people).format(people=people),
        ]
    )
