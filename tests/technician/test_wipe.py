"""Leaving a machine: nothing goes while something waits, and nothing stays afterwards."""

import io
import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from storage.file_lock import SharedLock
from sync.terminal import terminal
from testkit.filings import MARKER, a_filing
from tests.technician.conftest import Lines, Sunlit


def filed(home: Path, count: int = 1) -> None:
    with terminal(home) as opened:
        for _each in range(count):
            opened.submissions.accept(a_filing())


def left(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir())


def test_what_waits_is_not_deleted_and_is_counted(sunlit: Sunlit, lines: Lines, enrolled: Path) -> None:
    filed(enrolled, 2)
    before = left(enrolled)
    code, _out, err = sunlit("wipe", "--yes")
    assert (code, "有2件还没有送到平台" in err) == (3, True)
    for flags in (("--yes",), ("--yes", "--unsent", "1"), ("--unsent", "2")):
        code, (said,) = lines("wipe", *flags)
        assert (code, said["error"]["code"]) == (3, "P805" if "--yes" not in flags else "P802")
    assert set(before) <= set(left(enrolled))


def test_with_their_number_everything_goes(lines: Lines, enrolled: Path) -> None:
    filed(enrolled, 2)
    code, (said,) = lines("wipe", "--yes", "--unsent", "2")
    assert (code, said) == (0, {"wiped": True, "terminal": "t1", "unsent": 2})
    assert left(enrolled) == ["home.lock", "technician.lock"]


def test_a_sealed_item_that_the_store_does_not_know_counts_too(lines: Lines, enrolled: Path) -> None:
    """As after a damaged store was begun anew, until a window opens and takes it up again."""
    filed(enrolled)
    (known,) = (enrolled / "outbox").iterdir()
    shutil.copytree(known, known.with_name(str(uuid4())))
    assert lines("wipe", "--yes", "--unsent", "1")[0] == 3
    assert known.is_dir()
    assert lines("wipe", "--yes", "--unsent", "2")[0] == 0


def test_nothing_of_anybody_is_left_on_the_disk(sunlit: Sunlit, enrolled: Path) -> None:
    filed(enrolled)
    (enrolled / "settings.toml").write_text('[terminal]\nsite = "大厅"\n')
    assert sunlit("wipe", "--yes", "--unsent", "1")[0] == 0
    assert left(enrolled) == ["home.lock", "settings.toml", "technician.lock"]
    assert not any(MARKER.encode() in path.read_bytes() for path in enrolled.rglob("*") if path.is_file())
    assert sunlit("wipe", "--yes", "--settings")[0] == 0
    assert "settings.toml" not in left(enrolled)


@pytest.mark.parametrize(("typed", "code"), [("全部清除\n", 0), ("y\n", 3), ("", 3)])
def test_a_word_is_typed(
    typed: str, code: int, sunlit: Sunlit, enrolled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    found, _out, err = sunlit("wipe")
    assert (found, "全部清除" in err) == (code, True)
    assert (enrolled / "store.db").exists() == bool(code)


def test_while_a_window_is_open_nothing_is_deleted(sunlit: Sunlit, enrolled: Path) -> None:
    window = SharedLock(enrolled / "home.lock")
    window.acquire()
    code, _out, err = sunlit("wipe", "--yes")
    window.release()
    assert (code, "P804" in err) == (3, True)
    assert (enrolled / "store.db").exists()


def test_a_queue_that_nobody_can_read_is_not_deleted_by_chance(sunlit: Sunlit, enrolled: Path) -> None:
    filed(enrolled)
    (enrolled / "store.key").unlink()
    code, _out, err = sunlit("wipe", "--yes")
    assert (code, "P803" in err) == (3, True)
    assert sunlit("wipe", "--yes", "--unreadable")[0] == 0


def test_after_an_interruption_the_rest_cannot_be_opened_and_is_deleted_the_next_time(
    sunlit: Sunlit, enrolled: Path
) -> None:
    for name in ("store.key", "vault.json", "vault.spare.json", "identity.sealed", "identity.spare.sealed"):
        (enrolled / name).unlink()
    assert sunlit("wipe", "--yes")[0] == 0
    assert left(enrolled) == ["home.lock", "technician.lock"]


def test_a_linked_folder_is_emptied_too(sunlit: Sunlit, enrolled: Path, tmp_path: Path) -> None:
    (elsewhere := tmp_path / "other disk").mkdir(mode=0o700)
    (enrolled / "outbox").rename(elsewhere / "kept") if (enrolled / "outbox").exists() else None
    (enrolled / "outbox").symlink_to(elsewhere)
    (elsewhere / "page.age").write_bytes(b"sealed")
    assert sunlit("wipe", "--yes")[0] == 0
    assert list(elsewhere.iterdir()) == []


def test_a_machine_without_a_home_is_wiped_already(lines: Lines, home: Path) -> None:
    assert lines("wipe", "--yes") == (0, [{"wiped": True, "terminal": "", "unsent": 0}])
    assert not home.exists()
