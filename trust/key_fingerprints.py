"""Fingerprints of keys as digits that a person carries on paper, to compare with keys received by network.

They are short and therefore slow to compute: finding other keys with the same fifteen digits takes 10^15 tries, each
with scrypt (RFC 7914; n = 2^15, r = 8) 32 MiB and 70 ms: two million years of one core. Fingerprints in a code are
salted with its secret, so nothing can be tried before it is printed, and it is valid for a day.
"""

import hashlib

from core.invitation import FINGERPRINT
from core.typed_digits import with_check_digits
from core.wire import OrganKeys

PURPOSE = b"sunlit-window-v1 "
COST, BLOCK, MEMORY = 2**15, 8, 2**26


def of_platform(gateway_key: str, organ: OrganKeys, secret: str) -> str:
    """Returns the fingerprint of the platform's and the organ's keys, for the code with this secret."""
    return _digits(f"platform {gateway_key} organ {organ.canonical}", f"code {secret}")


def of_organ(organ: OrganKeys) -> str:
    """Returns the fingerprint as printed on the organ's own paper: five groups of four."""
    return with_check_digits(_digits(f"organ {organ.canonical}", "organ"))


def _digits(text: str, salt: str) -> str:
    salted = PURPOSE + salt.encode()
    digest = hashlib.scrypt(PURPOSE + text.encode(), salt=salted, n=COST, r=BLOCK, p=1, maxmem=MEMORY, dklen=32)
    return f"{int.from_bytes(digest) % 10**FINGERPRINT:0{FINGERPRINT}d}"
