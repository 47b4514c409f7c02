import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import NotAddressed, SealBroken
from trust.keys import AgeKey
from trust.seal import SMALLEST, open_sealed, pad, pad_text, seal, size_class, unpad

BUREAU, DISCIPLINE, STRANGER = AgeKey.generate(), AgeKey.generate(), AgeKey.generate()
CLEAR = "村口的路灯坏了三个月".encode()


def test_every_recipient_opens_it_and_nobody_else() -> None:
    sealed = seal(CLEAR, [BUREAU.recipient, DISCIPLINE.recipient])
    assert CLEAR not in sealed
    assert open_sealed(sealed, BUREAU.identity) == open_sealed(sealed, DISCIPLINE.identity) == CLEAR
    with pytest.raises(NotAddressed):
        open_sealed(sealed, STRANGER.identity)


@pytest.mark.parametrize("recipients", [[], ["age1nonsense"], [""]])
def test_sealing_for_nobody_is_refused(recipients: list[str]) -> None:
    with pytest.raises(ValueError):
        seal(CLEAR, recipients)


@given(st.binary(max_size=300))
def test_garbage_is_no_seal(garbage: bytes) -> None:
    with pytest.raises(SealBroken):
        open_sealed(garbage, BUREAU.identity)


@given(st.integers(0, 400), st.integers(1, 255))
def test_one_changed_byte_is_noticed(position: int, flip: int) -> None:
    sealed = bytearray(seal(CLEAR, [BUREAU.recipient]))
    sealed[position % len(sealed)] ^= flip
    with pytest.raises((SealBroken, NotAddressed)):
        open_sealed(bytes(sealed), BUREAU.identity)


@given(st.integers(0, 10**10))
def test_size_classes_cost_little_and_are_stable(size: int) -> None:
    padded = size_class(size)
    assert padded >= size and size_class(padded) == padded
    assert padded == SMALLEST or padded <= size * 1.12


def test_a_sealed_petition_of_usual_length_stays_below_8_kb() -> None:
    keys = [AgeKey.generate().recipient for _ in range(3)]
    assert len(seal(pad_text(b"{}"), keys)) < 8000


def test_size_classes_are_few() -> None:
    assert len({size_class(size) for size in range(1, 1_000_000, 500)}) < 200


@given(st.binary(max_size=30_000))
def test_padding_comes_off_again(clear: bytes) -> None:
    assert unpad(pad(clear), len(clear)) == clear


def test_padding_that_is_none_is_noticed() -> None:
    with pytest.raises(SealBroken):
        unpad(pad(b"seven.."), 3)
    with pytest.raises(SealBroken):
        unpad(b"short", 3)


def test_padded_text_is_the_same_json() -> None:
    text = json.dumps({"名": "路灯"}).encode()
    assert json.loads(pad_text(text)) == json.loads(text)
    assert len(pad_text(text)) == SMALLEST


def test_the_age_program_opens_what_we_seal(tmp_path: Path) -> None:
    age = shutil.which("age")
    assert age, "apt-get install age"
    (tmp_path / "identity").write_text(BUREAU.identity)
    (tmp_path / "text.age").write_bytes(seal(pad_text(CLEAR), [BUREAU.recipient]))
    opened = subprocess.run(
        [age, "-d", "-i", tmp_path / "identity", tmp_path / "text.age"], check=True, capture_output=True
    ).stdout
    assert opened == pad_text(CLEAR)
