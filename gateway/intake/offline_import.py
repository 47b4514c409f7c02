"""Items that came by hand: folders as they lie in a terminal's outbox (envelope.json, text.age, 1.age …).

Beside each that was taken in lies afterwards `ack.age`, a letter to its terminal that carries the receipt home. Who had
the stick in between may have laid anything there (core/untrusted_files.py).
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
"""Of a SignedEnvelope, whatever its JSON escapes."""


def import_items(runtime: Runtime, stick: Path) -> Iterator[dict[str, Any]]:
    """One result for each item folder in `stick`, or for `stick` if it is one. What else lies on a stick, such as
    Windows' own folders, is passed over."""
    for way in ["."] if untrusted_files.has(stick, ENVELOPE) else _ways(stick):
        name = stick.name if way == "." else way
        try:
            yield _take_in_item(runtime, stick, way)
        except Refused as refused:
            yield {"item": name, "error": {"code": refused.code, "message": refused.message}}
        except OSError as error:
            yield {"item": name, "error": {"code": "unreadable", "message": type(error).__name__}}


def _ways(stick: Path) -> list[str]:
    """To each folder that has an envelope, or is named as an item: without its envelope that has to be told."""
    found = os.scandir(stick) if stick.is_dir() else ()
    others = sorted(each.name for each in found if not each.is_file(follow_symlinks=False))
    return [name for name in others if _names_item(name) or untrusted_files.has(stick, f"{name}/{ENVELOPE}")]


def _names_item(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def _take_in_item(runtime: Runtime, stick: Path, way: str) -> dict[str, Any]:
    try:
        signed = SignedEnvelope.model_validate_json(
            untrusted_files.read(stick, f"{way}/{ENVELOPE}", MAX_ENVELOPE_BYTES)
        )
        envelope = signed.opened()
    except ValidationError as error:
        raise garbled(ENVELOPE) from error
    sender = enrolment.find_sender(runtime, envelope.terminal)
    if sender is None or sender.revoked:
        raise Refused(401, "unknown-terminal", "no trusted terminal signed this")
    text = untrusted_files.read(stick, f"{way}/text.age", MAX_SEALED_TEXT_BYTES)
    about = registration.Submission(envelope.item, _claim(runtime, envelope, stick, way))
    status, _ = registration.register(runtime, sender, signed, text, about)
    sizes = {part.name: part.size for part in envelope.parts}
    for name in status.wanted:
        if untrusted_files.has(stick, f"{way}/{name}"):
            content = untrusted_files.read(stick, f"{way}/{name}", sizes[name])
            uploads.store_whole(runtime, envelope.terminal, str(status.item), name, content)
    status = item_status.status(runtime, envelope.item)
    assert status.receipt
    untrusted_files.write(stick, f"{way}/{ACKNOWLEDGED}", _letter(runtime, sender, status))
    return {"item": str(status.item), "case_number": status.receipt.case_number, "wanted": status.wanted}


def _claim(runtime: Runtime, envelope: Envelope, stick: Path, way: str) -> str | None:
    """What the terminal holds, as it said to us alone; or in clear, where somebody copied its outbox itself. Raises
    Refused 403 `not-yours` for what another terminal said."""
    if untrusted_files.has(stick, f"{way}/{IN_CLEAR}"):
        return untrusted_files.read(stick, f"{way}/{IN_CLEAR}", MAX_CLAIM_BYTES).decode("ascii", "replace").strip()
    if not untrusted_files.has(stick, f"{way}/{CLAIM}"):
        return None
    try:
        sealed = untrusted_files.read(stick, f"{way}/{CLAIM}", MAX_CLAIM_BYTES)
        said = CarriedClaim.model_validate_json(runtime.keys.opened(sealed))
    except (NotAddressed, SealBroken, ValidationError) as error:
        raise garbled(CLAIM) from error
    if (said.item, said.terminal) != (envelope.item, envelope.terminal):
        raise not_yours()
    return said.claim


def _letter(runtime: Runtime, sender: Sender, status: ItemStatus) -> bytes:
    told = Acknowledgement(terminal=sender.id, status=status, at=runtime.now())
    return sealed_message.write(told.model_dump_json().encode(), runtime.keys.signing, sender.public_key)
