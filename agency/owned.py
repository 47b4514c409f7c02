"""All that an agent owns at a terminal, whatever tables it lies in: counted, and removed from the file and its log.

What is in clear in these tables says that somebody has so many people; who they are lies sealed to the agent."""

from agency import drafts, filings, people
from agency.owned_table import OwnedTable
from storage.store import Store

TABLES: tuple[OwnedTable, ...] = (people.OWNED, filings.OWNED, drafts.OWNED)
"""In the order in which they are handed over. A new table of rows sealed to an agent belongs here."""
_TRUNCATED = "PRAGMA wal_checkpoint(TRUNCATE)"


def counted(store: Store, agent: str) -> dict[str, int]:
    """Returns how much an agent has, by the name of the table; what is empty is left out. Raises StoreDamaged."""
    found = {table.name: len(store.read(table.rows, agent)) for table in TABLES}
    return {name: count for name, count in found.items() if count}


def forget(store: Store, agent: str) -> None:
    """Removes all that an agent has. Raises DiskFull, StoreDamaged."""
    if counted(store, agent):
        with store.write() as tx:
            for table in TABLES:
                tx.execute(table.forget, (agent,))
        store.read(_TRUNCATED)
