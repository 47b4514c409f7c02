"""Files that an officer brings with an act: a paper answer that was scanned, a proof of delivery. Sealed and hashed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, insert, select

from core import file_name, untrusted_files
from core.media_type import media_type_of
from gateway.cases.acts import Done
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.storage.case_tables import case_files
from trust.seal import seal

MAX_BYTES = 64 << 20
MAX_FILES = 20


@dataclass(frozen=True)
class Brought:
    name: str
    content: bytes = field(repr=False)


def read(paths: Sequence[Path]) -> list[Brought]:
    """Raises Refused 422 `missing` for what cannot be read, `not-allowed` for too many."""
    if len(paths) > MAX_FILES:
        raise Refused(422, "not-allowed", f"at most {MAX_FILES} files")
    found = []
    for path in paths:
        try:
            content = untrusted_files.read(path.parent, path.name, MAX_BYTES)
        except (OSError, untrusted_files.NotPlain) as error:
            raise Refused(422, "missing", f"a file cannot be read: {type(error).__name__}") from None
        found.append(Brought(file_name.made_safe(path.name, "file"), content))
    return found


def sealed(runtime: Runtime, brought: Sequence[Brought]) -> list[tuple[Brought, bytes]]:
    """Returns each with its content sealed, before any transaction."""
    return [(each, seal(each.content, [runtime.keys.bureau[0].recipient])) for each in brought]


def keep(db: Connection, runtime: Runtime, done: Done, brought: Sequence[tuple[Brought, bytes]]) -> None:
    """Put the files in their place and name them with the event, in its transaction."""
    case, version = done.row["id"], done.written.case.version
    for n, (each, content) in enumerate(brought):
        digest = hashlib.sha256(each.content).hexdigest()
        place = f"{done.row['item']}/case-{version}-{n}.age"
        with runtime.blobs.ready(place, content) as put_in_place:
            put_in_place()
        about = {"sha256": digest, "size": len(each.content), "media_type": media_type_of(each.content)}
        name = runtime.keys.seal_text(each.name)
        db.execute(insert(case_files).values(case_id=case, version=version, n=n, place=place, name=name, **about))
        runtime.audit(db, "file kept", case=done.row["number"], version=str(version), sha256=digest)


@dataclass(frozen=True)
class Kept:
    """A file that came with the event `version`."""

    version: int
    n: int
    name: str
    media_type: str
    size: int


def listed(db: Connection, runtime: Runtime, case_id: int) -> list[Kept]:
    """Returns the files that officers brought, in order of their events."""
    theirs = select(case_files).where(case_files.c.case_id == case_id).order_by(case_files.c.version, case_files.c.n)
    return [
        Kept(row["version"], row["n"], runtime.keys.open_text(row["name"]), row["media_type"], row["size"])
        for row in db.execute(theirs).mappings()
    ]


def content(db: Connection, runtime: Runtime, case_id: int, version: int, n: int) -> tuple[str, bytes] | None:
    """Returns name and bytes; None where there is no such file."""
    this = (case_files.c.case_id == case_id, case_files.c.version == version, case_files.c.n == n)
    row = db.execute(select(case_files.c.place, case_files.c.name).where(*this)).first()
    sealed = runtime.blobs.get(row.place) if row else None
    return (runtime.keys.open_text(row.name), runtime.keys.opened(sealed)) if row and sealed else None
