"""A model file that was changed by a byte, one that is gone, and packs that are whole."""

import hashlib
from pathlib import Path

import pytest

from capture.models.manifest import FileMark, Pack
from capture.models.store import ModelStore
from doctor import packs
from doctor.finding import State
from doctor.machine import Machine
from tests.doctor.findings import only

CONTENT = b"weights of a small model" * 1000


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    mark = FileMark(size=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest())
    pack = Pack(
        name="ears",
        engine="whisper",
        languages=["zh"],
        licence="MIT",
        size=1,
        demo=True,
        files={"a.bin": mark},
        sources=[],
    )
    folder = tmp_path / "ears"
    folder.mkdir()
    (folder / "a.bin").write_bytes(CONTENT)
    return Machine(tmp_path, packs=lambda: ModelStore(tmp_path, {"ears": pack}))


def test_whole_packs_are_ok(here: Machine) -> None:
    assert only(packs.models(here)).state is State.OK
    assert only(packs.models_quickly(here)).state is State.OK


@pytest.mark.parametrize("at", [0, 7, len(CONTENT) - 1])
def test_a_file_that_was_changed_by_a_byte_is_named_by_its_pack(here: Machine, at: int) -> None:
    changed = bytearray(CONTENT)
    changed[at] ^= 1
    (here.home / "ears" / "a.bin").write_bytes(changed)
    found = only(packs.models(here))
    assert (found.state, found.found) == (State.FAIL, "识别模型被改过或者坏了：ears")


def test_a_pack_that_is_not_there_is_named(here: Machine) -> None:
    (here.home / "ears" / "a.bin").unlink()
    for check in (packs.models, packs.models_quickly):
        assert only(check(here)).found == "识别模型没有装全：ears"
