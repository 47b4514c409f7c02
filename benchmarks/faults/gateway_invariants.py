"""The invariants that must hold when all gateways have died and one has started again."""

import json
from collections import Counter
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from benchmarks.faults.gateway_load_clients import RecordedAnswers
from gateway.audit_log import hash_chain
from gateway.runtime import Runtime
from gateway.storage.schema import cases, items, journal, parts

Rows = dict[str, RowMapping]


def check_invariants(runtime: Runtime, told: RecordedAnswers) -> dict[str, int]:
    """Returns figures; all but `answered for` and `cases` must be zero. Raises AuditLogBroken."""
    with runtime.reading() as db:
        held: Rows = {row["item"]: row for row in db.execute(select(cases)).mappings()}
        known = set(db.execute(select(items.c.item)).scalars())
        rows = db.execute(select(parts)).mappings().all()
        hash_chain.verified(db)
        lines = [json.loads(line) for line in db.execute(select(journal.c.line)).scalars()]
    registered = Counter(line["item"] for line in lines if line["did"] == "registered")
    arrived = Counter((line["item"], line["part"]) for line in lines if line["did"] == "part received")
    return {
        "answered for": len(told.receipts),
        "cases": len(held),
        "lost": sum(str(item) not in held for item in told.receipts),
        "doubled": len(held) - len({row["number"] for row in held.values()}) + _excess(registered) + _excess(arrived),
        "receipts changed": sum(_changed(held, item, receipt.case_number) for item, receipt in told.receipts.items()),
        "items without a case": len(known - set(held)),
        "cases that the journal does not tell": len(set(held) ^ set(registered)),
        "files missing or damaged": sum(not _whole(runtime, row) for row in rows if row["received_at"]),
        "parts said whole and not here": sum(
            not row["received_at"] and UUID(row["item"]) in told.whole for row in rows
        ),
    }


def faults(figures: dict[str, int]) -> list[str]:
    return [f"{number} {name}" for name, number in list(figures.items())[2:] if number]


def _excess(counted: Counter[Any]) -> int:
    return counted.total() - len(counted)


def _changed(held: Rows, item: UUID, number: str) -> bool:
    return str(item) in held and held[str(item)]["number"] != number


def _whole(runtime: Runtime, part: RowMapping) -> bool:
    content = runtime.blobs.get(f"{part['item']}/{part['name']}")
    return content is not None and sha256(content).hexdigest() == part["sha256"]
