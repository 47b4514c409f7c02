"""Headers are checked before the library, whose cost is the square of their length, reads them."""

import shutil
import subprocess
from contextlib import suppress

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import NotAddressed, SealBroken
from testkit.age_headers import COSTLY
from trust import age_header, sealed_message
from trust.keys import AgeKey, SigningKey
from trust.seal import open_sealed, seal

KEY, SIGNING = AgeKey.generate(), SigningKey.generate()


@pytest.mark.parametrize("sealed", COSTLY.values(), ids=COSTLY.keys())
def test_the_library_never_sees_what_would_be_costly(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrage, "decrypt", lambda *_: pytest.fail("it was handed on"))
    with pytest.raises(SealBroken):
        open_sealed(sealed, KEY.identity)
    with pytest.raises(SealBroken):
        sealed_message.read(sealed, SIGNING, SIGNING.public)


@given(st.integers(1, age_header.MOST_KEYS))
def test_as_many_keys_as_may_be_sealed_for_open(keys: int) -> None:
    others = [AgeKey.generate().recipient for _ in range(keys - 1)]
    assert open_sealed(seal(b"clear", [*others, KEY.recipient]), KEY.identity) == b"clear"


def test_more_keys_than_would_open_are_not_sealed_for() -> None:
    with pytest.raises(ValueError):
        seal(b"clear", [KEY.recipient] * (age_header.MOST_KEYS + 1))


def test_what_the_age_program_seals_opens() -> None:
    age = shutil.which("age")
    assert age, "apt-get install age"
    others = [word for _ in range(9) for word in ("-r", AgeKey.generate().recipient)]
    made = subprocess.run([age, "-r", KEY.recipient, *others], input=b"clear", check=True, capture_output=True)
    assert open_sealed(made.stdout, KEY.identity) == b"clear"


def test_a_letter_longer_than_any_is_none() -> None:
    with pytest.raises(SealBroken):
        sealed_message.read(
            sealed_message.write(bytes(sealed_message.LONGEST), SIGNING, SIGNING.public), SIGNING, SIGNING.public
        )


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=4))
def test_whatever_is_changed_in_a_header_is_said(at: int, other: bytes) -> None:
    sealed = bytearray(seal(b"clear", [KEY.recipient]))
    at %= sealed.index(b"\n---")
    sealed[at : at + len(other)] = other
    with suppress(SealBroken, NotAddressed):
        assert open_sealed(bytes(sealed), KEY.identity) == b"clear"
