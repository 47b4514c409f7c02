"""The shipped manifest is sound, and hashes are what their tools print."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from capture.models.manifest import FileMark, Pack, known, read
from capture.models.store import git_blob

FREE = {"MIT", "Apache-2.0", "BSD-3-Clause"}


@pytest.mark.parametrize("pack", known().values(), ids=lambda pack: pack.name)
def test_every_pack_is_free_and_its_size_adds_up(pack: Pack) -> None:
    assert pack.licence in FREE
    sizes = [mark.size for mark in pack.files.values()]
    if None not in sizes:
        assert pack.size == sum(size for size in sizes if size is not None)


def test_a_demonstration_needs_speech_voice_and_direction() -> None:
    engines = {pack.engine for pack in known().values() if pack.demo}
    assert engines == {"whisper", "vad", "kokoro", "orientation"}


def test_the_tests_own_pack_is_offered_to_nobody() -> None:
    own = read(Path(__file__).parents[2] / "models.toml")
    assert not own.keys() & known().keys()
    assert not any(pack.demo for pack in own.values())


def test_a_git_blob_id_is_what_git_says(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"hello\n")
    assert git_blob(tmp_path / "a") == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_a_file_without_a_hash_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        FileMark(size=3)


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "a/../b", ".hidden", "a//b"])
def test_a_file_name_cannot_leave_its_folder(name: str) -> None:
    mark = {name: {"sha256": "0" * 64}}
    table = {"engine": "vosk", "languages": [], "licence": "MIT", "size": 1, "sources": []}
    with pytest.raises(ValidationError):
        Pack(name="x", files=mark, **table)
