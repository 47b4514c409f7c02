"""Data is updated apart from the program: read before it is put in force, and then read in place of what shipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.problems import UpdateUnfit
from core.resources import IN_FORCE, shipped
from core.settings import Updates
from storage.file_lock import FileLock
from testkit.publisher import Publisher
from updates.installation import Installation
from updates.sources import Folder
from updates.updater import Updater

A_WORKING_SUNDAY = "2031-02-02"
ASK = "from core.working_days import shipped; import datetime as d; print(shipped().is_off(d.date(2031, 2, 2)))"


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher.begun(tmp_path / "publisher")


@pytest.fixture
def machine(tmp_path: Path, publisher: Publisher) -> Updater:
    root = tmp_path / "root.json"
    root.write_bytes(publisher.root)
    here = Installation("data", tmp_path / "home" / "data")
    return Updater(Updates(root=root), (here,), tmp_path / "home" / "updates", FileLock(tmp_path / "visit.lock"))


def publish(publisher: Publisher, version: str, days: str) -> None:
    folder = publisher.work / f"data-{version}"
    shutil.copytree(shipped() / "calendar", folder / "calendar")
    (folder / "calendar" / "days.json").write_text(days, "utf-8")
    publisher.publish("data", version, {})


def answer(home: Path) -> str:
    environment = {**os.environ, "SUNLIT_HOME": str(home)}
    environment.pop(IN_FORCE, None)
    return subprocess.check_output([sys.executable, "-c", ASK], env=environment, text=True).strip()


def test_a_new_holiday_table_counts_from_the_next_start(tmp_path: Path, machine: Updater, publisher: Publisher) -> None:
    assert answer(tmp_path / "home") == "True"
    publish(publisher, "2026.12", f'{{"off": [], "worked": ["{A_WORKING_SUNDAY}"]}}')
    machine.stage(Folder(publisher.folder))
    assert machine.apply() == {"data": "2026.12"}
    assert answer(tmp_path / "home") == "False"


def test_data_that_cannot_be_read_is_not_put_in_force(tmp_path: Path, machine: Updater, publisher: Publisher) -> None:
    publish(publisher, "2026.12", '{"off": ["the day after tomorrow"], "worked": []}')
    machine.stage(Folder(publisher.folder))
    with pytest.raises(UpdateUnfit, match="calendar"):
        machine.apply()
    assert answer(tmp_path / "home") == "True"
