"""What an officer sees of cases: the JSON of `list` and `show`. Petitions are opened in memory and kept nowhere."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import RowMapping, select

from core import file_name
from core.media_type import UNKNOWN, media_type_of
from core.petition import Attachment, Petition, local_number
from core.problems import NotAddressed, SealBroken
from core.wire import PETITION, Envelope, petition_of
from gateway.cases import cases as case_room
from gateway.keys import query_codes
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.storage.schema import cases, evaluations, events, items, parts
from trust.seal import unpad

Record = dict[str, Any]
PAGE_SIZE = 500


def listed(runtime: Runtime) -> list[Record]:
    return list(iterate(runtime))


def iterate(runtime: Runtime) -> Iterator[Record]:
    """All cases in order of registration, read page by page: there may be a million."""
    with runtime.reading() as db:
        rows = db.execution_options(yield_per=PAGE_SIZE).execute(
            select(items.c.envelope, cases).join(cases).order_by(cases.c.id)
        )
        for row in rows.mappings():
            yield _summary(row) if row["recipient_set"] == BUREAU else _sealed_elsewhere(row)


def show(runtime: Runtime, number: str, *, with_code: bool = False) -> Record | None:
    """The whole case; of one that is sealed to others, its clear fields. None when there is no such case.

    `with_code`: with its query code, for a petitioner who lost the receipt. The audit log notes each showing.
    """
    this = select(items.c.envelope, cases).join(cases).where(cases.c.number == number)
    with runtime.reading() as db:
        row = db.execute(this).mappings().first()
    if row is None:
        return None
    petition = _petition(runtime, row)
    with runtime.engine.begin() as db:
        runtime.audit(db, "shown with its code" if with_code else "shown", case=number)
    return {
        **_summary(row),
        **({"query_code": query_codes.for_item(runtime.keys, row["item"], row["sealed_code"])} if with_code else {}),
        "timeline": [
            {"step": told.step, "at": told.at.isoformat(), "note": told.note, "by": officer}
            for told, officer in zip(case_room.timeline(runtime, row), _officers(runtime, row), strict=True)
        ],
        "reply": runtime.keys.open_text(row["reply"]),
        "petition": PETITION.dump_python(petition, mode="json") if petition else f"sealed to {row['recipient_set']}",
        "attachments": _attachments(runtime, row, petition),
        "evaluations": _evaluations(runtime, row),
    }


def _sealed_elsewhere(row: RowMapping) -> Record:
    """Returns only that the case exists, and since when. Even the village it came from might
    identify its petitioner."""
    return {
        "case_number": row["number"],
        "registered_at": row["registered_at"].isoformat(),
        "petition": f"sealed to {row['recipient_set']}",
    }


def _officers(runtime: Runtime, row: RowMapping) -> list[str]:
    """The login of the officer who took each step; empty where a terminal took it."""
    theirs = select(events.c.officer).where(events.c.case_id == row["id"]).order_by(events.c.id)
    with runtime.reading() as db:
        return [officer or "" for officer in db.execute(theirs).scalars()]


def _summary(row: RowMapping) -> Record:
    envelope = Envelope.model_validate_json(row["envelope"])
    return {
        "case_number": row["number"],
        "item": row["item"],
        "local_number": local_number(envelope.item, envelope.created),
        "terminal": envelope.terminal,
        "kind": row["kind"],
        "place_code": envelope.place_code,
        "recipient_set": row["recipient_set"],
        "registered_at": row["registered_at"].isoformat(),
        "step": row["step"],
        "unit": row["unit"],
    }


def _petition(runtime: Runtime, row: RowMapping) -> Petition | None:
    if row["recipient_set"] != BUREAU:
        return None
    sealed = runtime.blobs.get(f"{row['item']}/text.age") or b""
    return petition_of(runtime.keys.opened(sealed))


def _attachments(runtime: Runtime, row: RowMapping, petition: Petition | None) -> list[Record]:
    """Returns the attachments with their names if the petition can be opened; else part, digest and size of
    the sealed file."""
    theirs = select(parts).where(parts.c.item == row["item"], parts.c.name != "text.age")
    with runtime.reading() as db:
        found = sorted(db.execute(theirs).mappings().all(), key=lambda part: int(part["name"].partition(".")[0]))
    return [_attachment(runtime, petition, n, part) for n, part in enumerate(found)]


def _attachment(runtime: Runtime, petition: Petition | None, n: int, part: RowMapping) -> Record:
    """`name` is safe to save under, whatever name the sender gave (core/file_name.py)."""
    named = petition.attachments[n] if petition else None
    return {
        "name": file_name.made_safe(named.name, f"attachment-{n + 1}") if named else part["name"],
        "role": named.role if named else None,
        **_content(runtime, named, part),
        "size": named.size if named else part["size"],
        "sha256": named.sha256 if named else part["sha256"],
        "received": part["received_at"] is not None,
        "path": runtime.blobs.place(f"{part['item']}/{part['name']}") if part["received_at"] else None,
    }


def _content(runtime: Runtime, named: Attachment | None, part: RowMapping) -> Record:
    """Returns the media type found in the content, and the one its sender declared."""
    if named is None:
        return {"media_type": "application/age"}
    told = {"declared_media_type": named.media_type}
    if not part["received_at"]:
        return {"media_type": None, **told}
    try:
        sealed = runtime.blobs.get(f"{part['item']}/{part['name']}") or b""
        content = unpad(runtime.keys.opened(sealed), named.size)
    except (SealBroken, NotAddressed):
        return {"media_type": UNKNOWN, **told, "intact": False}
    intact = hashlib.sha256(content).hexdigest() == named.sha256
    return {"media_type": media_type_of(content), **told, "intact": intact}


def _evaluations(runtime: Runtime, row: RowMapping) -> list[Record]:
    """Returns the evaluation that counts, if there is one."""
    theirs = select(evaluations).where(evaluations.c.case_id == row["id"]).order_by(evaluations.c.id)
    with runtime.reading() as db:
        found = db.execute(theirs).mappings().all()
    return [
        {
            "bureau": each["bureau"],
            "unit": each["unit"],
            "reasons": runtime.keys.open_text(each["reasons"]),
            "at": each["at"].isoformat(),
        }
        for each in found
    ]
