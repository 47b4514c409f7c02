"""What a running gateway has at hand: passed down as an argument, never global."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection, Engine

from core import private_files, training
from core.problems import RealHome
from core.working_days import Calendar
from gateway.audit_log import hash_chain, key_changes
from gateway.blobs import Blobs, open_blobs
from gateway.clock import Clock, china_now
from gateway.keys import keyring
from gateway.keys.query_codes import stored_columns
from gateway.runtime.caches import FreeSpace, QuotaCache, VersionedCache
from gateway.runtime.in_flight import InFlight
from gateway.runtime.letter_settings import LetterSettings
from gateway.runtime.settings import (
    CaseworkSettings,
    ConnectionSettings,
    FleetSettings,
    LimitSettings,
    OidcSettings,
    StaffSettings,
    read_settings,
)
from gateway.runtime.sms_settings import SmsSettings
from gateway.runtime.terminal_cache import TerminalCache
from gateway.storage.database import autocommit, connect, migrate, reading
from gateway.telemetry import log

DATABASE = "gateway.sqlite3"


@dataclass(frozen=True)
class Runtime:
    engine: Engine
    blobs: Blobs
    keys: keyring.Keyring
    now: Clock
    limits: LimitSettings = field(default_factory=LimitSettings)
    connections: ConnectionSettings = field(default_factory=ConnectionSettings)
    in_flight: InFlight = field(default_factory=InFlight)
    quota_cache: QuotaCache = field(default_factory=QuotaCache)
    terminal_cache: TerminalCache = field(default_factory=TerminalCache)
    organ_cache: VersionedCache[object] = field(default_factory=VersionedCache)
    """The tree of organs (`gateway.staff.tree`)."""
    terminals_with_refusals: set[str] = field(default_factory=set)
    """Terminals of which this process refused an item (`gateway.throttling.refused_items`)."""
    calendar_cache: VersionedCache[Calendar] = field(default_factory=VersionedCache)
    """The working days that were published (`gateway.cases.calendar`)."""
    casework: CaseworkSettings = field(default_factory=CaseworkSettings)
    staff: StaffSettings = field(default_factory=StaffSettings)
    oidc: OidcSettings = field(default_factory=OidcSettings)
    letters: LetterSettings = field(default_factory=LetterSettings)
    fleet: FleetSettings = field(default_factory=FleetSettings)
    hosts: tuple[str, ...] = ()
    """Host names it answers to, beside loopback."""
    free_space: FreeSpace | None = None
    """On the disk of the data folder; None: not checked."""
    releases: Path | None = None
    """The folder of new versions for terminals (`gateway.fleet.releases`)."""
    sms: SmsSettings = field(default_factory=SmsSettings)
    training: bool = False
    """A training platform, for training terminals only."""

    def reading(self) -> AbstractContextManager[Connection]:
        return reading(self.engine)

    @cached_property
    def autocommit(self) -> Engine:
        """`engine` for single statements, with no transaction around them."""
        return autocommit(self.engine)

    def audit(self, db: Connection, did: str, *, terminal: str | None = None, **about: str) -> None:
        """Append a line to the chain of `terminal`, or to the gateway's own: what was done to which item or case.

        Nothing personal."""
        hash_chain.append(db, terminal or hash_chain.GATEWAY, hash_chain.event(self.now(), did, **about))


@dataclass(frozen=True)
class Stores:
    """Where rows and sealed files are, as URLs; empty: in the gateway's own folder."""

    database: str = ""
    blobs: str = ""

    @classmethod
    def from_environment(cls) -> "Stores":
        """DATABASE_URL and BLOB_URL."""
        return cls(os.environ.get("DATABASE_URL", ""), os.environ.get("BLOB_URL", ""))


def mark_as_training(data: Path) -> None:
    """Marks the new folder `data` as a training platform's. Raises RealHome for the folder of a real one."""
    keys = data / "keys"
    if keys.exists() and not training.marked(keys):
        raise RealHome
    training.mark(keys)


def open_runtime(data: Path, clock: Clock | None = None, stores: Stores | None = None) -> Runtime:
    """The gateway in folder `data`; a new folder gets its keys and tables first. Raises StoreProblem.

    Several gateways on one database and object store need the same keys: copy `data/keys`, do not make it twice.
    A practice platform keeps everything in its own folder, whatever the environment says, and uses training's clock.
    """
    if private_files.restrict_folder(data):
        log.warn("the data folder was open to other accounts of this machine; it is shut now")
    practised = training.marked(data / "keys")
    stores = Stores() if practised else stores or Stores.from_environment()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.keygen(data / "keys")
    settings = read_settings(data)
    engine = connect(stores.database or f"sqlite:///{data.resolve() / DATABASE}")
    keys = keyring.load(data / "keys")
    migrate(engine, partial(stored_columns, keys))
    runtime = Runtime(
        engine=engine,
        blobs=open_blobs(stores.blobs, data / "blobs"),
        keys=keys,
        now=clock or (training.clock(china_now) if practised else china_now),
        limits=settings.limits,
        connections=settings.connections,
        free_space=FreeSpace(data, settings.limits.free_bytes),
        releases=data / "updates",
        casework=settings.cases,
        staff=settings.staff,
        oidc=settings.oidc,
        letters=settings.letters,
        fleet=settings.terminals,
        hosts=settings.door.hosts,
        sms=settings.sms,
        training=practised,
    )
    key_changes.record_changes(engine, runtime.keys, runtime.now)
    return runtime
