"""A terminal's parts of `sync`, put together from one folder for an app or a command line."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from pydantic import ValidationError

from core import private_files, settings
from core.invitation import EnrolmentCode
from core.problems import (
    AgentsLost,
    EnrolmentRefused,
    FolderTightened,
    IdentityLost,
    PlatformProblem,
    Problem,
    RealHome,
    RealPlatform,
    SignedCallsRefused,
    StoreProblem,
    TrainingHome,
)
from core.training import mark, marked
from core.wire import Enrolment
from storage import disk
from storage.agent_register import AgentRegister
from storage.audit_log import AuditLog
from storage.file_lock import FileLock, SharedLock
from storage.keys.vault import Vault
from storage.sealed_items import SealedItems
from storage.store import Store
from storage.store_recovery import StoreRecovery
from sync.agents_told import AgentsTold
from sync.comparison.reconciliation import Reconciler
from sync.comparison.repair import ItemRepair
from sync.engine import Engine
from sync.enrolment import exchange_code
from sync.feed import Feed
from sync.heartbeat import Heartbeat
from sync.identity import LAST_ADDRESS, Identities, Identity, move_over
from sync.key_rotation import Rotation
from sync.latest_time import LatestTime
from sync.outbox import Outbox
from sync.outbox_recovery import adopt_all, recover
from sync.platform.client import PlatformClient
from sync.platform.enrolment_calls import first_signed_call
from sync.platform.http import on_this_machine
from sync.platform_checkpoint import PlatformCheckpoint
from sync.recipients import Recipients
from sync.submissions import Submissions
from sync.transfer import Transfer

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Terminal:
    """`home` holds all state: store.db and its key, identity.sealed, agents.sealed, journal.jsonl, outbox/.

    `notices`: what was damaged when it was opened and set aside; that others could read the folder.
    """

    home: Path
    home_lock: SharedLock
    store: Store
    identities: Identities
    agent_register: AgentRegister
    audit_log: AuditLog
    outbox: Outbox
    platform: PlatformClient
    recipients: Recipients
    feed: Feed
    latest_time: LatestTime
    reconciler: Reconciler
    rotation: Rotation
    heartbeat: Heartbeat
    engine: Engine
    submissions: Submissions
    notices: tuple[Problem, ...]
    training: bool

    def enrol(self, url: str, code: str, name: str = "", site: str = "") -> Identity:
        """Enrols at the platform for which the code was printed. `code` as typed.

        In training only a training platform on this machine is accepted, and only in training. The former identity is
        kept until a signed call has succeeded. Raises EnrolmentRefused, SignedCallsRefused, PlatformUnreachable,
        UnsafeAddress.
        """
        if self.training and not on_this_machine(url):
            raise RealPlatform("not on this machine")
        self.identities.keep_clock_offset(self.identities.clock_offset)  # on a full disk no code is used up
        manner, read = settings.load(self.home).platform, EnrolmentCode.read(code)
        try:
            about = Enrolment(code=read.secret, public_key="", name=name, site=site, training=self.training)
        except ValidationError:
            raise EnrolmentRefused("name or site is too long") from None
        identity = exchange_code(url, read, about, manner)
        offset = _clock_offset(identity, manner)
        self.audit_log.write("recipients pinned", **{each.name: " ".join(each.keys) for each in identity.recipients})
        self.identities.adopt(identity, offset)
        self.agent_register.create()
        with suppress(OSError, StoreProblem):  # only a default for the next time
            disk.replace(self.home / LAST_ADDRESS, identity.url.encode())
        self.audit_log.write("enrolled", terminal=identity.terminal)
        self.engine.retry_now()
        return identity

    @property
    def last_address(self) -> str:
        """Returns the address of the last enrolment, whatever its result; empty if there was none."""
        try:
            return (self.home / LAST_ADDRESS).read_text("utf-8").strip()
        except (OSError, ValueError):
            return ""

    def close(self) -> None:
        if self.engine.stop():
            self.platform.close()
            self.store.close()
            self.home_lock.release()


def _clock_offset(identity: Identity, manner: settings.Platform) -> timedelta:
    """Returns the offset found by a first signed call, zero without an answer. Raises SignedCallsRefused."""
    try:
        return first_signed_call(identity, manner)
    except SignedCallsRefused:
        raise
    except PlatformProblem as problem:
        log.warning("enrolled, but no signed call was answered yet: %s %s", problem.code, problem.detail)
        return timedelta()


def open_terminal(home: Path, *, training: bool | None = None) -> Terminal:
    """Returns the connected parts with nothing running; `engine.start()` begins to send. Raises StoreProblems.

    `training`: the kind of home expected; another kind is TrainingHome or RealHome. None accepts any.
    """
    try:
        with disk.translated():
            tightened = (FolderTightened(home.name),) if private_files.restrict_folder(home) else ()
            set_training_mode(home, training)
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            opened = _moved_in(home, Vault(home).key())
            return replace(opened, notices=(*tightened, *opened.notices))
    except OSError as trouble:
        raise StoreProblem(type(trouble).__name__) from trouble


def set_training_mode(home: Path, training: bool | None) -> None:
    """Marks a new home as one for training or not, for ever. Raises TrainingHome, RealHome."""
    if marked(home):
        if training is False:
            raise TrainingHome
    elif training:
        if any((home / name).exists() for name in ("vault.json", "store.db", "identity.sealed")):
            raise RealHome
        mark(home)


def check_training_mode(home: Path, identities: Identities) -> None:
    """Raises if the mark was removed or added by hand, which the identity shows."""
    if identities.enrolled and identities.current().training != marked(home):
        raise RealHome if marked(home) else TrainingHome


def _moved_in(home: Path, key: bytes) -> Terminal:
    home_lock = SharedLock(home / "home.lock")
    home_lock.acquire()
    try:
        return _wired(home, key, home_lock)
    except BaseException:
        home_lock.release()
        raise


def _wired(home: Path, key: bytes, home_lock: SharedLock) -> Terminal:
    damaged = home / "damaged"
    audit_log = AuditLog(home / "journal.jsonl", damaged)
    recovery = StoreRecovery(home, key, home_lock, audit_log)
    store = recovery.open_store()
    identities = Identities(home, key)
    agent_register = AgentRegister(home, key, audit_log, identities.ever_enrolled)
    outbox, sealed_items = Outbox(store), SealedItems(home / "outbox", damaged)
    submission_lock, engine_lock = FileLock(home / "desk.lock"), FileLock(home / "engine.lock")
    with submission_lock:
        lost = [IdentityLost(kept)] if (kept := identities.set_damaged_aside(damaged)) else []
        used = identities.enrolled or any(True for _ in sealed_items.items())
        notices = recovery.after_opening(store, used, *lost)
        move_over(store, identities)
        if kept := agent_register.set_damaged_aside():
            notices = (*notices, AgentsLost(kept))
        agent_register.take_over(store)
        check_training_mode(home, identities)
        recover(outbox, sealed_items, engine_lock)
    recovery.watch(store, requeue=lambda: adopt_all(outbox, sealed_items))
    chosen = settings.load(home)
    way, platform_checkpoint = PlatformClient(identities, audit_log, chosen.platform), PlatformCheckpoint(store)
    recipients = Recipients(identities, audit_log)
    latest_time = LatestTime(store)
    feed = Feed(store, identities, way, platform_checkpoint, recipients)
    repair = ItemRepair(
        outbox=outbox,
        sealed_items=sealed_items,
        audit_log=audit_log,
        engine_lock=engine_lock,
        submission_lock=submission_lock,
        keep=timedelta(days=chosen.policy.keep_sealed),
    )
    engine = Engine(
        outbox=outbox,
        transfer=Transfer(outbox, sealed_items, identities, way),
        identities=identities,
        audit_log=audit_log,
        lock=engine_lock,
    )
    reconciler = Reconciler(
        identities=identities,
        platform=way,
        outbox=outbox,
        repair=repair,
        audit_log=audit_log,
        platform_checkpoint=platform_checkpoint,
        feed=feed,
        meanwhile=engine.run_once,
    )
    rotation = Rotation(identities, way, audit_log, timedelta(days=chosen.platform.key_days))
    heartbeat = Heartbeat(identities, way, outbox)
    agents_told = AgentsTold(store, agent_register, identities, way)
    engine.before_sending(agents_told.when_due)
    engine.every_pass(
        feed.fetch, reconciler.when_due, rotation.when_due, heartbeat.when_due, agents_told.when_due, latest_time.note
    )
    submissions = Submissions(
        outbox=outbox,
        sealed_items=sealed_items,
        identities=identities,
        audit_log=audit_log,
        lock=submission_lock,
        engine_lock=engine_lock,
        latest_time=latest_time,
        wake=engine.wake,
    )
    return Terminal(
        home=home,
        home_lock=home_lock,
        store=store,
        identities=identities,
        agent_register=agent_register,
        audit_log=audit_log,
        outbox=outbox,
        platform=way,
        recipients=recipients,
        feed=feed,
        latest_time=latest_time,
        reconciler=reconciler,
        rotation=rotation,
        heartbeat=heartbeat,
        engine=engine,
        submissions=submissions,
        notices=notices,
        training=marked(home),
    )


@contextmanager
def terminal(home: Path, *, training: bool | None = None) -> Iterator[Terminal]:
    opened = open_terminal(home, training=training)
    try:
        yield opened
    finally:
        opened.close()
