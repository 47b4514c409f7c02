"""News of the platform, fetched while there is a network and kept for when there is none."""

import logging
from datetime import datetime, timedelta

from core.problems import PlatformProblem
from core.wire import Bulletin, CaseEvent
from storage.store import Store
from sync.identity import Identities
from sync.platform.client import PlatformClient
from sync.platform.cooldown import Cooldown
from sync.platform_checkpoint import PlatformCheckpoint
from sync.recipients import Recipients

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=10)
WITHDRAWN = "withdraw-authority"
"""The action (`core.cases.actions`) by which an agent's authority ends."""


class Feed:
    def __init__(
        self,
        store: Store,
        identities: Identities,
        platform: PlatformClient,
        platform_checkpoint: PlatformCheckpoint,
        recipients: Recipients,
    ) -> None:
        self._store, self._identities, self._platform, self._platform_checkpoint = (
            store,
            identities,
            platform,
            platform_checkpoint,
        )
        self._recipients = recipients
        self._cooldown = Cooldown()

    def fetch(self, now: datetime) -> None:
        """Fetches news if due. Without news the stored ones stay valid."""
        if not self._identities.enrolled or self._cooldown.holds(now):
            return
        self._cooldown.begin(now, EVERY)
        try:
            theirs = self._identities.current().gateway_key
            said = self._platform.bulletin()
            self.take(said, theirs)
            while self._follow():
                pass
            self._store.keep("heard", said.at.isoformat())
        except PlatformProblem as problem:
            log.info("no news: %s %s", problem.code, problem.detail)

    def take(self, said: Bulletin, theirs: str = "") -> None:
        """Stores a bulletin. An older, replayed one changes nothing.

        Numbers and steps of a platform used before are dropped. `theirs`: the signing key of the platform that was
        asked.
        """
        theirs = theirs or self._identities.current().gateway_key
        moved, before = self._store.fact("bulletin of") not in {"", theirs}, self.bulletin()
        if before and not moved and (said.number, said.at) < (before.number, before.at):
            return
        self._recipients.hear(said, theirs)
        with self._store.write() as tx:
            if moved:
                tx.execute("DELETE FROM passed")
            for name, value in (("bulletin", said.model_dump_json()), ("bulletin of", theirs)):
                tx.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def fetch_all_again(self) -> None:
        """Deletes the stored steps, which the platform now numbers differently, and makes the next fetch due."""
        with self._store.write() as tx:
            tx.execute("DELETE FROM passed")
        self._cooldown.end()

    def bulletin(self) -> Bulletin | None:
        """Returns the latest bulletin."""
        said = self._store.fact("bulletin")
        return Bulletin.model_validate_json(said) if said else None

    @property
    def heard(self) -> datetime | None:
        """Returns when all news was last fetched, by the platform's clock."""
        at = self._store.fact("heard")
        return datetime.fromisoformat(at) if at else None

    def passed(self, item: str) -> list[CaseEvent]:
        """Returns the known steps of a case; their texts stay with the platform."""
        rows = self._store.read(
            "SELECT number, item, case_number, step, at, due, action, organ FROM passed JOIN items USING (item)"
            " WHERE item = ? ORDER BY number",
            item,
        )
        return [CaseEvent.model_validate(row) for row in rows]

    def withdrawn(self) -> frozenset[str]:
        """Returns the items in which the principal took the agent's authority back."""
        rows = self._store.read("SELECT DISTINCT item FROM passed WHERE action = ?", WITHDRAWN)
        return frozenset(str(row["item"]) for row in rows)

    def _follow(self) -> bool:
        """Fetches the next steps; returns whether there are more."""
        (last,) = self._store.read("SELECT coalesce(max(number), 0) AS number FROM passed")
        told = self._platform.progress(last["number"])
        self._platform_checkpoint.saw(self._identities.current().terminal, told.chain)
        with self._store.write() as tx:
            tx.executemany(
                "INSERT OR IGNORE INTO passed (number, item, step, at, due, action, organ)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [_row(each) for each in told.passed],
            )
        return told.more and bool(told.passed)


def _row(event: CaseEvent) -> tuple[object, ...]:
    due = event.due and event.due.isoformat()
    return event.number, str(event.item), event.step, event.at.isoformat(), due, event.action, event.organ
