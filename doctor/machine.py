"""The machine that is examined: its home, settings, devices and clock. Whatever is asked of it changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from capture.models import ModelStore, model_store
from core import settings
from core.home import home as terminal_home
from core.problems import ConfigWrong, StoreProblem
from core.settings import Devices, Settings
from devices import configured
from devices.ports import Camera, CardReader, Microphone, Printer, Speaker
from storage.keys.vault import Vault
from storage.read_only_store import ReadOnlyStore
from sync.identity import LAST_ADDRESS, Identities, Identity

PRINT_SECONDS = 90.0
"""A job is given a minute to come out; then it is taken back."""


def local_now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Parts:
    """How each device is had. A check opens one for itself and closes it."""

    microphone: Callable[[Devices], Microphone] = configured.microphone
    speaker: Callable[[Devices], Speaker] = configured.speaker
    camera: Callable[[Devices], Camera] = configured.camera
    card_reader: Callable[[Devices], CardReader | None] = configured.card_reader
    printer: Callable[[Devices], Printer] = configured.printer


@dataclass(frozen=True)
class Wanted:
    """What a technician asked for besides: that a sheet is printed, that a card is waited for."""

    print_page: bool = False
    card_seconds: float = 0.0

    @property
    def seconds(self) -> float:
        """Returns how much longer a check may take for it."""
        return self.card_seconds + (PRINT_SECONDS if self.print_page else 0)


@dataclass(frozen=True)
class Machine:
    """`problem`: why the settings could not be read; then `settings` are the defaults. `system`: where /proc and /sys
    are found."""

    home: Path
    settings: Settings = field(default_factory=Settings)
    problem: ConfigWrong | None = None
    parts: Parts = field(default_factory=Parts)
    now: Callable[[], datetime] = local_now
    packs: Callable[[], ModelStore] = model_store
    wanted: Wanted = field(default_factory=Wanted)
    system: Path = Path("/")

    @cached_property
    def key(self) -> bytes:
        """The store's key. Raises WrongKey, KeyLost, OtherKeyProtector; StoreProblem where none was made yet."""
        found = Vault(self.home).key_unchanged()
        if found is None:
            raise StoreProblem("no key yet")
        return found

    @property
    def used(self) -> bool:
        """True if this home was ever opened by the product."""
        return any((self.home / name).exists() for name in ("vault.json", "vault.spare.json", "store.db"))

    def identity(self) -> Identity:
        """Raises NotEnrolled, IdentityLost, and what `key` raises."""
        return Identities(self.home, self.key).current()

    def store(self) -> ReadOnlyStore:
        """Raises StoreDamaged, StoreTooNew, StoreProblem, and what `key` raises."""
        return ReadOnlyStore(self.home / "store.db", self.key)

    @property
    def address(self) -> str:
        """The platform's address: of the identity, else of the last enrolment, else of the settings; empty if there is
        none."""
        try:
            return self.identity().url
        except (StoreProblem, OSError):
            return self._last_address or self.settings.platform.address

    @property
    def _last_address(self) -> str:
        try:
            return (self.home / LAST_ADDRESS).read_text("utf-8").strip()
        except (OSError, ValueError):
            return ""


def machine(home: Path | None = None) -> Machine:
    """Returns this machine; settings that cannot be read are a finding, no end."""
    home = home or terminal_home()
    try:
        return Machine(home, settings.load(home))
    except ConfigWrong as problem:
        return Machine(home, problem=problem)
