"""The last page before handing in: one sentence and the button 提交."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy

from core.date_format import day
from core.flow import ON
from core.language import N_, _
from core.petition import Filing
from core.problems import Problem
from core.receipt import Slip
from core.sentences import joined
from ui.base.page import Page
from ui.documents.enclosures import enclosed
from ui.platform.next_steps import terms
from ui.widgets.busy_indicator import BusyIndicator
from ui.widgets.card import Card, Point
from ui.widgets.choices import keep_room
from ui.widgets.long_scroll import LongScroll

PROTECTED = N_("法规不许任何人因为您反映问题而为难您、报复您。")
TRUTHFUL = N_("我说的是真实的。捏造事实、诬告他人，要承担责任。")
ONCE = N_("同一件事，办理期间不用重复提交，凭查询码就能查。")
ONCE_SEALED = N_("同一件事，不用重复提交。凭查询码，能查到编号和日期。")
ADDED = N_("补充到{day}登记的那一件，编号{case_number}。要是接不上那一件，就另外登记一件。")
STAYS = N_("按下提交，就封好存在这台机器里，有网就送到平台。")


def spoken() -> str:
    """Returns the sentences read aloud: fewer than stand on the page."""
    return joined(_(PROTECTED), _(STAYS), _(TRUTHFUL))


class SubmitPage(Page):
    """Says first what protects the person, last what is asked of them. The irreversible button stands within the page,
    away from where the last page's button was."""

    name = "submit"

    def build(self) -> None:
        self._filing = False
        self._then: Callable[[], None] | None = None
        theme = self.station.theme
        card = Card(theme, "sunny")
        for icon, pledge in self._pledges():
            card.add(Point(theme, icon, pledge))
        pledges = LongScroll(theme, 0)
        pledges.column.addWidget(card, 1)
        self.body.addWidget(pledges, 1)
        self.working = BusyIndicator(theme, _("正在封好您的信访件"))
        keep_room(self.working)
        self.on = self.button(_("提交"), kind="primary", icon="send")
        self.on.setMinimumHeight(theme.px(34))
        self.on.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.on.clicked.connect(self._submit)
        below = self.split()
        if theme.landscape:
            below.addWidget(self.working, 1)
            below.addWidget(self.on, 1)
        else:
            below.addWidget(self.on)
            below.addWidget(self.working)
        self.body.addLayout(below)

    def _pledges(self) -> tuple[tuple[str, str], ...]:
        if self.draft.adds_to:
            return ("shield", _(PROTECTED)), ("document", self._added), ("check", _(TRUTHFUL))
        return (
            ("shield", _(PROTECTED)),
            ("send", terms(self.station.province, self.draft.purpose)),
            ("clock", _(ONCE_SEALED if self.draft.accuses else ONCE)),
            ("check", _(TRUTHFUL)),
        )

    def guidance(self) -> str:
        return joined(self._added, spoken()) if self.draft.adds_to else spoken()

    @property
    def _added(self) -> str:
        """Returns which case it is added to, and what happens where it cannot be; empty for a matter of its own."""
        case = self.draft.adds_to
        return _(ADDED).format(day=day(case.registered_on), case_number=case.case_number) if case else ""

    def wind_up(self, then: Callable[[], None]) -> None:
        """Calls `then` now; while the petition is being handed in, only if that fails."""
        if self._filing:
            self._then = then
        else:
            then()

    def can_be_left(self) -> bool:
        """Returns False while the petition is being handed in: the sheet about losing everything would be untrue
        then."""
        return not self._filing

    def _submit(self) -> None:
        self._filing = True
        self.on.setEnabled(False)
        self.working.begin()
        self.station.tasks.run(
            self._file,
            owner=self,
            done=self._accepted,
            failed=self._failed,
        )

    def _file(self) -> Slip:
        """Prepares the pictures, freezes, seals and queues the draft, and returns the slip. Runs in the background."""
        now = self.station.now()
        if self.draft.agent:
            now = self.station.sync.latest_time(now)
        pictures = enclosed(self.draft, now, self.station.settings.terminal.site, band=self.station.band)
        return self.hand_in(self.draft.freeze(now, pictures))

    def hand_in(self, filing: Filing) -> Slip:
        """Seals and queues it, and returns the slip. Runs in the background."""
        return self.station.sync.accept(filing)

    def _accepted(self, slip: Slip) -> None:
        self.draft.slip = slip
        self.answered.emit(ON)

    def _failed(self, problem: Problem) -> None:
        """Shows the problem; the draft is unchanged."""
        self._filing = False
        self.working.rest()
        self.on.setEnabled(True)
        self.trouble(problem)
        if self._then:
            self._then()
