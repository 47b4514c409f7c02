"""All that a running gateway holds in hand: passed down, never global."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine

from core import private_files, training
from core.problems import RealHome
from gateway.blobs import Blobs, open_blobs
from gateway.clock import Clock, china_now
from gateway.database import asking, connect, migrate, reading
from gateway.door.free_space import FreeSpace
from gateway.door.senders import Senders
from gateway.intake import limits
from gateway.intake.allowance import Allowance
from gateway.intake.limits import Connections, Limits
from gateway.intake.underway import Underway
from gateway.process import log
from gateway.safekeeping import journal, keyring, known_keys

DATABASE = "gateway.sqlite3"


@dataclass(frozen=True)
class Office:
    engine: Engine
    blobs: Blobs
    keys: keyring.Keyring
    now: Clock
    limits: Limits = field(default_factory=Limits)
    connections: Connections = field(default_factory=Connections)
    underway: Underway = field(default_factory=Underway)
    allowance: Allowance = field(default_factory=Allowance)
    senders: Senders = field(default_factory=Senders)
    doubted: set[str] = field(default_factory=set)
    """Terminals of which this process refused an item (`gateway.intake.refused`)."""
    hosts: tuple[str, ...] = ()
    """The names it is called by, beside loopback."""
    free_space: FreeSpace | None = None
    """On the disk; None where nobody asks."""
    training: bool = False
    """A practice platform: for terminals that practise, and for no other."""

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


def practise(data: Path) -> None:
    """Make a new folder that of a practice platform. Raises RealHome where a real one has its keys already."""
    keys = data / "keys"
    if keys.exists() and not training.marked(keys):
        raise RealHome
    training.mark(keys)


def open_office(data: Path, clock: Clock | None = None, stores: Stores | None = None) -> Office:
    """The office in folder `data`; an empty one is furnished first. Raises StoreProblem.

    Several on one database and object store must have the same keys: `data/keys` is copied, never made twice.
    A practice platform has everything in its own folder, whatever the environment says, and the clock of training.
    """
    if private_files.restrict_folder(data):
        log.warn("the data folder was open to other accounts of this machine; it is shut now")
    practised = training.marked(data / "keys")
    stores = Stores() if practised else stores or Stores.named()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.keygen(data / "keys")
    settings = limits.read(data)
    engine = connect(stores.database or f"sqlite:///{data.resolve() / DATABASE}")
    keys = keyring.load(data / "keys")
    migrate(engine, keys)
    office = Office(
        engine=engine,
        blobs=open_blobs(stores.blobs, data / "blobs"),
        keys=keys,
        now=clock or (training.clock(china_now) if practised else china_now),
        limits=settings.limits,
        connections=settings.connections,
        free_space=FreeSpace(data, settings.limits.free_bytes),
        hosts=settings.door.hosts,
        training=practised,
    )
    known_keys.note(engine, office.keys, office.now)
    return office
