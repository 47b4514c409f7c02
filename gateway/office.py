"""All that a running gateway holds in hand: passed down, never global."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine

from gateway.blobs import Blobs, open_blobs
from gateway.clock import Clock, china_now
from gateway.database import asking, connect, migrate, reading
from gateway.door.senders import Senders
from gateway.intake import limits
from gateway.intake.allowance import Allowance
from gateway.intake.limits import Limits
from gateway.intake.underway import Underway
from gateway.safekeeping import journal, keyring

DATABASE = "gateway.sqlite3"


@dataclass(frozen=True)
class Office:
    engine: Engine
    blobs: Blobs
    keys: keyring.Keyring
    now: Clock
    limits: Limits = field(default_factory=Limits)
    underway: Underway = field(default_factory=Underway)
    allowance: Allowance = field(default_factory=Allowance)
    senders: Senders = field(default_factory=Senders)

    def reading(self) -> AbstractContextManager[Connection]:
        return reading(self.engine)

    @cached_property
    def asking(self) -> Engine:
        """`engine` for single statements, with no transaction around them."""
        return asking(self.engine)

    def note(self, db: Connection, did: str, *, terminal: str | None = None, **about: str) -> None:
        """A line on the chain of `terminal`, or on ours: what was done to which item or case; nothing personal."""
        journal.append(db, terminal or journal.OFFICE, journal.event(self.now(), did, **about))


@dataclass(frozen=True)
class Stores:
    """Where rows and sealed files are; empty: in the gateway's own folder."""

    database: str = ""
    blobs: str = ""

    @classmethod
    def named(cls) -> "Stores":
        """As the environment names them."""
        return cls(os.environ.get("DATABASE_URL", ""), os.environ.get("BLOB_URL", ""))


def open_office(data: Path, clock: Clock = china_now, stores: Stores | None = None) -> Office:
    """The office in folder `data`; an empty one is furnished first. Raises StoreProblem.

    Several on one database and object store must have the same keys: `data/keys` is copied, never made twice.
    """
    stores = stores or Stores.named()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.keygen(data / "keys")
    engine = connect(stores.database or f"sqlite:///{data.resolve() / DATABASE}")
    migrate(engine)
    return Office(
        engine=engine,
        blobs=open_blobs(stores.blobs, data / "blobs"),
        keys=keyring.load(data / "keys"),
        now=clock,
        limits=limits.read(data),
    )
