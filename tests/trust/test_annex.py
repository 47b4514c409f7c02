"""An annex is as long as any other, whatever it says, and opens only with a key of those it is for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.problems import NotAddressed, SealBroken
from trust.annex import CLEAR_BYTES, MOST_CHARS, annex_size, annex_words, sealed_annex, sealed_size, sealed_to_size
from trust.keys import AgeKey
from trust.seal import open_sealed, seal

FORGED = (
    b"[" * CLEAR_BYTES,
    rb'{"annex": "\ud800"}',
    b'{"annex": ["' + b"x" * 9 + b'"]}',
    b'{"annex": "' + b" " * CLEAR_BYTES,
)
"""What a stranger may have sealed; the first two once broke the page of the case."""
KEYS = [AgeKey.generate() for _ in range(3)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=MOST_CHARS).filter(str.isprintable), st.integers(1, 3))
def test_all_are_of_one_size_and_say_what_was_said(words: str, keys: int) -> None:
    sealed = sealed_annex(words, [each.recipient for each in KEYS[:keys]])
    assert len(sealed) == annex_size(keys)
    assert annex_words(sealed, KEYS[0].identity) == words


@pytest.mark.parametrize("words", ["", "字" * MOST_CHARS, "𠮷" * MOST_CHARS, '\n"' * (MOST_CHARS // 2)])
def test_none_and_the_longest_are_alike(words: str) -> None:
    assert len(sealed_annex(words, [KEYS[0].recipient])) == annex_size(1)


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 200_000])
def test_any_size_is_met_to_the_byte(size: int) -> None:
    sealed = sealed_to_size(bytes(size), [KEYS[0].recipient])
    assert len(sealed) == sealed_size(size, 1)
    assert open_sealed(sealed, KEYS[0].identity) == bytes(size)


def test_what_is_too_long_is_refused_before_anything_is_sealed() -> None:
    for words in ("字" * (MOST_CHARS + 1), "\x01" * MOST_CHARS):
        with pytest.raises(ValueError):
            sealed_annex(words, [KEYS[0].recipient])


def test_others_cannot_open_it_and_what_was_changed_is_found() -> None:
    sealed = sealed_annex("他在旁边，我不敢说。", [KEYS[0].recipient])
    with pytest.raises(NotAddressed):
        annex_words(sealed, KEYS[1].identity)
    with pytest.raises(SealBroken):
        annex_words(sealed[:-1] + bytes([sealed[-1] ^ 1]), KEYS[0].identity)
    for clear in (b"no json", b"[]", b"{}", b'{"annex": 1}', b" " * CLEAR_BYTES, *FORGED):
        with pytest.raises(SealBroken):
            annex_words(seal(clear, [KEYS[0].recipient]), KEYS[0].identity)
