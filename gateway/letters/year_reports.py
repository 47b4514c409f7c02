"""Letters that belong to no case: the reports of a year (年度报告, art. 41). Numbered and hashed into the audit log as
all letters are; kept sealed with the figures they were written from, and with their file once it was asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, insert, select, update

from core.problems import StoreDamaged
from gateway.letters import drawing
from gateway.letters.documents import Issuer, numbered
from gateway.letters.faces import faces_of
from gateway.letters.letter import Facts, Letter
from gateway.letters.proof import Statement, sign_file
from gateway.letters.sheet import Sheet
from gateway.runtime import Runtime
from gateway.storage.letter_tables import year_reports
from trust.seal import seal


@dataclass(frozen=True)
class YearReport:
    """`figures`: all numbers, also those that the letter does not tell."""

    id: int
    organ: str
    about: int
    number: str
    made_at: datetime
    officer: str
    digest: str
    sheet: Sheet
    figures: Mapping[str, Any]


def issue(
    runtime: Runtime, letter: Letter, figures: Mapping[str, Any], *, about: int, by: Issuer, facts: Facts
) -> YearReport:
    """Raises LetterStopped."""
    sealed = runtime.keys.seal_text(json.dumps(figures, ensure_ascii=False, sort_keys=True))
    with runtime.engine.begin() as db:
        _columns, sheet = numbered(db, runtime, letter, by=by, facts=facts)
        values = {
            **{"organ": by.organ, "about": about, "number": sheet.number, "made_at": runtime.now()},
            **{"officer": by.officer, "digest": sheet.digest, "figures": sealed},
            "record": runtime.keys.seal_text(sheet.record),
        }
        row = db.execute(insert(year_reports).values(values).returning(year_reports)).mappings().one()
        told = {"letter": letter.kind, "number": sheet.number, "digest": sheet.digest, "by": by.officer}
        runtime.audit(db, "issued", organ=by.organ, year=str(about), **told)
    return _read(runtime, row)


def last_of(runtime: Runtime, organ: str, about: int) -> YearReport | None:
    """Returns the report of that year which the organ issued last."""
    wanted = select(year_reports).where(year_reports.c.organ == organ, year_reports.c.about == about)
    with runtime.reading() as db:
        row = db.execute(wanted.order_by(year_reports.c.id.desc()).limit(1)).mappings().first()
    return _read(runtime, row) if row else None


def pdf_of(runtime: Runtime, report: YearReport) -> bytes:
    """Returns its file, the same bytes each time, whatever changes in the program or the faces."""
    this = year_reports.c.id == report.id
    file = seal(_drawn(runtime, report), [runtime.keys.bureau[0].recipient])
    with runtime.engine.begin() as db:
        db.execute(update(year_reports).where(this, year_reports.c.file.is_(None)).values(file=file))
        kept: bytes = db.execute(select(year_reports.c.file).where(this)).scalar_one()
    return runtime.keys.opened(kept)


def _read(runtime: Runtime, row: RowMapping) -> YearReport:
    """Raises StoreDamaged where the words are not those of the audit log's digest."""
    sheet = Sheet.read(runtime.keys.open_text(row["record"]))
    if sheet.digest != row["digest"]:
        raise StoreDamaged(f"year report {row['id']}")
    names = ("id", "organ", "about", "number", "made_at", "officer", "digest")
    figures = json.loads(runtime.keys.open_text(row["figures"]))
    return YearReport(**{name: row[name] for name in names}, sheet=sheet, figures=figures)


def _drawn(runtime: Runtime, report: YearReport) -> bytes:
    statement = Statement.of(report.sheet).signed(runtime.keys.signing)
    return sign_file(drawing.pdf_of(report.sheet, statement, faces_of(runtime)), statement, runtime.keys.signing)
