"""Letters issued: numbered and written with the transaction of what they tell; their words are kept, sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.message import texts
from core.problems import StoreDamaged
from gateway.letters.checking import check, filled_in
from gateway.letters.faces import faces_of, printable
from gateway.letters.faults import Fault
from gateway.letters.letter import Facts, Letter
from gateway.letters.schema import schemas
from gateway.letters.sheet import Paragraph, Sheet, Style, in_full, sheet_of, tidy
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.storage.letter_tables import documents, letter_serials
from gateway.storage.schema import cases

SERIES = "{series}"
INCOMPLETE = {"missing", "unanswered", "no-outcome", "no-opinion"}


class LetterStopped(Refused):
    """A letter that may not go out. `faults` have the sentences for the officer; the message names fields alone, as
    nothing personal may stand in it. `article`: of the first fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        code = "missing" if any(each.code in INCOMPLETE for each in faults) else "not-allowed"
        told = (f"{each.field}: {each.code} (article {each.article})" for each in faults)
        super().__init__(422, code, "; ".join(told))
        self.faults, self.article = tuple(faults), faults[0].article


@dataclass(frozen=True)
class Document:
    """A letter that was issued. `digest`: of its words, as in the audit log."""

    id: int
    kind: str
    organ: str
    number: str
    made_at: datetime
    officer: str
    digest: str
    delivered_at: datetime | None = None
    delivery_way: str = ""

    @classmethod
    def of(cls, row: RowMapping) -> "Document":
        names = ("id", "kind", "organ", "number", "made_at", "officer", "digest", "delivered_at")
        return cls(**{name: row[name] for name in names}, delivery_way=row["delivery_way"] or "")


@dataclass(frozen=True)
class Issuer:
    """Whose letter it is: the organ's id, and the officer's login."""

    organ: str
    officer: str


def faults_of(letter: Letter, facts: Facts) -> list[Fault]:
    """Returns everything that stops the letter. Nothing is written."""
    return check(filled_in(letter, facts), facts)


def issue(db: Connection, runtime: Runtime, case: RowMapping, letter: Letter, *, by: Issuer, facts: Facts) -> Document:
    """Numbers the letter and keeps its words, within the transaction `db`. `case`: the row of the case.

    Raises LetterStopped."""
    given, sheet = numbered(db, runtime, letter, by=by, facts=facts)
    return _kept(db, runtime, case, sheet, {**given, "organ": by.organ, "officer": by.officer})


def numbered(
    db: Connection, runtime: Runtime, letter: Letter, *, by: Issuer, facts: Facts
) -> tuple[Mapping[str, Any], Sheet]:
    """Returns the columns of the organ's next number, which nobody else has, and the words with it. Raises
    LetterStopped."""
    if faults := faults_of(letter, facts):
        raise LetterStopped(faults)
    given = _next_number(db, runtime, by.organ, letter.organ, (letter.kind, letter.day.year))
    sheet = sheet_of(filled_in(letter, facts), given["number"], runtime.letters.titles)
    return given, replace(printable(sheet, faces_of(runtime)), practice=runtime.training)


def issue_signed(db: Connection, runtime: Runtime, case: RowMapping, unsigned: Document, ink: str) -> Document:
    """Issues a letter once more, with a number of its own and the signature that its person put on it (`core.ink`). The
    letter without it stays as it was issued. Raises StoreDamaged."""
    row = db.execute(select(documents).where(documents.c.id == unsigned.id)).mappings().one()
    sheet, today = sheet_in(runtime, row), runtime.now().date()
    given = _next_number(db, runtime, unsigned.organ, sheet.organ, (unsigned.kind, today.year))
    told = Paragraph(Style.TEXT, texts()["letter_default.signed"].format(day=in_full(today), number=unsigned.number))
    first = sheet.signatures[0].partition("（")[0] if sheet.signatures else ""
    signed = replace(
        sheet,
        number=given["number"],
        day=today,
        ink=ink,
        paragraphs=(*sheet.paragraphs, told),
        signatures=(first, *sheet.signatures[1:]),
    )
    return _kept(db, runtime, case, signed, {**given, "organ": unsigned.organ, "officer": unsigned.officer})


def _next_number(db: Connection, runtime: Runtime, organ: str, name: str, of: tuple[str, int]) -> dict[str, Any]:
    """Returns the columns of the next number of an organ. `name`: of the organ; `of`: kind of letter and year."""
    kind, year = of
    settings = runtime.letters
    series = schemas()[kind].series if SERIES in settings.number else ""
    serial = _next_serial(db, organ, series, year)
    code = settings.codes.get(organ) or tidy(name)
    number = settings.number.format(code=code, series=series, year=year, serial=serial)
    return {"series": series, "year": year, "serial": serial, "number": number}


def _kept(db: Connection, runtime: Runtime, case: RowMapping, sheet: Sheet, columns: Mapping[str, Any]) -> Document:
    values = {
        **columns,
        "case_id": case["id"],
        "kind": sheet.kind,
        "made_at": runtime.now(),
        "digest": sheet.digest,
        "record": runtime.keys.seal_text(sheet.record),
    }
    row = db.execute(insert(documents).values(**values).returning(documents)).mappings().one()
    about = {"letter": sheet.kind, "number": sheet.number, "digest": sheet.digest, "by": row["officer"]}
    runtime.audit(db, "issued", case=case["number"], **about)
    return Document.of(row)


def _next_serial(db: Connection, organ: str, series: str, year: int) -> int:
    """The counter's row stays locked until the transaction ends: who comes second waits, and a letter that is not
    committed has used no number."""
    dialect = postgresql if db.dialect.name == "postgresql" else sqlite
    first = dialect.insert(letter_serials).values(organ=organ, series=series, year=year, last=1)
    further = first.on_conflict_do_update(
        index_elements=["organ", "series", "year"], set_={"last": letter_serials.c.last + 1}
    )
    return int(db.execute(further.returning(letter_serials.c.last)).scalar_one())


def deliver(db: Connection, runtime: Runtime, document: int, way: str, proof: str, *, at: datetime, by: str) -> None:
    """Records that a letter reached its person, once. `way`: as in the 送达回证; `proof`: who signed, or the number of
    the mail item.

    Raises Refused `not-found`, `conflict`, `missing`, `not-allowed` for a way that there is not, or a day before the
    letter."""
    ways = schemas()["delivery"].field("way")
    if ways is None or ways.choice(way) is None:
        raise Refused(422, "not-allowed", "no such way of delivery")
    if not proof.strip():
        raise Refused(422, "missing", "a delivery has its proof")
    sealed = runtime.keys.seal_text(proof)
    this = (documents.c.id == document, documents.c.delivered_at.is_(None), documents.c.made_at <= at)
    written = update(documents).where(*this).values(delivered_at=at, delivery_way=way, delivery_proof=sealed)
    row = db.execute(written.returning(documents.c.number, documents.c.case_id)).first()
    if row is None:
        raise _why_not_delivered(db, document)
    number = db.execute(select(cases.c.number).where(cases.c.id == row.case_id)).scalar_one()
    runtime.audit(db, "delivered", case=number, number=row.number, way=way, by=by)


def _why_not_delivered(db: Connection, document: int) -> Refused:
    row = db.execute(select(documents.c.delivered_at).where(documents.c.id == document)).first()
    if row is None:
        return not_found()
    if row.delivered_at is not None:
        return Refused(409, "conflict", "the letter was delivered already")
    return Refused(422, "not-allowed", "no letter is delivered before it is issued")


def documents_of(db: Connection, case_id: int, kind: str = "") -> list[Document]:
    """Returns the letters of a case in the order in which they were issued, all or those of one kind."""
    wanted = select(documents).where(documents.c.case_id == case_id).order_by(documents.c.id)
    rows = db.execute(wanted.where(documents.c.kind == kind) if kind else wanted).mappings()
    return [Document.of(row) for row in rows]


def letters_of(runtime: Runtime, case_number: str, kind: str) -> list[Document] | None:
    """Returns the letters of one kind in a case; None where there is no such case."""
    with runtime.reading() as db:
        case = db.execute(select(cases.c.id).where(cases.c.number == case_number)).scalar()
        return None if case is None else documents_of(db, case, kind)


def sheet_of_document(runtime: Runtime, document: int) -> Sheet:
    """Returns the words of a letter, to be shown or read aloud. Raises Refused `not-found`, StoreDamaged."""
    return sheet_in(runtime, row_of(runtime, document))


def proof_of_delivery(runtime: Runtime, document: int) -> str:
    """Returns the proof of delivery, empty before. Raises Refused `not-found`."""
    return runtime.keys.open_text(row_of(runtime, document)["delivery_proof"])


def sheet_in(runtime: Runtime, row: RowMapping) -> Sheet:
    """Raises StoreDamaged where the words are not those of the audit log's digest."""
    sheet = Sheet.read(runtime.keys.open_text(row["record"]))
    if sheet.digest != row["digest"]:
        raise StoreDamaged(f"letter {row['id']}")
    return sheet


def row_of(runtime: Runtime, document: int) -> RowMapping:
    """Returns the row of a letter, with the `item` of its case. Raises Refused `not-found`."""
    wanted = select(documents, cases.c.item).join(cases, documents.c.case_id == cases.c.id)
    with runtime.reading() as db:
        row = db.execute(wanted.where(documents.c.id == document)).mappings().first()
    if row is None:
        raise not_found()
    return row
