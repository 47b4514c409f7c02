"""Backup of a gateway's own folder while it serves: the database, the sealed files that its rows name, the keys.
Restore.

The database is copied first. A sealed file is on the disk before its row is written, so every file that the copied rows
name can still be copied afterwards, but those whose consent is withdrawn in between: these are left out, of the copied
rows too. Unfinished uploads are left out; their terminals send them
again. The manifest is written last: a backup without one was cut short."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import select

from core import private_files, untrusted_files
from core.problems import BackupBroken, FolderTaken, RemovableMediaUnwritable, StoreProblem
from core.wire import Model, SafeName, Sha256
from gateway.backup import after_restore
from gateway.backup.integrity import problems
from gateway.clock import Clock, china_now
from gateway.runtime import DATABASE, Runtime, Stores, open_runtime
from gateway.storage.letter_tables import FILES
from gateway.storage.schema import PART_HERE, Moment, parts

MANIFEST = "backup.json"
KEYS = Path("keys")
KEPT = Path("blobs", "kept")
MAX_MANIFEST_BYTES = 16 << 20


class Manifest(Model):
    """`rows`: digest of the database. `damaged`: files, as `item/part`, that were damaged or missing already."""

    made_at: datetime
    rows: Sha256
    keys: dict[SafeName, Sha256]
    files: int
    damaged: list[str]


def back_up(runtime: Runtime, data: Path, target: Path) -> Manifest:
    """Raises FolderTaken unless `target` is empty or not there yet, RemovableMediaUnwritable."""
    _only_embedded()
    _empty(target)
    try:
        return _copied(runtime, data, target)
    except OSError as error:
        raise RemovableMediaUnwritable(type(error).__name__) from None


def _copied(runtime: Runtime, data: Path, target: Path) -> Manifest:
    made_at = runtime.now()
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    private_files.restrict(target)
    named = _copy_rows(runtime, target / DATABASE)
    damaged = [name for name, sha256 in named if not _copy(data / KEPT / name, target / KEPT / name, sha256)]
    withdrawn = _leave_out_withdrawn(runtime, target)
    damaged = [name for name in damaged if name not in withdrawn]
    keys = sorted(
        path for path in (data / KEYS).iterdir() if path.is_file()
    )  # the identity that is to be handed over is left out
    for key in keys:
        _copy(key, target / KEYS / key.name)
    manifest = Manifest(
        made_at=made_at,
        rows=_digest(target / DATABASE),
        keys={key.name: _digest(target / KEYS / key.name) for key in keys},
        files=len({name for name, _sha256 in named} - withdrawn - set(damaged)),
        damaged=damaged,
    )
    _only_ours(target)
    _write_whole(target / MANIFEST, manifest.model_dump_json().encode())
    return manifest


def restore(source: Path, data: Path, clock: Clock = china_now) -> Manifest:
    """Restore into `data`, which appears whole or not at all.

    Raises BackupBroken, FolderTaken, RemovableMediaUnwritable.
    """
    _only_embedded()
    _empty(data)
    data = data.resolve()
    draft = data.with_name(f".{data.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        manifest = _copied_back(source, draft)
        runtime = open_runtime(draft, clock, Stores())
        found = {trouble["item"] for trouble in problems(runtime)}
        after_restore.apply(runtime, manifest.made_at)
        runtime.engine.dispose()
        if found - set(manifest.damaged):
            raise BackupBroken(", ".join(sorted(found - set(manifest.damaged))))
        if data.exists():
            data.rmdir()
        draft.rename(data)
    except OSError as error:
        raise RemovableMediaUnwritable(type(error).__name__) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _copied_back(source: Path, draft: Path) -> Manifest:
    """Copy the backup's own files, as plain files, and check them against the manifest.

    Anybody may have added files to it (core/untrusted_files.py): SQLite would, for instance, apply a write-ahead log
    that lies beside the database.
    """
    try:
        manifest = Manifest.model_validate_json(untrusted_files.read(source, MANIFEST, MAX_MANIFEST_BYTES))
        kept = untrusted_files.regular_files(source / KEPT) if untrusted_files.has(source, KEPT.as_posix()) else []
        for name in (DATABASE, *(f"{KEYS}/{key}" for key in manifest.keys), *(f"{KEPT.as_posix()}/{n}" for n in kept)):
            (draft / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            untrusted_files.copy(source, name, draft / name)
        _only_ours(draft)
        whole = _digest(draft / DATABASE) == manifest.rows
        whole &= all(_digest(draft / KEYS / name) == digest for name, digest in manifest.keys.items())
    except untrusted_files.NotPlain as found:
        raise BackupBroken(f"{found} is no plain file") from None
    except FileNotFoundError as missing:
        raise BackupBroken(f"{Path(str(missing.filename)).name} is missing: it was cut short") from None
    except ValidationError:
        raise BackupBroken(MANIFEST) from None
    if not whole:
        raise BackupBroken("rows or keys are not those the backup was finished with")
    return manifest


def _only_embedded() -> None:
    if Stores.from_environment() != Stores():
        raise StoreProblem("DATABASE_URL or BLOB_URL is set: docs/operations.md says how those are backed up")


def _empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder.name)


def _copy_rows(runtime: Runtime, target: Path) -> list[tuple[str, str]]:
    """A snapshot by SQLite's own backup, while others go on writing. Answers the files it names, with their digests."""
    target.touch(mode=0o600)
    with closing(runtime.engine.raw_connection()) as ours, closing(sqlite3.connect(target)) as copy:
        assert isinstance(ours.driver_connection, sqlite3.Connection)
        ours.driver_connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        received = select(parts.c.item, parts.c.name, parts.c.sha256).where(PART_HERE)
        rows = copy.execute(str(received)).fetchall()
        letters = copy.execute(str(FILES)).fetchall()
    _fsync(target)
    return [*((f"{item}/{name}", sha256) for item, name, sha256 in rows), *letters]


def _leave_out_withdrawn(runtime: Runtime, target: Path) -> set[str]:
    """Deletes from the copy, rows and files, what was withdrawn while it was made; returns these files' names."""
    gone = select(parts.c.item, parts.c.name, parts.c.withdrawn_at).where(parts.c.withdrawn_at.is_not(None))
    with runtime.reading() as db:
        rows = [
            (Moment().process_bind_param(row.withdrawn_at, db.dialect), row.item, row.name) for row in db.execute(gone)
        ]
    with closing(sqlite3.connect(target / DATABASE)) as copy:
        note = (
            "UPDATE parts SET withdrawn_at = ?1, erased_at = ?1 WHERE item = ?2 AND name = ?3 AND withdrawn_at IS NULL"
        )
        copy.executemany(note, rows)
        copy.commit()
    _fsync(target / DATABASE)
    names = {f"{item}/{name}" for _at, item, name in rows}
    for name in names:
        (target / KEPT / name).unlink(missing_ok=True)
    return names


def _copy(source: Path, target: Path, sha256: str = "") -> bool:
    """Copies a file; returns whether it exists and has the digest, if one is given."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        return False
    target.chmod(0o600)
    _fsync(target)
    return not sha256 or _digest(target) == sha256


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fsync(path: Path) -> None:
    """Flushes the file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write_whole(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.chmod(0o600)
    _fsync(draft)
    draft.replace(path)


def _only_ours(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        private_files.restrict(path)
