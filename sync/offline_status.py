"""What this terminal can tell about an item when the platform cannot be asked.

A slip's number can be guessed, so it shows only whether the item has arrived. The query code cannot be guessed and
shows the steps, which the platform shows for the code alone as well (decisions 0004, 0027).
"""

from dataclasses import replace
from datetime import date

from core.case import CaseStep, LocalStatus, TimelineEntry
from core.deadlines import next_deadline, shipped
from core.petition import Purpose
from core.problems import UnknownItem
from sync.feed import Feed
from sync.item import Item
from sync.outbox import Outbox


class OfflineStatus:
    def __init__(self, outbox: Outbox, feed: Feed) -> None:
        self._outbox, self._feed = outbox, feed

    def by_slip(self, local_number: str) -> LocalStatus:
        """Returns the status for a slip's number. Raises UnknownItem."""
        return self._standing(self._outbox.by_local_number(local_number))

    def by_code(self, query_code: str) -> LocalStatus:
        """Returns the status for a query code, with or without dashes. Raises UnknownItem."""
        item = self._outbox.by_query_code(query_code.replace("-", ""))
        standing = self._standing(item)
        if item is None or item.receipt is None:
            raise UnknownItem
        passed = self._feed.passed(str(item.item))
        steps = {CaseStep.REGISTERED: TimelineEntry(step=CaseStep.REGISTERED, at=item.receipt.registered_at)}
        steps |= {each.step: TimelineEntry(step=each.step, at=each.at) for each in passed}
        return replace(
            standing,
            case_number=item.receipt.case_number,
            steps=tuple(steps.values()),
            due=passed[-1].due if passed else self._first_due(item.kind, item.receipt.registered_at.date()),
        )

    def _first_due(self, purpose: Purpose, registered: date) -> date | None:
        """Returns the first deadline, calculated here as long as the platform has told of no step after
        registration."""
        said = self._feed.bulletin()
        return next_deadline(purpose, CaseStep.REGISTERED, registered, said.calendar if said else shipped())

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
