"""Downloads a file by HTTP, resuming where it broke off (RFC 9110, Range)."""

from collections.abc import Callable
from pathlib import Path

import requests

from core.problems import PackDamaged, PackUnreachable

CONNECT_SECONDS, READ_SECONDS = 10, 30
CHUNK_BYTES = 1 << 18
BytesProgress = Callable[[int, int], None]
"""Called with bytes so far and bytes in all (0 when that is not known)."""


def download(url: str, target: Path, most: int, told: BytesProgress) -> None:
    """Downloads `url` to `target`, at most `most` bytes; resumes what an earlier try left in `target`.part.

    A broken connection is tried again as long as every try makes progress. Raises PackUnreachable, PackDamaged.
    """
    part = target.with_name(target.name + ".part")
    while True:
        before = _length(part)
        try:
            _stream(url, part, most, told)
            part.replace(target)
            return
        except requests.RequestException as trouble:
            if _length(part) <= before:
                raise PackUnreachable(f"{url}: {type(trouble).__name__}") from trouble


def _length(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _stream(url: str, part: Path, most: int, told: BytesProgress) -> None:
    have = _length(part)
    wanted = {"Range": f"bytes={have}-"} if have else {}
    with requests.get(url, headers=wanted, stream=True, timeout=(CONNECT_SECONDS, READ_SECONDS)) as answer:
        if answer.status_code == requests.codes.requested_range_not_satisfiable:
            return  # the part is complete already; its hash is checked later
        answer.raise_for_status()
        resumed = answer.status_code == requests.codes.partial_content
        done = have if resumed else 0
        total = done + int(answer.headers.get("Content-Length", 0))
        with part.open("ab" if resumed else "wb") as file:
            for piece in answer.iter_content(CHUNK_BYTES):
                done += file.write(piece)
                if done > most:
                    raise PackDamaged(f"{url}: longer than it should be")
                told(done, total)
