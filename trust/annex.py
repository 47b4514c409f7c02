"""The annex 密封附言: what a principal adds to a petition that the agent who files it is not to read.

It is sealed by itself, before the petition is, so that it can lie in an agent's draft; and always as long, to the byte,
whatever stands in it and whether anything does. `age -d` opens the petition's part, and what is in that once more.
"""

import json
from collections.abc import Sequence

from core import bounded_json
from core.problems import SealBroken
from trust.seal import open_sealed, seal

CLEAR_BYTES = 8192
"""Bytes of the clear text, with blanks at its end."""
MOST_CHARS = 2000
"""Characters of the words; each takes at most four bytes."""
FRAME, A_KEY, GREASE = 86, 98, 100
"""Bytes of an age file beside its text: of the frame, of each key's stanza, and of the random stanza that its writer
adds, which is between 13 and 184 bytes long. Files are drawn until that is GREASE."""
CHUNK, TAG = 65_536, 16
"""Bytes of text that are sealed at once, and of what vouches for them."""
MOST_DRAWN = 20_000
ONE = 1
"""Value of an annex as JSON: who seals it may be anybody, and a parser fails on what is nested deeply."""


def annex_size(keys: int) -> int:
    """Returns the bytes of every annex that is sealed for so many keys."""
    return sealed_size(CLEAR_BYTES, keys)


def sealed_size(clear: int, keys: int) -> int:
    """Returns the bytes of what `sealed_to_size` makes of so many bytes of text."""
    return FRAME + clear + TAG * max(1, -(-clear // CHUNK)) + A_KEY * keys + GREASE


def sealed_annex(words: str, recipients: Sequence[str]) -> bytes:
    """Returns the words as an age file of `annex_size`. Raises ValueError for more than MOST_CHARS, or nobody to seal
    for."""
    if len(words) > MOST_CHARS:
        raise ValueError("an annex has at most 2000 characters")
    clear = json.dumps({"annex": words}, ensure_ascii=False).encode()
    if len(clear) > CLEAR_BYTES:
        raise ValueError("an annex has no such characters")
    return sealed_to_size(clear.ljust(CLEAR_BYTES), recipients)


def sealed_to_size(clear: bytes, recipients: Sequence[str]) -> bytes:
    """Returns an age file as long as every other of so much text for so many keys."""
    wanted = sealed_size(len(clear), len(recipients))
    for _ in range(MOST_DRAWN):
        if len(sealed := seal(clear, recipients)) == wanted:
            return sealed
    raise AssertionError("age files are made otherwise than expected")


def annex_words(sealed: bytes, *identities: str) -> str:
    """Returns the words, empty where nothing was said. Raises NotAddressed, SealBroken."""
    return words_in(open_sealed(sealed, *identities))


def words_in(clear: bytes) -> str:
    """Returns the words of an annex that was opened. Raises SealBroken."""
    try:
        bounded_json.check(clear, ONE, CLEAR_BYTES)
        words = json.loads(clear)["annex"]
        words.encode()  # half of a character, written as an escape, can be shown nowhere
    except (ValueError, TypeError, KeyError, AttributeError):
        raise SealBroken("annex") from None
    if len(words) > MOST_CHARS:
        raise SealBroken("annex")
    return str(words)
