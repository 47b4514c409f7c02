"""All that a running gateway holds in hand: passed down, never global."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from core.problems import StoreProblem
from gateway import keyring
from gateway.blobs import Blobs, FolderBlobs
from gateway.clock import Clock, china_now
from gateway.database import connect, migrate
from trust.journal import Journal


@dataclass(frozen=True)
class Office:
    engine: Engine
    blobs: Blobs
    keys: keyring.Keyring
    journal: Journal
    now: Clock

    def note(self, did: str, **about: str) -> None:
        """One line in the journal: what was done to which item, case or terminal; nothing personal."""
        self.journal.append({"at": self.now().isoformat(timespec="seconds"), "did": did, **about})


def open_office(data: Path, clock: Clock = china_now) -> Office:
    """The office in folder `data`; an empty one is furnished first. Raises StoreProblem."""
    if os.environ.get("BLOB_URL"):
        raise StoreProblem("BLOB_URL is set, but only the folder store is built so far")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.keygen(data / "keys")
    engine = connect(os.environ.get("DATABASE_URL") or f"sqlite:///{data.resolve() / 'gateway.sqlite3'}")
    migrate(engine)
    return Office(
        engine=engine,
        blobs=FolderBlobs(data / "blobs"),
        keys=keyring.load(data / "keys"),
        journal=Journal(data / "journal.jsonl"),
        now=clock,
    )
