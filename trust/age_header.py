"""The header of an age file, checked before the library parses it.

The library takes time quadratic in a header's length, and holds the interpreter's lock: 60 kB stop a process for three
seconds, 680 empty stanzas for 80 ms. A header that passes here takes it 6 ms at most.
"""

import re

from core.problems import SealBroken

MAX_HEADER = 2048
"""Bytes. Sixteen keys and the random stanza that age adds (grease) take 1,830."""
MOST_STANZAS = 20
MOST_KEYS = 16
"""In a recipient set."""

_ARGUMENTS = rb"-> [!-~]++(?: [!-~]++)*+\n"
_BODY = rb"(?:[A-Za-z0-9+/]{64}\n)*+[A-Za-z0-9+/]{0,63}+\n"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n(?:%b%b){1,%d}+--- [A-Za-z0-9+/]{43}\n" % (_ARGUMENTS, _BODY, MOST_STANZAS)
)
"""age-encryption.org/v1, "Header". Possessive quantifiers: it is read once from left to right, without backtracking."""


def check(sealed: bytes) -> None:
    """Raises SealBroken unless `sealed` begins with a whole header that is short and has few stanzas."""
    if not _HEADER.match(sealed[:MAX_HEADER]):
        raise SealBroken("age header")
