"""A terminal put together: everything an app or a command line needs of `sync`, from one folder."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from core import settings
from core.outbox_state import OutboxState
from core.problems import EnrolmentRefused, SealBroken
from core.wire import Enrolment
from sync import disk, platform
from sync.chronicle import Chronicle
from sync.courier import Courier
from sync.desk import Desk
from sync.drafts import Drafts
from sync.engine import Engine
from sync.identity import Identities, Identity, move_over
from sync.news import News
from sync.outbox import Outbox
from sync.platform import Platform
from sync.sealed_file import SealedFile
from sync.shelf import Shelf
from sync.store import Store
from sync.turn import Turn
from sync.vault import store_key
from trust.keys import SigningKey


@dataclass(frozen=True)
class Terminal:
    """`home` holds all its state: store.db and its key, identity.sealed, journal.jsonl, outbox/."""

    home: Path
    store: Store
    identities: Identities
    chronicle: Chronicle
    outbox: Outbox
    platform: Platform
    news: News
    engine: Engine
    desk: Desk
    drafts: Drafts

    def enrol(self, url: str, code: str, name: str = "", site: str = "") -> Identity:
        """Become known to a platform. Raises EnrolmentRefused, PlatformUnreachable, UnsafeAddress."""
        key = SigningKey.generate()
        try:
            call = Enrolment(code=code, public_key=key.public, name=name, site=site)
        except ValidationError:
            raise EnrolmentRefused("not a code") from None
        enrolled = platform.enrol(url, call, settings.load(self.home).platform)
        identity = Identity(
            terminal=enrolled.terminal,
            url=url,
            private_key=base64.b64encode(key.raw).decode(),
            gateway_key=enrolled.gateway_key,
            recipients=enrolled.recipients,
        )
        self.identities.adopt(identity)
        self.chronicle.write("enrolled", terminal=identity.terminal)
        self.engine.retry_now()
        return identity

    def close(self) -> None:
        if self.engine.stop():
            self.platform.close()
            self.store.close()


def open_terminal(home: Path) -> Terminal:
    """Everything wired, nothing running; `engine.start()` begins to send. Raises StoreProblems."""
    with disk.room():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = store_key(home)
    store = Store(home / "store.db", key)
    identities = Identities(SealedFile(home / "identity.sealed", key), Turn(home / "identity.lock"))
    move_over(store, identities)
    outbox, chronicle = Outbox(store), Chronicle(home / "journal.jsonl")
    shelf = Shelf(home / "outbox", damaged=home / "damaged")
    desk_turn, engine_turn = Turn(home / "desk.lock"), Turn(home / "engine.lock")
    with desk_turn:
        recover(outbox, shelf, engine_turn)
    way = Platform(identities, chronicle, settings.load(home).platform)
    news = News(store, identities, way)
    engine = Engine(
        outbox=outbox,
        courier=Courier(outbox, shelf, identities, way),
        identities=identities,
        news=news,
        chronicle=chronicle,
        turn=engine_turn,
    )
    desk = Desk(
        outbox=outbox,
        shelf=shelf,
        identities=identities,
        chronicle=chronicle,
        turn=desk_turn,
        engines_turn=engine_turn,
        wake=engine.wake,
    )
    return Terminal(home, store, identities, chronicle, outbox, way, news, engine, desk, Drafts(store))


@contextmanager
def terminal(home: Path) -> Iterator[Terminal]:
    opened = open_terminal(home)
    try:
        yield opened
    finally:
        opened.close()


def recover(outbox: Outbox, shelf: Shelf, engine_turn: Turn) -> None:
    """After a crash: half-written folders go, whole ones without a row are queued, and nothing is said to be on its way
    that is not."""
    shelf.sweep()
    for item in set(shelf.items()) - {each.item for each in outbox.all()}:
        _adopt(outbox, shelf, item)
    if engine_turn.take(wait=False):
        for each in outbox.all():
            if each.state is OutboxState.SENDING:
                outbox.move(each.item, OutboxState.SAVED)
        engine_turn.give_back()


def _adopt(outbox: Outbox, shelf: Shelf, item: UUID) -> None:
    try:
        outbox.add(shelf.checked(item))
    except SealBroken:
        shelf.set_aside(item)
