"""Maintenance of the key: a wrong passphrase, another guard, a lost one."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from storage.hash_chained_file import verify
from storage.keys.credential import NAME
from storage.keys.key_protectors import CREDENTIALS, PASSPHRASE_FILE
from sync.terminal import terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.filings import a_filing
from tests.sync.conftest import Sync


@pytest.fixture
def words(home: Path, platform: FaultyPlatform, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yields the passphrase file of an enrolled terminal that has a sealed item."""
    file = home.parent / "passphrase"
    file.write_text("correct horse\n")
    monkeypatch.setenv(PASSPHRASE_FILE, str(file))
    with terminal(home) as opened:
        opened.enrol(platform.url, CODE)
        opened.submissions.accept(a_filing())
    yield file


def everything(home: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}


def test_a_wrong_passphrase_is_three_and_alters_nothing(sync: Sync, home: Path, words: Path) -> None:
    before = everything(home)
    words.write_text("wrong horse")
    for command in (("status", "--json"), ("run", "--once"), ("guard", "key-file")):
        code, said = sync(*command)
        assert (code, said["error"]["code"]) == (3, "P402")
    assert everything(home) == before
    words.write_text("correct horse")
    assert sync("run", "--once") == (0, None)


def test_the_passphrase_can_be_another(sync: Sync, home: Path, words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sync("guard") == (0, {"guard": "passphrase"})
    new = words.with_name("new")
    new.write_text("new horse")
    assert sync("guard", "passphrase", "--file", str(new)) == (0, {"guard": "passphrase"})
    assert sync("status", "--json")[1]["error"]["code"] == "P402"
    monkeypatch.setenv(PASSPHRASE_FILE, str(new))
    assert sync("run", "--once") == (0, None)
    verify(home / "journal.jsonl")


def test_the_machine_can_take_over(
    sync: Sync, home: Path, words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = sync("guard", "credential")
    assert (code, said["error"]["code"]) == (3, "P409")
    (tmp_path / NAME).write_bytes(secrets.token_bytes(32))
    monkeypatch.setenv(CREDENTIALS, str(tmp_path))
    assert sync("guard", "credential") == (0, {"guard": "credential"})
    monkeypatch.delenv(PASSPHRASE_FILE)
    assert sync("run", "--once") == (0, None)


def test_a_key_gone_for_good(sync: Sync, home: Path, words: Path, platform: FaultyPlatform) -> None:
    platform.mishaps = ["cut after"]
    sync("run", "--once")
    words.write_text("nobody remembers the horse")
    assert sync("status", "--json")[0] == 3
    code, said = sync("rebuild")
    assert (code, said["waiting"]) == (0, 1)
    assert {file.name for file in (home / said["kept"]).iterdir()} == {
        *("vault.json", "vault.spare.json", "identity.sealed", "identity.spare.sealed", "store.db"),
        *("agents.sealed", "agents.spare.sealed"),
    }
    (row,) = sync("status", "--json")[1]["items"]
    assert row["state"] == OutboxState.SAVED
    assert sync("run", "--once")[1]["error"]["code"] == "P405"

    assert sync("enrol", platform.url, CODE)[1]["terminal"] == "t2"
    assert sync("run", "--once") == (0, None)
    assert platform.order == [row["item"]]
    verify(home / "journal.jsonl")


def test_a_key_file_gone_for_good(sync: Sync, home: Path, platform: FaultyPlatform) -> None:
    sync("enrol", platform.url, CODE)
    (home / "store.key").unlink()
    before = everything(home)
    code, said = sync("status", "--json")
    assert (code, said["error"]["code"], everything(home)) == (3, "P408", before)
    assert sync("rebuild") == (0, {"kept": f"damaged/{next((home / 'damaged').iterdir()).name}", "waiting": 0})


def test_a_sound_terminal_is_not_rebuilt(sync: Sync, home: Path, platform: FaultyPlatform) -> None:
    sync("enrol", platform.url, CODE)
    code, said = sync("rebuild")
    assert (code, said["error"]["code"]) == (3, "P416")
    assert not (home / "damaged").exists()


def test_a_terminal_that_is_open_is_not_rebuilt(sync: Sync, home: Path, words: Path) -> None:
    with terminal(home):
        words.write_text("wrong horse")
        code, said = sync("rebuild")
    assert (code, said["error"]["code"]) == (3, "P407")
    assert not (home / "damaged").exists()
