"""An append-only journal whose lines are chained by hash: what was done, by which terminal or item, never to whom.

One JSON object a line. `prev` is the SHA-256 of the line before, without its newline; the first has 64 zeros. Whoever
changes, drops or reorders a line breaks the chain behind it; whoever cuts the end is found out by an older `head`.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from core import untrusted_files
from core.problems import JournalBroken
from trust.keys import SigningKey
from trust.sign import sign_bytes, verify_bytes

START = "0" * 64
LONGEST = 64 * 1024
LONGEST_CHECKPOINT = 64 << 20
"""Bytes: a line for each terminal of a province, and what it told of its own."""


def digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def chained(event: dict[str, Any], head: str) -> bytes:
    """The line of `event` behind a chain that ends with `head`. No personal data, under 64 KiB."""
    line = json.dumps({**event, "prev": head}, ensure_ascii=False).encode()
    if len(line) >= LONGEST:
        raise ValueError("event too long")
    return line


def follow(lines: Iterable[bytes], head: str = START) -> tuple[int, str]:
    """Number of events and the new head. Raises JournalBroken naming the first line that does not fit."""
    count = 0
    for count, line in enumerate(lines, 1):
        try:
            fits = json.loads(line)["prev"] == head
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise JournalBroken(f"line {count}") from error
        if not fits:
            raise JournalBroken(f"line {count}")
        head = digest(line)
    return count, head


@contextmanager
def locked(file: IO[bytes]) -> Iterator[None]:
    """This process alone, until the end of the block: serving and command line write the same journal."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)  # released when the file is closed
        yield


def _last_line(file: IO[bytes]) -> bytes:
    """The last whole line; half a line, left by a power cut before anyone was told of it, is cut off."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 2 * LONGEST))
    tail = file.read()
    whole = tail[: tail.rfind(b"\n") + 1]
    file.truncate(size - len(tail) + len(whole))
    return whole.rstrip(b"\n").rpartition(b"\n")[2]


class Journal:
    """`append` from any thread or process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch(mode=0o600)

    def append(self, event: dict[str, Any]) -> str:
        """Write one event through to the disk; answers its hash, the new head."""
        with self.path.open("r+b") as file, locked(file):
            last = _last_line(file)
            line = chained(event, digest(last) if last else START)
            file.seek(0, os.SEEK_END)
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return digest(line)

    def verified(self) -> tuple[int, str]:
        """As `verify`; half a line that a power cut left is no damage."""
        with self.path.open("r+b") as file, locked(file):
            _last_line(file)
        return verify(self.path)

    def goes_on_from(self, events: int, head: str) -> bool:
        """Whether the first `events` lines still end with `head`."""
        with self.path.open("rb") as file:
            lines = (line.removesuffix(b"\n") for line in islice(file, events))
            try:
                return follow(lines) == (events, head)
            except JournalBroken:
                return False


def tail_holds(path: Path) -> bool:
    """Whether the last lines, some hundreds, are a journal's and hold on to each other. Half a line at the end, left by
    a power cut, is no damage."""
    with path.open("rb") as file:
        start = max(0, file.seek(0, os.SEEK_END) - 2 * LONGEST)
        file.seek(start)
        *lines, half = file.read().split(b"\n")
    if not lines:
        return start == 0 and half.startswith(b"{")
    head, rest = (digest(lines[1]), lines[2:]) if start and lines[1:] else (START, lines)
    try:
        follow(rest, head)
    except JournalBroken:
        return False
    return True


def verify(path: Path) -> tuple[int, str]:
    """Number of events and the head. Raises JournalBroken naming the first line that does not fit."""
    with path.open("rb") as file:
        return follow(line.removesuffix(b"\n") if line.endswith(b"\n") else b"" for line in file)


@dataclass(frozen=True)
class Checkpoint:
    """How long each chain was at one moment and what it ended with; signed, and kept where the journal is not."""

    at: datetime
    chains: Mapping[str, tuple[int, str]]

    def _text(self) -> str:
        return json.dumps({"at": self.at.isoformat(), "chains": self.chains}, ensure_ascii=False, sort_keys=True)

    def signed(self, key: SigningKey) -> dict[str, str]:
        return {"checkpoint": self._text(), "signature": sign_bytes(self._text().encode(), key)}

    @classmethod
    def read(cls, file: Path, *public_keys: str) -> "Checkpoint":
        """Raises JournalBroken when it is none, or not signed by one of these keys."""
        try:
            told = json.loads(untrusted_files.read(file.parent, file.name, LONGEST_CHECKPOINT))
            return cls.opened(told["checkpoint"], told["signature"], public_keys)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise JournalBroken("not a checkpoint") from error

    @classmethod
    def opened(cls, checkpoint: str, signature: str, public_keys: Iterable[str]) -> "Checkpoint":
        """What `signed` wrote. Raises JournalBroken as `read` does."""
        if not any(verify_bytes(checkpoint.encode(), signature, key) for key in public_keys):
            raise JournalBroken("the checkpoint is not signed by a key we know")
        return cls.stated(checkpoint)

    @classmethod
    def stated(cls, checkpoint: str) -> "Checkpoint":
        """What a checkpoint says, whoever signed it. Raises JournalBroken when it is none."""
        try:
            text = json.loads(checkpoint)
            chains = {str(chain): (int(events), str(head)) for chain, (events, head) in text["chains"].items()}
            return cls(datetime.fromisoformat(text["at"]), chains)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise JournalBroken("not a checkpoint") from error
