"""Imports items from removable media: folders as a terminal's outbox has them (envelope.json, text.age, 1.age …).

`ack.age` is written beside each imported item: a letter to its terminal with the receipt. Anybody may have written to
the media on its way, so its files are not trusted (core/untrusted_files.py).
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from core import untrusted_files
from core.problems import NotAddressed, SealBroken
from core.wire import MAX_SEALED_TEXT_BYTES, Acknowledgement, CarriedClaim, Envelope, ItemStatus, SignedEnvelope
from gateway.auth import enrolment
from gateway.intake import item_status, registration, uploads
from gateway.intake.envelopes import not_yours
from gateway.refusals import Refused, garbled
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import Sender
from trust import sealed_message

ACKNOWLEDGED = "ack.age"
ENVELOPE = "envelope.json"
CLAIM, IN_CLEAR = "claim.age", "claim"
MAX_CLAIM_BYTES = 4096
MAX_ENVELOPE_BYTES = 256 * 1024
"""Enough for any SignedEnvelope, however its JSON is escaped."""


def import_items(runtime: Runtime, stick: Path) -> Iterator[dict[str, Any]]:
    """One result for each item folder in `stick`, or for `stick` itself if it is one. Other folders, such as those that
    Windows makes, are skipped."""
    for folder in ["."] if untrusted_files.has(stick, ENVELOPE) else _item_folders(stick):
        name = stick.name if folder == "." else folder
        try:
            yield _import_item(runtime, stick, folder)
        except Refused as refused:
            yield {"item": name, "error": {"code": refused.code, "message": refused.message}}
        except OSError as error:
            yield {"item": name, "error": {"code": "unreadable", "message": type(error).__name__}}


def _item_folders(stick: Path) -> list[str]:
    """The folders that hold an envelope or are named like an item; the latter without an envelope is reported as an
    error."""
    found = os.scandir(stick) if stick.is_dir() else ()
    others = sorted(each.name for each in found if not each.is_file(follow_symlinks=False))
    return [name for name in others if _names_item(name) or untrusted_files.has(stick, f"{name}/{ENVELOPE}")]


def _names_item(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def _import_item(runtime: Runtime, stick: Path, folder: str) -> dict[str, Any]:
    try:
        signed = SignedEnvelope.model_validate_json(
            untrusted_files.read(stick, f"{folder}/{ENVELOPE}", MAX_ENVELOPE_BYTES)
        )
        envelope = signed.opened()
    except ValidationError as error:
        raise garbled(ENVELOPE) from error
    sender = enrolment.find_sender(runtime, envelope.terminal)
    if sender is None or sender.revoked:
        raise Refused(401, "unknown-terminal", "no trusted terminal signed this")
    text = untrusted_files.read(stick, f"{folder}/text.age", MAX_SEALED_TEXT_BYTES)
    about = registration.Submission(envelope.item, _claim(runtime, envelope, stick, folder))
    status, _ = registration.register(runtime, sender, signed, text, about)
    sizes = {part.name: part.size for part in envelope.parts}
    for name in status.wanted:
        if untrusted_files.has(stick, f"{folder}/{name}"):
            content = untrusted_files.read(stick, f"{folder}/{name}", sizes[name])
            uploads.store_whole(runtime, envelope.terminal, str(status.item), name, content)
    status = item_status.status(runtime, envelope.item)
    assert status.receipt
    untrusted_files.write(stick, f"{folder}/{ACKNOWLEDGED}", _letter(runtime, sender, status))
    return {"item": str(status.item), "case_number": status.receipt.case_number, "wanted": status.wanted}


def _claim(runtime: Runtime, envelope: Envelope, stick: Path, folder: str) -> str | None:
    """The item's claim: sealed to the platform by the terminal, or in clear where the outbox itself was copied. Raises
    Refused 403 `not-yours` for another terminal's claim."""
    if untrusted_files.has(stick, f"{folder}/{IN_CLEAR}"):
        return untrusted_files.read(stick, f"{folder}/{IN_CLEAR}", MAX_CLAIM_BYTES).decode("ascii", "replace").strip()
    if not untrusted_files.has(stick, f"{folder}/{CLAIM}"):
        return None
    try:
        sealed = untrusted_files.read(stick, f"{folder}/{CLAIM}", MAX_CLAIM_BYTES)
        said = CarriedClaim.model_validate_json(runtime.keys.opened(sealed))
    except (NotAddressed, SealBroken, ValidationError) as error:
        raise garbled(CLAIM) from error
    if (said.item, said.terminal) != (envelope.item, envelope.terminal):
        raise not_yours()
    return said.claim


def _letter(runtime: Runtime, sender: Sender, status: ItemStatus) -> bytes:
    told = Acknowledgement(terminal=sender.id, status=status, at=runtime.now())
    return sealed_message.write(told.model_dump_json().encode(), runtime.keys.signing, sender.public_key)
