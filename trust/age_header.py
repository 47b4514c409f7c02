"""The header of an age file, looked at before anything opens it.

The library reads a header in time that grows with its square, and with the interpreter's lock held: 60 kB stop a
process for three seconds, 680 empty stanzas for a twelfth of one. What is let through here costs it 6 ms at most.
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
"""age-encryption.org/v1, "Header": possessive, so that it is read once from left to right whatever it is."""


def check(sealed: bytes) -> None:
    """Raises SealBroken unless `sealed` begins with a whole header that is short and has few stanzas."""
    if not _HEADER.match(sealed[:LONGEST]):
        raise SealBroken("age header")
