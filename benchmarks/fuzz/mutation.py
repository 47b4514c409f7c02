"""Mutates valid bytes: cuts, flips, mixes, and above all repeats, since costly input usually repeats itself."""

from collections.abc import Sequence
from random import Random

MAX_BYTES = 4_000_000
NUMBERS = [
    bytes(4),
    b"\xff" * 4,
    b"\xff\xff\xff\x7f",
    b"\0\0\0\x80",
    b"\x7f\xff\xff\xff",
    b"\1\0\0\0",
    b"9" * 4000,
    b"-1",
]
MARKS = [b'"', b"\\", b"{", b"[", b"]", b",", b"\n", b"-> ", b"---", b"\0", b"=", b".", b"\xff", b" ", "，".encode()]


def mutated(dice: Random, seeds: Sequence[bytes]) -> bytes:
    content = dice.choice(seeds)
    for _ in range(dice.choice((0, 1, 1, 2, 3, 6))):
        content = dice.choice(CHANGES)(dice, content, seeds)[:MAX_BYTES]
    return content


def _place(dice: Random, content: bytes, most: int = 64) -> tuple[int, int]:
    """Returns the start and end of a random stretch."""
    at = dice.randint(0, len(content))
    return at, min(len(content), at + dice.randint(0, dice.choice((1, 8, most, len(content)))))


def _turned(dice: Random, content: bytes, _seeds: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 1, 4, 30))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(dice: Random, content: bytes, _seeds: Sequence[bytes]) -> bytes:
    start, end = _place(dice, content)
    return content[:start] + content[end:]


def _ended(dice: Random, content: bytes, _seeds: Sequence[bytes]) -> bytes:
    return content[: dice.randint(0, len(content))]


def _repeated(dice: Random, content: bytes, _seeds: Sequence[bytes]) -> bytes:
    start, end = _place(dice, content)
    return content[:start] + content[start:end] * _often(dice, end - start) + content[end:]


def _filled(dice: Random, content: bytes, _seeds: Sequence[bytes]) -> bytes:
    at, mark = dice.randint(0, len(content)), dice.choice(MARKS)
    return content[:at] + mark * _often(dice, len(mark)) + content[at:]


def _numbered(dice: Random, content: bytes, _seeds: Sequence[bytes]) -> bytes:
    at, number = dice.randint(0, len(content)), dice.choice(NUMBERS)
    return content[:at] + number + content[at + len(number) * dice.randint(0, 1) :]


def _mixed(dice: Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _place(dice, other := dice.choice(seeds))
    at = dice.randint(0, len(content))
    return content[:at] + other[start:end] + content[at:]


def _often(dice: Random, size: int) -> int:
    return min(dice.choice((2, 10, 100, 5000, 200_000)), MAX_BYTES // max(1, size))


CHANGES = (_turned, _cut, _ended, _repeated, _repeated, _filled, _numbered, _mixed)
