"""`python -m benchmarks.faults.update_kills [--every N]` cuts an update off before each thing that it does to the disk.

A process fetches a version, makes it ready, exchanges it, counts a start and confirms it, or goes back to the one
before; it dies before the n-th file that it opens for writing, renames, links or removes, for each n. Afterwards the
link of the version that runs must name a whole one, old or new; and the same steps, taken again, must end at the new
one. A process that dies keeps what it wrote: what a disk loses of its own cache at a power cut is not tried here."""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from core.problems import NothingBefore, NothingStaged
from core.settings import Updates
from storage.file_lock import FileLock
from testkit.publisher import Publisher
from updates import staging, switching
from updates.installation import Installation
from updates.sources import Folder
from updates.updater import Updater

TOUCHING = frozenset(
    {"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}
)
"""Audit events that change the disk; `open` does where it is for writing."""
FILES = 60
DIED = 9


@dataclass
class Trial:
    points: int = 0
    tried: int = 0
    ended_at: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        ended = ", ".join(f"{count} at {version}" for version, count in sorted(self.ended_at.items()))
        tried = f"{self.points} points of an update and of a return, {self.tried} tried"
        return "\n".join([f"{tried}: {ended}; {len(self.faults)} faults", *self.faults])


def machine(folder: Path) -> Updater:
    here = Installation("program", folder / "program")
    settings = Updates(root=folder / "root.json", program=here.root)
    return Updater(settings, (here,), folder / "updates", FileLock(folder / "visit.lock"))


def update(folder: Path, source: Path) -> None:
    updater = machine(folder)
    updater.stage(Folder(source))
    with suppress(NothingStaged):  # it runs already
        updater.apply()
    (here,) = updater.installations
    switching.began(here)
    switching.confirm(here)


def go_back(folder: Path, _source: Path) -> None:
    with suppress(NothingBefore):  # it went back already
        machine(folder).rollback("program")


def _dies_at(point: int, act: Callable[[], None]) -> int:
    """Runs `act` in a process that dies before the n-th change; 0 for none. Returns how many changes there were where
    it lived."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _live(point, act, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as heard:
        said = heard.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == DIED:
        return 0
    if code:
        raise RuntimeError(f"the update failed by itself: {code}")
    return int(said)


def _live(point: int, act: Callable[[], None], writer: int) -> None:
    passed = 0

    def hook(event: str, about: tuple[object, ...]) -> None:
        nonlocal passed
        writes = event == "open" and isinstance(about[2], int) and about[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes or event in TOUCHING:
            passed += 1
            if passed == point:
                os._exit(DIED)

    sys.addaudithook(hook)
    try:
        act()
    except BaseException:
        os._exit(1)
    os.write(writer, str(passed).encode())
    os._exit(0)


def run(folder: Path, every: int = 1) -> Trial:
    trial, publisher = Trial(), Publisher.begun(folder / "publisher")
    parts = {f"lib/{n}": f"part {n}" * 50 for n in range(FILES)}
    publisher.program("1.0", **parts)
    base = folder / "base"
    base.mkdir()
    (base / "root.json").write_bytes(publisher.root)
    update(base, publisher.folder)
    changed = {name: f"{content}, changed" if int(name[4:]) % 2 else content for name, content in parts.items()}
    publisher.program("1.1", **changed)
    _each_point(trial, base, publisher.folder, update, every, wanted="1.1")
    updated = folder / "updated"
    shutil.copytree(base, updated, symlinks=True)
    update(updated, publisher.folder)
    _each_point(trial, updated, publisher.folder, go_back, 1, wanted="1.0")
    return trial


def _each_point(
    trial: Trial, base: Path, source: Path, act: Callable[[Path, Path], None], every: int, *, wanted: str
) -> None:
    work = base.with_name("work")

    def fresh() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(base, work, symlinks=True)

    fresh()
    points = _dies_at(0, lambda: act(work, source))
    trial.points += points
    for point in range(1, points + 1, every):
        fresh()
        _dies_at(point, lambda: act(work, source))
        trial.tried += 1
        (here,) = machine(work).installations
        version = here.current
        trial.ended_at[f"{version}"] += 1
        if version is None or staging.broken(here, version):
            trial.faults.append(f"{act.__name__}, point {point}: what runs is not whole: {version}")
        act(work, source)
        if here.current != wanted or staging.broken(here, wanted):
            trial.faults.append(f"{act.__name__}, point {point}: taken again it ended at {here.current}")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--every", type=int, default=1)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial = run(Path(folder), args.every)
    print(trial.told(), flush=True)
    return bool(trial.faults)


if __name__ == "__main__":
    sys.exit(main())
