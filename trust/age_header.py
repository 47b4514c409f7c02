"""Checks the header of an age file before it is decrypted.

The library parses a header in quadratic time while holding the interpreter's lock: 60 kB block a process for three
seconds, 680 empty stanzas for a twelfth of one. Headers accepted here take it 6 ms at most.
"""

import re

from core.problems import SealBroken

LONGEST = 2048
"""Bytes. Sixteen keys and the stanza that age adds for practice (grease) take 1,830."""
MOST_STANZAS = 20
MOST_KEYS = 16
"""In a recipient set."""

_ARGUMENTS = rb"-> [!-~]++(?: [!-~]++)*+\n"
_BODY = rb"(?:[A-Za-z0-9+/]{64}\n)*+[A-Za-z0-9+/]{0,63}+\n"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n(?:%b%b){1,%d}+--- [A-Za-z0-9+/]{43}\n" % (_ARGUMENTS, _BODY, MOST_STANZAS)
)
"""age-encryption.org/v1, "Header". Possessive, so that matching takes linear time for any input."""


def check(sealed: bytes) -> None:
    """Raises SealBroken unless `sealed` begins with a complete header that is short and has few stanzas."""
    if not _HEADER.match(sealed[:LONGEST]):
        raise SealBroken("age header")
