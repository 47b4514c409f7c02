"""Where updates come from: the gateway, or a folder such as a stick. Neither is trusted; what they give is verified."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface

from core import untrusted_files
from core.problems import NotFound, PlatformGarbled, PlatformUnreachable, UpdateMixed
from sync.platform.http import Answer, Transport

SMALLEST, LARGEST = 16 << 10, 512 << 10
"""Bytes asked for at once. The smallest takes 14 s at 9.6 kbit/s, within the time of one call."""
QUICK, SLOW = 4.0, 12.0
"""Seconds of a piece, below which the next may be larger, and above which it is to be smaller."""
TRIES = 3
"""Of one piece in a row, on a line that is cut now and then."""
MOST_BYTES = 1 << 34
PARTIAL = 206
CONTENT_RANGE = re.compile(r"bytes (\d{1,12})-\d{1,12}/(\d{1,12})")


class Piece(NamedTuple):
    content: bytes
    last: bool
    """Nothing comes behind it."""


class Source(Protocol):
    @property
    def traffic(self) -> int:
        """Returns the bytes of content received so far."""

    def read(self, name: str, start: int) -> Piece:
        """Returns a piece of a file from `start`, which lies inside it. Raises NotFound, PlatformProblem, UpdateMixed
        for what is no plain file or cannot be read."""


@dataclass
class Gateway:
    """The platform's gateway. Pieces grow and shrink with the line."""

    transport: Transport
    size: int = SMALLEST
    traffic: int = 0

    def read(self, name: str, start: int) -> Piece:
        answer = self._asked(name, start)
        self.traffic += len(answer.body)
        found = CONTENT_RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if answer.status != PARTIAL or found is None:  # a proxy that knows no ranges
            return Piece(answer.body[start:], last=True)
        if int(found[1]) != start:
            raise PlatformGarbled("another range")
        return Piece(answer.body, last=start + len(answer.body) >= int(found[2]))

    def _asked(self, name: str, start: int) -> Answer:
        for tries_left in reversed(range(TRIES)):
            began = time.monotonic()
            asked = {"Range": f"bytes={start}-{start + self.size - 1}"}
            try:
                answer = self.transport.call("GET", f"/v1/updates/{name}", headers=asked)
            except PlatformUnreachable:
                self.size = SMALLEST
                if not tries_left:
                    raise
            else:
                self._fit(time.monotonic() - began)
                return answer
        raise AssertionError("a try returns or raises")

    def _fit(self, seconds: float) -> None:
        if seconds < QUICK:
            self.size = min(self.size * 2, LARGEST)
        elif seconds > SLOW:
            self.size = max(self.size // 2, SMALLEST)


@dataclass
class Folder:
    """A stick or another folder that holds a whole source."""

    root: Path
    traffic: int = 0

    def read(self, name: str, start: int) -> Piece:
        try:
            with untrusted_files.opened(self.root, name, MOST_BYTES) as file:
                file.seek(start)
                content = file.read(LARGEST)
        except FileNotFoundError:
            raise NotFound(name.partition("/")[0]) from None
        except OSError as trouble:  # a link, a pipe; a stick that was pulled out
            raise UpdateMixed(type(trouble).__name__) from None
        self.traffic += len(content)
        return Piece(content, last=len(content) < LARGEST)


class Metadata(FetcherInterface):
    """Lets python-tuf read from a source."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def _fetch(self, url: str) -> Iterator[bytes]:
        name = url.removeprefix("source:/")
        try:
            first = self._source.read(name, 0)
        except NotFound:
            raise DownloadHTTPError("not there", 404) from None
        return self._pieces(name, first)

    def _pieces(self, name: str, piece: Piece) -> Iterator[bytes]:
        at = len(piece.content)
        yield piece.content
        while not piece.last and piece.content:
            piece = self._source.read(name, at)
            at += len(piece.content)
            yield piece.content
