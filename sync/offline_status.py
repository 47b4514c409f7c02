"""What this terminal can tell about an item when the platform cannot be asked.

A slip's number can be guessed, so it shows only whether the item has arrived. The query code cannot be guessed and
shows the steps, which the platform shows for the code alone as well (decisions 0004, 0027).
"""

from dataclasses import replace
from datetime import date

from core.case import CaseStep, TimelineEntry
from core.case_life import LifeEvent
from core.cases.clocks import term
from core.inquiry import LocalStatus
from core.petition import Purpose
from core.problems import UnknownItem
from core.settings import Settings, merge_remote
from core.wire import CaseEvent
from core.working_days import shipped
from sync.feed import Feed
from sync.item import Item
from sync.outbox import Outbox

FIRST = "forward"
"""The rule of what is owed when a petition was registered."""


class OfflineStatus:
    def __init__(self, outbox: Outbox, feed: Feed) -> None:
        self._outbox, self._feed = outbox, feed

    def by_slip(self, local_number: str) -> LocalStatus:
        """Returns the status for a slip's number. Raises UnknownItem."""
        return self._standing(self._outbox.by_local_number(local_number))

    def by_code(self, query_code: str) -> LocalStatus:
        """Returns the status for a query code, with or without dashes; of a case whose agent may do nothing more, no
        more than for its slip. Raises UnknownItem."""
        item = self._outbox.by_query_code(query_code.replace("-", ""))
        standing = self._standing(item)
        if item is None or item.receipt is None:
            raise UnknownItem
        if str(item.item) in self._feed.withdrawn():
            return standing
        passed = self._feed.passed(str(item.item))
        steps = {CaseStep.REGISTERED: TimelineEntry(step=CaseStep.REGISTERED, at=item.receipt.registered_at)}
        for each in passed:
            steps.setdefault(each.step, TimelineEntry(step=each.step, at=each.at))
        return replace(
            standing,
            case_number=item.receipt.case_number,
            steps=tuple(steps.values()),
            events=_events(passed),
            due=passed[-1].due if passed else self._first_due(item.kind, item.receipt.registered_at.date()),
        )

    def _first_due(self, purpose: Purpose, registered: date) -> date | None:
        """Returns the last day of the first duty as long as the platform has told of no step after registration: by
        the terms that the platform has settled on (art. 22). Of an accusation no day is told."""
        if purpose is Purpose.ACCUSATION:
            return None
        said = self._feed.bulletin()
        settled = merge_remote(Settings(), said.settings if said else {}).terms
        days = said.calendar if said else shipped()
        return term(FIRST, settled.profile, registered, days, roll_over=settled.roll_over).limit

    def _standing(self, item: Item | None) -> LocalStatus:
        if item is None:
            raise UnknownItem
        return LocalStatus(
            local_number=item.local_number,
            created=item.created,
            state=item.state,
            since=item.since,
            why=item.why,
            released=item.released,
            heard=self._feed.heard,
        )


def _events(passed: list[CaseEvent]) -> tuple[LifeEvent, ...]:
    """Returns what happened, as far as the platform told of more than steps; what it told of before says the step. No
    office is named: the last four digits cannot be asked for here (decision 0027)."""
    if not any(each.action for each in passed):
        return ()
    told, before = list[LifeEvent](), None
    for each in passed:
        if each.action or each.step is not before:
            told.append(LifeEvent(action=each.action, step=each.step, at=each.at, due=each.due))
        before = each.step
    return tuple(told)
