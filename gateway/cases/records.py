"""What an officer sees of cases: the JSON of `list` and `show`, also under the field names of another system, by a
table that a province can edit. Petitions are opened in memory and kept nowhere."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import RowMapping, select

from core import file_name
from core.media_type import UNKNOWN, media_type_of
from core.petition import Attachment, Petition, local_number
from core.problems import NotAddressed, SealBroken
from core.resources import resource
from core.wire import PETITION, Envelope
from gateway.cases import history, supplements
from gateway.keys import query_codes
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.runtime.petitions import TEXT, opened_petition
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
    """The whole case; of one that is sealed to others, its clear fields. None when there is no such case. `people`: how
    many filed it.

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
        "timeline": _timeline(runtime, row),
        "reply": runtime.keys.open_text(row["reply"]),
        "petition": _told(petition) if petition else f"sealed to {row['recipient_set']}",
        **({"people": petition.joint.people if petition.joint else 1} if petition else {}),
        "attachments": _attachments(runtime, row, petition),
        "supplements": _supplements(runtime, row["id"]),
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


def _timeline(runtime: Runtime, row: RowMapping) -> list[Record]:
    """Every event with the words that were given. `by`: login of the officer; empty where a terminal or the platform
    did it."""
    with runtime.reading() as db:
        theirs = select(events).where(events.c.case_id == row["id"]).order_by(events.c.version)
        found = db.execute(theirs).mappings().all()
    return [
        {
            "version": event["version"],
            "action": event["action"],
            "step": event["step"],
            "at": event["at"].isoformat(),
            "by": event["officer"] or "",
            "organ": event["organ"],
            **json.loads(event["facts"]),
            **history.words_of(runtime, event["note"]),
        }
        for event in found
    ]


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
        "version": row["version"],
        "bureau": row["bureau"],
        "handler": row["handler"],
        "unit": row["unit"],
    }


def _petition(runtime: Runtime, row: RowMapping) -> Petition | None:
    if row["recipient_set"] != BUREAU:
        return None
    return opened_petition(runtime, row["item"])


def _told(petition: Petition) -> Record:
    """Returns the petition without the query code by which a case was shown to be the petitioner's."""
    return PETITION.dump_python(petition, mode="json", exclude={"supplements_proof"})  # type: ignore[no-any-return]


def _supplements(runtime: Runtime, case_id: int) -> list[Record]:
    """Returns what was added to the case, in the order in which it came."""
    with runtime.reading() as db:
        found = supplements.of_case(db, case_id)
    said = []
    for each in found:
        petition = opened_petition(runtime, each.item)
        papers = _attachments(runtime, {"item": each.item}, petition)
        when = {"item": each.item, "version": each.version, "registered_at": each.at.isoformat(), "seen": not each.new}
        said.append({**when, "petition": _told(petition), "attachments": papers})
    return said


def _attachments(runtime: Runtime, row: Mapping[Any, Any], petition: Petition | None) -> list[Record]:
    """Returns the attachments with their names if the petition can be opened; else part, digest and size of
    the sealed file."""
    theirs = select(parts).where(parts.c.item == row["item"], parts.c.name != TEXT)
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
        **({"withdrawn": part["withdrawn_at"].isoformat()} if part["withdrawn_at"] else {}),
        "path": runtime.blobs.place(f"{part['item']}/{part['name']}") if _here(part) else None,
    }


def _here(part: RowMapping) -> bool:
    return part["received_at"] is not None and part["withdrawn_at"] is None


def _content(runtime: Runtime, named: Attachment | None, part: RowMapping) -> Record:
    """Returns the media type found in the content, and the one its sender declared."""
    if named is None:
        return {"media_type": "application/age"}
    told = {"declared_media_type": named.media_type}
    if not _here(part):
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


SHIPPED_FIELDS = resource("mapping", "fields.toml")


class Field(BaseModel):
    """`ours` is a path into a case as `show` tells it; `codes` says what they call our values."""

    model_config = ConfigDict(extra="forbid")

    ours: str
    theirs: str
    label: str
    codes: dict[str, str] = {}

    def of(self, case: dict[str, Any]) -> str:
        """Returns the value as text; empty if it was not given or is sealed to others."""
        found: Any = case
        for step in self.ours.split("."):
            found = found.get(step, "") if isinstance(found, dict) else ""
        return self.codes.get(str(found), str(found))


def read_fields(path: Path = SHIPPED_FIELDS) -> list[Field]:
    """Raises OSError and ValueError."""
    return [Field.model_validate(row) for row in tomllib.loads(path.read_text("utf-8-sig")).get("field", [])]


def mapped(case: dict[str, Any], fields: list[Field]) -> dict[str, str]:
    return {field.theirs: value for field in fields if (value := field.of(case))}
