"""Items that came by hand: folders as they lie in a terminal's outbox (envelope.json, text.age, 1.age …).

Beside each that was taken in lies afterwards `ack.age`, a letter to its terminal that carries the receipt home.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from core.wire import Acknowledgement, ItemStatus, SignedEnvelope
from gateway.door import enrolment
from gateway.door.senders import Sender
from gateway.intake import known, registration, uploads
from gateway.office import Office
from gateway.refusals import Refused, garbled
from trust import letter

ACKNOWLEDGED = "ack.age"
ENVELOPE = "envelope.json"


def take_in(office: Office, folder: Path) -> Iterator[dict[str, Any]]:
    """One result for each item folder in `folder`, or for `folder` if it is one. What else lies on a stick, such as
    Windows' own folders, is passed over."""
    found = [folder] if _has_envelope(folder) else filter(_holds_item, sorted(folder.glob("*/")))
    for each in found:
        try:
            yield _take_in_item(office, each)
        except Refused as refused:
            yield {"item": each.name, "error": {"code": refused.code, "message": refused.message}}
        except OSError as error:
            yield {"item": each.name, "error": {"code": "unreadable", "message": type(error).__name__}}


def _holds_item(folder: Path) -> bool:
    """One that is named as an item counts even without its envelope: that has to be told."""
    try:
        UUID(folder.name)
    except ValueError:
        return _has_envelope(folder)
    return True


def _has_envelope(folder: Path) -> bool:
    return os.path.isfile(folder / ENVELOPE)  # noqa: PTH113 - says no where pathlib raises: a folder we may not read


def _take_in_item(office: Office, folder: Path) -> dict[str, Any]:
    try:
        signed = SignedEnvelope.model_validate_json((folder / ENVELOPE).read_bytes())
        envelope = signed.opened()
    except ValidationError as error:
        raise garbled(ENVELOPE) from error
    sender = enrolment.sender(office, envelope.terminal)
    if sender is None or sender.revoked:
        raise Refused(401, "unknown-terminal", "no trusted terminal signed this")
    text = (folder / "text.age").read_bytes()
    status, _ = registration.register(office, sender, signed, text, envelope.item)
    for name in status.wanted:
        if (folder / name).exists():
            uploads.take_whole(office, envelope.terminal, str(status.item), name, (folder / name).read_bytes())
    status = known.status(office, envelope.item)
    assert status.receipt
    (folder / ACKNOWLEDGED).write_bytes(_letter(office, sender, status))
    return {"item": str(status.item), "case_number": status.receipt.case_number, "wanted": status.wanted}


def _letter(office: Office, sender: Sender, status: ItemStatus) -> bytes:
    told = Acknowledgement(terminal=sender.id, status=status, at=office.now())
    return letter.write(told.model_dump_json().encode(), office.keys.signing, sender.public_key)
