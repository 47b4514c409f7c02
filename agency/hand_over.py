"""Hand-over: what a leaving agent has passes to another, with the leaving agent present, since nobody else can open it.

Each row is opened with the leaving agent's key and sealed to the successor's. That the people of a list agreed to the
first agent does not mean that they agree to the second: each is marked so that they are asked. There is no way around
the leaving agent's passphrase, for a supervisor either (decision 0092).
"""

from collections.abc import Container
from dataclasses import dataclass, field

from agency.agent_key import AgentKey
from agency.owned import TABLES
from agency.owned_table import OwnedTable
from core.problems import NotAddressed, NothingToHandTo, SealBroken
from storage.store import Store
from trust.seal import seal


@dataclass(frozen=True)
class Leaving:
    """Who hands over: their work number and their key, which their passphrase opened."""

    number: str
    key: AgentKey = field(repr=False)


@dataclass(frozen=True)
class HandedOver:
    """`passed`: how much of each table; `unreadable`: rows that are damaged, and stay where they are."""

    passed: dict[str, int]
    unreadable: int


def hand_over(store: Store, leaving: Leaving, to: str, recipient: str, *, without: Container[str] = ()) -> HandedOver:
    """Passes all that an agent has to the agent `to`, or after an error nothing. `recipient`: the public half of the
    successor's key; `without`: names of tables that are not passed. Raises NothingToHandTo for oneself, DiskFull,
    StoreDamaged."""
    if to == leaving.number or not recipient:
        raise NothingToHandTo
    with store.write() as tx:  # reads within it too: another window may be saving a draft
        rows = {table: _resealed(store, table, leaving, recipient) for table in TABLES if table.name not in without}
        for table, (given, _) in rows.items():
            tx.executemany(table.give, [(to, sealed, id_, leaving.number) for id_, sealed in given])
    store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    passed = {table.name: len(given) for table, (given, _) in rows.items() if given}
    return HandedOver(passed, sum(broken for _, broken in rows.values()))


def _resealed(store: Store, table: OwnedTable, leaving: Leaving, recipient: str) -> tuple[list[tuple[str, bytes]], int]:
    given, broken = [], 0
    for row in store.read(table.rows, leaving.number):
        try:
            clear = table.noted(leaving.key.open(row["content"]))
        except (NotAddressed, SealBroken, ValueError, RecursionError):  # anybody here can seal something to an agent
            broken += 1
            continue
        given.append((row["id"], seal(clear, [recipient])))
    return given, broken
