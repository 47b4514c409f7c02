"""The length of the platform's journal for this terminal when last seen, and the time of the last comparison.

A platform restored from a backup shows a shorter journal; what it lost is still here.
"""

from datetime import datetime, timedelta

from pydantic import AwareDatetime

from core.wire import ChainEnd, Model
from storage.store import Store

EVERY = timedelta(days=1)
JOURNAL = "platform_journal"


class Seen(Model):
    terminal: str = ""
    chain: ChainEnd | None = None
    went_back: bool = False
    compared: AwareDatetime | None = None


class PlatformCheckpoint:
    def __init__(self, store: Store) -> None:
        self._store = store

    def seen(self, terminal: str) -> Seen:
        """Returns what `terminal` last saw; an empty record if the stored one belongs to an earlier enrolment."""
        told = self._store.fact(JOURNAL)
        seen = Seen.model_validate_json(told) if told else Seen()
        return seen if seen.terminal == terminal else Seen(terminal=terminal)

    def saw(self, terminal: str, chain: ChainEnd) -> None:
        """Records the end of the chain. If it is shorter or differs, `went_back` is set until both
        sides have compared."""
        before = self.seen(terminal)
        if before.chain and (chain.events < before.chain.events or _forked(before.chain, chain)):
            self._keep(before.model_copy(update={"went_back": True}))
        elif chain != before.chain:
            self._keep(before.model_copy(update={"chain": chain}))

    def compared(self, terminal: str, chain: ChainEnd, now: datetime) -> None:
        self._keep(Seen(terminal=terminal, chain=chain, compared=now))

    def due(self, terminal: str, now: datetime) -> bool:
        seen = self.seen(terminal)
        return seen.went_back or seen.compared is None or not seen.compared <= now < seen.compared + EVERY

    def _keep(self, seen: Seen) -> None:
        self._store.keep(JOURNAL, seen.model_dump_json())


def _forked(before: ChainEnd, now: ChainEnd) -> bool:
    return before.events == now.events and before.head != now.head
