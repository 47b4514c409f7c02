"""Forged sticks and backups: whoever held them makes us read, write or wait for nothing."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.problems import BackupBroken
from gateway.backup import backup
from gateway.intake import offline_import
from testkit.gateway_in_process import Gateway
from testkit.terminal import Item, Terminal, petition

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
SECRET = b"a file of the account that runs the gateway"


@pytest.fixture
def item(gateway: Gateway, terminal: Terminal) -> Item:
    return terminal.sealed(petition(gateway.clock()))


@pytest.fixture
def stick(item: Item, tmp_path: Path) -> Path:
    item.laid(tmp_path / "stick")
    (tmp_path / "secret").write_bytes(SECRET)
    return tmp_path / "stick"


@pytest.mark.parametrize("lay", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_an_acknowledgement_that_is_a_link_overwrites_nothing(
    gateway: Gateway, item: Item, stick: Path, lay: Callable[[Path, Path], None]
) -> None:
    folder = stick / str(item.id)
    lay(stick.parent / "secret", folder / "ack.age")
    (told,) = offline_import.import_items(gateway.runtime, stick)
    assert "error" not in told
    assert (stick.parent / "secret").read_bytes() == SECRET
    assert (folder / "ack.age").read_bytes().startswith(b"age-encryption.org/v1")


def test_neither_is_one_that_is_a_pipe_waited_for(gateway: Gateway, item: Item, stick: Path) -> None:
    os.mkfifo(stick / str(item.id) / "ack.age")
    assert [each.get("error") for each in offline_import.import_items(gateway.runtime, stick)] == [None]


@pytest.mark.parametrize("name", ["envelope.json", "text.age", "1.age"])
@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "huge"])
def test_what_is_no_plain_file_is_said_and_nothing_else(
    gateway: Gateway, item: Item, stick: Path, name: str, kind: str
) -> None:
    file = stick / str(item.id) / name
    file.rename(stick.parent / "elsewhere")
    if kind == "link":
        file.symlink_to(stick.parent / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        with file.open("wb") as hole:
            hole.truncate(1 << 40)
    (told,) = offline_import.import_items(gateway.runtime, stick)
    assert told["error"]["code"] == "unreadable"
    assert told["error"]["message"] == ("TooLong" if kind == "huge" else "NotPlain")


def test_a_folder_that_leads_elsewhere_is_not_gone_into(gateway: Gateway, item: Item, stick: Path) -> None:
    folder = stick / str(item.id)
    folder.rename(stick.parent / "elsewhere")
    folder.symlink_to(stick.parent / "elsewhere", target_is_directory=True)
    (told,) = offline_import.import_items(gateway.runtime, stick)
    assert told["error"] == {"code": "unreadable", "message": "NotPlain"}
    assert not (stick.parent / "elsewhere" / "ack.age").exists()


@pytest.fixture
def saved(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> Path:
    terminal.filed()
    backup.back_up(gateway.runtime, gateway.data, tmp_path / "saved")
    return tmp_path / "saved"


def test_a_backup_with_links_or_pipes_is_none(saved: Path, tmp_path: Path) -> None:
    for n, file in enumerate(sorted(path for path in saved.rglob("*") if path.is_file())):
        for lay in (os.symlink, os.link, lambda _, there: os.mkfifo(there)):
            other = shutil.copytree(saved, tmp_path / f"other-{n}", dirs_exist_ok=True)
            there = other / file.relative_to(saved)
            there.unlink()
            lay(file, there)
            with pytest.raises(BackupBroken):
                backup.restore(other, tmp_path / "again")
            assert not (tmp_path / "again").exists()
            there.unlink()


def test_a_backup_brings_back_what_it_consists_of_and_no_more(gateway: Gateway, saved: Path, tmp_path: Path) -> None:
    """A database log added beside the rows would be read into them."""
    (saved / "gateway.sqlite3-wal").write_bytes(b"rows of somebody else's")
    (saved / "keys" / "more").write_bytes(b"x")
    (saved / "System Volume Information").mkdir()
    backup.restore(saved, tmp_path / "again", gateway.clock)
    assert not (tmp_path / "again" / "keys" / "more").exists()
    assert not (tmp_path / "again" / "System Volume Information").exists()


@pytest.mark.parametrize("name", ["../../secret", "/etc/hostname", "..", "a/b"])
def test_a_manifest_names_no_file_outside(saved: Path, tmp_path: Path, name: str) -> None:
    manifest = json.loads((saved / backup.MANIFEST).read_text())
    manifest["keys"][name] = "0" * 64
    (saved / backup.MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(BackupBroken):
        backup.restore(saved, tmp_path / "again")
