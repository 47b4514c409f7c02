"""A lock that could not be taken is free again."""

from pathlib import Path

import pytest

from storage.file_lock import FileLock


def test_a_folder_that_is_not_there_yet_leaves_the_lock_free(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "later" / "lock")
    with pytest.raises(FileNotFoundError):
        lock.acquire(wait=False)
    lock.path.parent.mkdir()
    assert lock.acquire(wait=False)
    lock.release()
