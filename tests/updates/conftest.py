from pathlib import Path

import pytest

from core.settings import Updates
from storage.file_lock import FileLock
from testkit.publisher import Publisher
from updates.installation import Installation
from updates.updater import Updater


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher.begun(tmp_path / "publisher")


@pytest.fixture
def machine(tmp_path: Path, publisher: Publisher) -> Updater:
    """A machine that takes programs, with the publisher's root on it."""
    return machine_at(tmp_path / "machine", publisher.root)


def machine_at(folder: Path, root: bytes) -> Updater:
    folder.mkdir(parents=True)
    (folder / "root.json").write_bytes(root)
    settings = Updates(root=folder / "root.json", program=folder / "program")
    here = Installation("program", folder / "program")
    return Updater(settings, (here,), folder / "updates", FileLock(folder / "visit.lock"))
