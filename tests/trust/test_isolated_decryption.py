"""A text that takes too long ends only the process that opens it."""

import sys

import pytest

from core.problems import NotAddressed, SealBroken
from trust.isolated_decryption import IsolatedDecryptor
from trust.keys import AgeKey
from trust.seal import seal

KEY, OTHER = AgeKey.generate(), AgeKey.generate()
CLEAR = bytes(300_000)


def test_it_opens_what_the_key_fits_and_says_what_it_does_not() -> None:
    opener, sealed = IsolatedDecryptor(), seal(CLEAR, [KEY.recipient])
    assert opener.opened(sealed, OTHER.identity, KEY.identity) == CLEAR
    with pytest.raises(NotAddressed):
        opener.opened(sealed, OTHER.identity)
    with pytest.raises(SealBroken):
        opener.opened(sealed[:-1], KEY.identity)
    assert opener.opened(sealed, KEY.identity) == CLEAR


CHILD = """
from trust import isolated_decryption
isolated_decryption.SECONDS = 0.2
isolated_decryption.open_sealed = lambda *_: {}
isolated_decryption.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
@pytest.mark.parametrize(
    "does",
    ["sum(1 for _ in iter(int, 1))", "bytes(1 << 33)", "__import__('os').abort()"],
    ids=["long", "much", "abort"],
)
def test_who_takes_too_long_or_too_much_is_ended(does: str) -> None:
    opener = IsolatedDecryptor((sys.executable, "-c", CHILD.format(does)))
    for _ in range(2):
        with pytest.raises(SealBroken):
            opener.opened(seal(CLEAR, [KEY.recipient]), KEY.identity)


def test_a_process_that_others_ended_is_no_fault_of_the_text() -> None:
    opener, sealed = IsolatedDecryptor((sys.executable, "-c", "")), seal(CLEAR, [KEY.recipient])
    with pytest.raises(OSError, match="ended"):
        opener.opened(sealed, KEY.identity)
