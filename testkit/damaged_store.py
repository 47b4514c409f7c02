"""A disk that goes bad under a terminal that is open."""

import secrets

from sync.terminal import Terminal


def ruin(opened: Terminal) -> None:
    """The pages of its store go, the process runs on."""
    opened.store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    store = opened.home / "store.db"
    with store.open("r+b") as file:
        file.write(secrets.token_bytes(store.stat().st_size))
    opened.store.read("PRAGMA shrink_memory")
