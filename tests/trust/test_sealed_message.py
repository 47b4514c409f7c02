"""The platform's sealed letters: only the addressed terminal opens them, and only the platform can have written
them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.problems import NotAddressed, SealBroken
from trust import sealed_message
from trust.keys import SigningKey

PLATFORM, TERMINAL, OTHER = (SigningKey.generate() for _ in range(3))


@settings(max_examples=20)
@given(st.binary(max_size=2000))
def test_a_letter_says_what_was_written(text: bytes) -> None:
    assert sealed_message.read(sealed_message.write(text, PLATFORM, TERMINAL.public), TERMINAL, PLATFORM.public) == text


def test_nobody_else_opens_it() -> None:
    with pytest.raises(NotAddressed):
        sealed_message.read(sealed_message.write(b"receipt", PLATFORM, TERMINAL.public), OTHER, PLATFORM.public)


def test_nobody_else_writes_one() -> None:
    with pytest.raises(SealBroken):
        sealed_message.read(sealed_message.write(b"receipt", OTHER, TERMINAL.public), TERMINAL, PLATFORM.public)


@given(st.binary(max_size=300))
def test_nonsense_is_no_letter(nonsense: bytes) -> None:
    with pytest.raises(SealBroken):
        sealed_message.read(nonsense, TERMINAL, PLATFORM.public)


def test_a_torn_letter_is_none() -> None:
    whole = sealed_message.write(b"receipt", PLATFORM, TERMINAL.public)
    for end in range(0, len(whole), 40):
        with pytest.raises(SealBroken):
            sealed_message.read(whole[:end], TERMINAL, PLATFORM.public)
