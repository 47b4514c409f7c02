"""One machine's updates: what is offered to its ring, of the program and of the data, taken step by step.

Each step is one call, may be repeated, and goes on where the last was cut off. Two at once are told apart by a lock,
and nothing is exchanged while somebody is there (`visit_lock`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.home import home
from core.problems import NoUpdateKeys, UpdateUnderWay, VisitUnderWay
from core.resources import data_folder
from core.settings import Settings, Updates
from storage.file_lock import FileLock
from updates import staging, switching
from updates.installation import Installation
from updates.release import Kind, Release, number
from updates.self_tests import test_of
from updates.sources import Source
from updates.trusted import Trusted


@dataclass(frozen=True)
class Standing:
    """Of one kind: what runs, what is offered, what is staged; the bytes of the whole offered version."""

    kind: Kind
    runs: str | None
    offered: str | None
    staged: str | None
    size: int = 0

    @property
    def wanted(self) -> bool:
        """Whether the offered version is newer than what runs."""
        return self.offered is not None and (self.runs is None or number(self.offered) > number(self.runs))

    def told(self) -> dict[str, Any]:
        return {**vars(self), "wanted": self.wanted}


@dataclass(frozen=True)
class Updater:
    settings: Updates
    installations: tuple[Installation, ...]
    folder: Path
    """Keeps the metadata that was seen."""
    visit: FileLock

    @classmethod
    def of(cls, settings: Settings) -> "Updater":
        """Programs are updated where versions of them lie: a checkout, or a package of before, has none."""
        program, own = settings.updates.program, home()
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        kinds = [Installation("data", data_folder())]
        if (program / "versions").is_dir():
            kinds.insert(0, Installation("program", program))
        return cls(settings.updates, tuple(kinds), own / "updates", visit_lock(own))

    def check(self, source: Source) -> list[Standing]:
        """Raises UpdateProblem, PlatformProblem, OSError."""
        with self._alone():
            trusted = self._trusted(source)
            return [self._standing(here, trusted)[0] for here in self.installations]

    def stage(self, source: Source, progress: staging.Progress = lambda _done, _all: None) -> list[Standing]:
        """Puts together what is newer than what runs; what failed here before is left out. Raises also DiskFull."""
        with self._alone():
            trusted, found = self._trusted(source), []
            for here in self.installations:
                standing, release = self._standing(here, trusted)
                if release and standing.wanted and release.version not in here.refused:
                    staging.stage(here, release, source, progress)
                    standing = replace(standing, staged=here.staged)
                found.append(standing)
        return found

    def apply(self) -> dict[Kind, str]:
        """Exchanges what is staged, and returns it by kind. Raises VisitUnderWay, NothingStaged, UpdateProblem."""
        with self._alone(), self._nobody_there():
            waiting = [here for here in self.installations if here.staged] or self.installations[-1:]
            return {here.kind: switching.apply(here, test_of(here.kind)) for here in waiting}

    def rollback(self, kind: Kind) -> str:
        """Raises VisitUnderWay, NothingBefore, UpdateMixed; ValueError for a kind that is not updated here."""
        with self._alone(), self._nobody_there():
            here = next((each for each in self.installations if each.kind == kind), None)
            if here is None:
                raise ValueError(kind)
            return switching.rollback(here)

    def _trusted(self, source: Source) -> Trusted:
        if self.settings.root is None:
            raise NoUpdateKeys
        try:
            root = self.settings.root.read_bytes()
        except OSError as trouble:
            raise NoUpdateKeys(type(trouble).__name__) from None
        return Trusted(self.folder, source, root)

    def _standing(self, here: Installation, trusted: Trusted) -> tuple[Standing, Release | None]:
        offered = trusted.offer(self.settings.ring).of(here.kind)
        release = trusted.release(here.kind, offered) if offered else None
        size = release.size if release else 0
        return Standing(here.kind, here.current, offered, here.staged, size), release

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self.folder / "lock")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not lock.acquire(wait=False):
            raise UpdateUnderWay
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _nobody_there(self) -> Iterator[None]:
        if not self.visit.acquire(wait=False):
            raise VisitUnderWay
        try:
            yield
        finally:
            self.visit.release()


def visit_lock(folder: Path) -> FileLock:
    """Held by the window while somebody is there."""
    return FileLock(folder / "visit.lock")
