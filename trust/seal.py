"""Encryption to recipients: age files (age-encryption.org/v1), which Debian's `age -d` decrypts as well.

Contents are padded to size classes, so that a ciphertext's length reveals little. A padded file stays usable: JSON
ignores trailing blanks; JPEG, PNG, PDF, WAV tolerate trailing zeros, and the petition names each true size.
"""

from collections.abc import Sequence

import pyrage

from core.problems import NotAddressed, SealBroken
from trust import age_header

SUITE = "age-x25519-v1"
SMALLEST = 7 * 1024
"""Bytes; the sealed file stays below 8 KB, for several keys too."""


def size_class(size: int) -> int:
    """Returns the padded size in bytes, at least 7 KiB and at most 12 % more than `size`.

    Padmé (Nikitin et al., PETS 2019): as many significant bits are kept as the length of the length has, so what
    remains visible grows with log log n only.
    """
    if size <= SMALLEST:
        return SMALLEST
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-size // step) * step


def pad(clear: bytes) -> bytes:
    """Returns `clear` with zeros up to its size class; `unpad` needs the true size."""
    return clear.ljust(size_class(len(clear)), b"\0")


def unpad(padded: bytes, size: int) -> bytes:
    """Returns the first `size` bytes. Raises SealBroken when the rest is not what `pad` adds."""
    if len(padded) != size_class(size) or padded[size:].strip(b"\0"):
        raise SealBroken("padding")
    return padded[:size]


def pad_text(json_text: bytes) -> bytes:
    """Returns the JSON text with blanks up to its size class; parsers ignore them."""
    return json_text.ljust(size_class(len(json_text)))


def sealable(recipients: Sequence[str]) -> bool:
    """True if data can be encrypted to all of them."""
    if not 1 <= len(recipients) <= age_header.MOST_KEYS:
        return False
    try:
        return all(pyrage.x25519.Recipient.from_str(each) for each in recipients)
    except pyrage.RecipientError:
        return False


def seal(clear: bytes, recipients: Sequence[str]) -> bytes:
    """Returns a binary age file that each of `recipients` (age1…) can decrypt. Raises ValueError for none,
    invalid or too many."""
    if not recipients:
        raise ValueError("nobody to seal for")
    if len(recipients) > age_header.MOST_KEYS:
        raise ValueError("too many to seal for")
    try:
        keys = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    except pyrage.RecipientError as error:
        raise ValueError("not an age public key") from error
    return bytes(pyrage.encrypt(clear, keys))


def open_sealed(sealed: bytes, *identities: str) -> bytes:
    """Returns the plaintext, decrypted with whichever of the keys fits.

    Raises NotAddressed when it is for others, SealBroken when it is damaged or no age file.
    """
    age_header.check(sealed)
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(each) for each in identities]))
    except pyrage.DecryptError as error:
        # pyrage has one exception for both; only this text means "valid, but for other keys"
        if "No matching keys" in str(error):
            raise NotAddressed from error
        raise SealBroken from error
