"""A chain of lines, each with the hash of the line before: the format of every audit log.

One JSON object a line. `prev` is the SHA-256 of the line before, without its newline; the first has 64 zeros. Changing,
dropping or reordering a line breaks the chain after it; a checkpoint (`trust.checkpoint`) detects that the end was cut
off. Lines say what was done, by which terminal or to which item; they never name a person.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from core.problems import AuditLogBroken

START = "0" * 64
MAX_LINE = 64 * 1024
"""Bytes."""


def digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def chained(event: dict[str, Any], head: str) -> bytes:
    """Returns the line for `event`, after a line whose digest is `head`. Raises ValueError for one
    of 64 KiB or more."""
    line = json.dumps({**event, "prev": head}, ensure_ascii=False).encode()
    if len(line) >= MAX_LINE:
        raise ValueError("event too long")
    return line


def follow(lines: Iterable[bytes], head: str = START) -> tuple[int, str]:
    """Returns the number of lines and the digest of the last. Raises AuditLogBroken naming the first wrong line."""
    count = 0
    for count, line in enumerate(lines, 1):
        try:
            fits = json.loads(line)["prev"] == head
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise AuditLogBroken(f"line {count}") from error
        if not fits:
            raise AuditLogBroken(f"line {count}")
        head = digest(line)
    return count, head
