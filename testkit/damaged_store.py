"""Damages the disk below an open terminal."""

import secrets

from sync.terminal import Terminal


def ruin(opened: Terminal) -> None:
    """Destroys the pages of the terminal's store while its process runs on."""
    opened.store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    store = opened.home / "store.db"
    with store.open("r+b") as file:
        file.write(secrets.token_bytes(store.stat().st_size))
    opened.store.read("PRAGMA shrink_memory")
