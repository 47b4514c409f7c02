"""A case that is sealed to others, carried to them: the sealed files as they came, and their opening with the organ's
identity on the organ's own machine, where no gateway and no network is needed (条例 art. 23, 30)."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core import file_name, untrusted_files
from core.petition import Petition, Role
from core.problems import FolderTaken, NotAddressed, SealBroken
from core.wire import MAX_SEALED_TEXT_BYTES, PETITION, SignedEnvelope, petition_of
from gateway.refusals import not_found
from gateway.runtime import Runtime
from gateway.runtime.petitions import TEXT
from gateway.runtime.settings import MAX_PART_BYTES
from gateway.storage.schema import PART_HERE, cases, items, parts
from trust.annex import annex_words
from trust.organ_keys import OrganIdentity
from trust.seal import open_sealed, unpad

ENVELOPE, PETITION_FILE = "envelope.json", "petition.json"
MAX_ENVELOPE_BYTES = 256 * 1024


def export(runtime: Runtime, number: str, out: Path) -> list[str]:
    """Writes the sealed files of a case into the new folder `out`/`number`; returns their names. Nothing is opened.

    Raises Refused 404, FolderTaken, OSError."""
    wanted = select(items.c.envelope, items.c.signature, cases.c.item).join(cases).where(cases.c.number == number)
    with runtime.reading() as db:
        row = db.execute(wanted).first()
        if row is None:
            raise not_found()
        arrived = select(parts.c.name).where(parts.c.item == row.item, PART_HERE)
        names = sorted(db.execute(arrived).scalars())
    folder = _new_folder(out / number)
    signed = SignedEnvelope(envelope=row.envelope, signature=row.signature)
    untrusted_files.write(folder, ENVELOPE, signed.model_dump_json().encode())
    for name in names:
        untrusted_files.write(folder, name, runtime.blobs.get(f"{row.item}/{name}") or b"")
    with runtime.engine.begin() as db:
        runtime.audit(db, "exported sealed", case=number)
    return [ENVELOPE, *names]


def open_export(folder: Path, identity: OrganIdentity, out: Path) -> list[str]:
    """Opens an export into the new folder `out`: petition.json, without the query code that may stand in it, and the
    attachments, under safe names. Returns their names.

    Raises NotAddressed for another's, SealBroken for what was changed, FolderTaken, OSError, ValueError."""
    signed = SignedEnvelope.model_validate_json(untrusted_files.read(folder, ENVELOPE, MAX_ENVELOPE_BYTES))
    stated = {each.name: each.sha256 for each in signed.opened().parts}
    keys = [key.identity for key in identity.ages]
    text = open_sealed(_sealed(folder, TEXT, stated, MAX_SEALED_TEXT_BYTES), *keys)
    petition = petition_of(text)
    place = _new_folder(out)
    told = PETITION.dump_json(petition, indent=1, exclude={"supplements_proof"})
    untrusted_files.write(place, PETITION_FILE, told)
    written = [PETITION_FILE]
    for name, content in _attachments(folder, petition, stated, keys):
        untrusted_files.write(place, name, content)
        written.append(name)
    return written


def _attachments(
    folder: Path, petition: Petition, stated: Mapping[str, str], keys: list[str]
) -> Iterator[tuple[str, bytes]]:
    """Those that have arrived, in the petition's order. Raises SealBroken for one that is not what was sent."""
    for n, named in enumerate(petition.attachments, 1):
        part = f"{n}.age"
        if not untrusted_files.has(folder, part):
            continue
        content = unpad(open_sealed(_sealed(folder, part, stated, MAX_PART_BYTES), *keys), named.size)
        if hashlib.sha256(content).hexdigest() != named.sha256:
            raise SealBroken(part)
        if named.role is Role.ANNEX:
            yield _annex(n, content, keys)
        else:
            yield f"{n}-{file_name.made_safe(named.name, f'attachment-{n}')}", content


def _annex(n: int, content: bytes, keys: list[str]) -> tuple[str, bytes]:
    """Returns the words that the agent did not see; what cannot be opened, as it came."""
    try:
        return f"{n}-annex.txt", annex_words(content, *keys).encode()
    except (NotAddressed, SealBroken):
        return f"{n}-annex.age", content


def _sealed(folder: Path, name: str, stated: Mapping[str, Any], most: int) -> bytes:
    content = untrusted_files.read(folder, name, most)
    if hashlib.sha256(content).hexdigest() != stated.get(name):
        raise SealBroken(name)
    return content


def _new_folder(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        raise FolderTaken(folder.name) from None
    return folder
