"""What came to an office by letter, by a visit or by telephone, entered by its officer from a folder, as `sync file`
takes it (decision 0102).

The platform seals and signs it as a terminal does, and registers it as what came from one. The item's id is a keyed
digest of what the folder says: the same folder is the same item, whoever enters it and how often. The sealed item lies
in a folder of its own until all of it is stored, so that a call that was killed is completed by the next.
"""

import hmac
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from core import untrusted_files
from core.claim import item_id_of
from core.language import _
from core.petition import Filing, local_number
from core.petition_folder import content_of
from core.wire import MAX_SEALED_TEXT_BYTES, ItemStatus, SignedEnvelope
from gateway.auth import enrolment
from gateway.intake import item_status, registration, uploads
from gateway.intake.offline_import import ENVELOPE, MAX_ENVELOPE_BYTES
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.petitions import TEXT
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.staff.organs import OrganKind
from gateway.staff.tree import tree
from trust.sealed_filing import envelope_of, sealed_files, with_annex
from trust.sign import sign_bytes

WAITING = "intake"
"""The folder, in the gateway's own, of sealed items that are not all stored yet."""
MOST_TURNS = 20
"""How often a call begins anew because another one of the same folder was done before it."""


def registrar(runtime: Runtime, login: str) -> Officer:
    """The officer who may enter what came to their bureau. Raises Refused 403: `not-allowed`, and as
    `officers.acting`."""
    officer = officers.acting(runtime, login)
    if tree(runtime)[officer.organ].kind is not OrganKind.BUREAU or not officer.may(Role.REGISTER):
        raise Refused(403, "not-allowed", _("录入来信、来访、来电的，要是信访局管登记的人员。"))
    return officer


def enter(runtime: Runtime, officer: Officer, filing: Filing, data: Path) -> tuple[ItemStatus, bool]:
    """The item's status, and whether it was new. `data`: the gateway's folder.

    Raises Refused as `registration.register`; NoKey, BadFiling and OSError before anything is kept.
    """
    claim = hmac.digest(runtime.keys.secret, b"intake\0" + content_of(filing, "channel"), "sha256")
    item = item_id_of(claim)
    number = local_number(item, filing.petition.created)
    owned = replace(filing, petition=replace(filing.petition, item=item, local_number=number), claim=claim)
    for _turn in range(MOST_TURNS):
        with suppress(FileNotFoundError):  # another call of the same folder has done it and put it away
            return _entered(runtime, officer, owned, data / WAITING)
    raise Refused(409, "running", "this folder is being entered by another call")


def _entered(runtime: Runtime, officer: Officer, filing: Filing, waiting: Path) -> tuple[ItemStatus, bool]:
    item = filing.petition.item
    folder, before = waiting / str(item), _known(runtime, item)
    if before and not folder.is_dir():
        return before, False
    if not folder.is_dir():
        _seal(runtime, filing, folder)
    signed = SignedEnvelope.model_validate_json(untrusted_files.read(folder, ENVELOPE, MAX_ENVELOPE_BYTES))
    text = untrusted_files.read(folder, TEXT, MAX_SEALED_TEXT_BYTES)
    about = registration.Submission(item, filing.claim.hex(), officer=officer)
    try:
        status, new = registration.register(runtime, enrolment.own_sender(runtime), signed, text, about)
    except Refused as refused:
        _put_away(folder)
        if refused.code == "conflict":  # another machine sealed the same folder, and was faster
            return item_status.status(runtime, item), False
        raise
    _store(runtime, signed, folder, status)
    _put_away(folder)
    return _as_stored(runtime, status), new


def _as_stored(runtime: Runtime, status: ItemStatus) -> ItemStatus:
    """The status with the parts that are wanted now."""
    return status.model_copy(update={"wanted": item_status.status(runtime, status.item).wanted})


def _known(runtime: Runtime, item: UUID) -> ItemStatus | None:
    try:
        return item_status.status(runtime, item)
    except Refused:
        return None


def _store(runtime: Runtime, signed: SignedEnvelope, folder: Path, status: ItemStatus) -> None:
    envelope = signed.opened()
    sizes = {part.name: part.size for part in envelope.parts}
    for name in status.wanted:
        content = untrusted_files.read(folder, name, sizes[name])
        uploads.store_whole(runtime, envelope.terminal, str(status.item), name, content)


def _put_away(folder: Path) -> None:
    """Delete the folder; renamed first, so that another call finds it whole or not at all."""
    gone = folder.with_name(f".{secrets.token_hex(8)}")
    with suppress(FileNotFoundError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def _seal(runtime: Runtime, filing: Filing, folder: Path) -> None:
    """Write the sealed item as a folder, whole or not at all, unless another call was first. Raises NoKey,
    BadFiling, OSError."""
    keys = {each.name: each.keys for each in runtime.keys.recipients}

    def keys_of(recipient_set: str) -> list[str]:
        return keys.get(recipient_set, [])

    filing = with_annex(filing, keys_of)
    sealed = sealed_files(filing, keys_of)
    said = envelope_of(filing.petition, enrolment.own_sender(runtime).id, sealed).model_dump_json()
    signed = SignedEnvelope(envelope=said, signature=sign_bytes(said.encode(), runtime.keys.signing))
    draft = folder.with_name(f".{secrets.token_hex(8)}")
    draft.mkdir(mode=0o700, parents=True)
    try:
        for name, content in {**sealed, ENVELOPE: signed.model_dump_json().encode()}.items():
            untrusted_files.write(draft, name, content)
        with suppress(OSError):  # a folder of that name lies there: another call was first
            os.rename(draft, folder)  # noqa: PTH104 - `Path.rename` is the same
    finally:
        shutil.rmtree(draft, ignore_errors=True)
