"""What was filed, opened in memory for an officer: the petition, and its papers one by one. Kept nowhere.

Whoever calls has noted first that it is read (`gateway.cases.reading`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select

from core import file_name
from core.media_type import media_type_of
from core.petition import Petition
from core.problems import NotAddressed, SealBroken
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.runtime.petitions import readable_petition
from gateway.storage.schema import parts
from trust.seal import unpad


@dataclass(frozen=True)
class Paper:
    """One attachment. `n` counts from 1. `name` is safe to save under; `text` is what was read in it. `withdrawn`: when
    its petitioner withdrew the consent to it; `erased`: it was here, and its file is deleted."""

    n: int
    name: str
    role: str
    media_type: str
    size: int
    text: str
    here: bool
    withdrawn: datetime | None = None
    erased: bool = False


def petition(runtime: Runtime, row: Mapping[Any, Any]) -> Petition | None:
    """Returns the petition of a case; None for one that is sealed to others, or damaged."""
    if row["recipient_set"] != BUREAU:
        return None
    return readable_petition(runtime, row["item"])


def papers(runtime: Runtime, row: Mapping[Any, Any], filed: Petition) -> list[Paper]:
    """Returns the attachments as the petition lists them, none opened. `here`: it has arrived."""
    known = _parts(runtime, row["item"])
    return [
        Paper(
            n=n,
            name=file_name.made_safe(each.name, f"attachment-{n}"),
            role=each.role.value,
            media_type=each.media_type,
            size=each.size,
            text=each.text,
            **_standing(known.get(f"{n}.age")),
        )
        for n, each in enumerate(filed.attachments, 1)
    ]


def content(runtime: Runtime, row: Mapping[Any, Any], filed: Petition, n: int) -> tuple[str, bytes] | None:
    """Returns media type, found in the content, and bytes of an attachment; None if it is not here or damaged."""
    if not 1 <= n <= len(filed.attachments) or not _standing(_parts(runtime, row["item"]).get(f"{n}.age"))["here"]:
        return None
    sealed = runtime.blobs.get(f"{row['item']}/{n}.age")
    try:
        opened = unpad(runtime.keys.opened(sealed or b""), filed.attachments[n - 1].size)
    except (SealBroken, NotAddressed):
        return None
    return media_type_of(opened), opened


def has_arrived(runtime: Runtime, row: Mapping[Any, Any], n: int) -> bool:
    return bool(_standing(_parts(runtime, row["item"]).get(f"{n}.age"))["here"])


def _standing(part: RowMapping | None) -> dict[str, Any]:
    if part is None:
        return {"here": False}
    withdrawn, came = part["withdrawn_at"], part["received_at"] is not None
    return {
        "here": came and withdrawn is None,
        "withdrawn": withdrawn,
        "erased": came and part["erased_at"] is not None,
    }


def _parts(runtime: Runtime, item: str) -> dict[str, RowMapping]:
    with runtime.reading() as db:
        rows = db.execute(select(parts).where(parts.c.item == item)).mappings().all()
    return {row["name"]: row for row in rows}
