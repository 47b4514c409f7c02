"""The file of a letter: made from its words when it is first asked for, and kept from then on, so that it has the same
bytes after a change of faces or of the program (docs/decisions/0070)."""

import hashlib

from sqlalchemy import RowMapping, update

from core.problems import StoreDamaged
from gateway.letters import drawing
from gateway.letters.documents import row_of, sheet_in
from gateway.letters.faces import faces_of
from gateway.letters.proof import Statement, sign_file
from gateway.runtime import Runtime
from gateway.storage.letter_tables import documents
from trust.seal import seal


def pdf_of(runtime: Runtime, document: int) -> bytes:
    """Returns the letter's file, the same bytes each time. Raises Refused `not-found`, StoreDamaged."""
    row = row_of(runtime, document)
    if row["pdf_sha256"] is None:
        _keep(runtime, row, _drawn(runtime, row))
        row = row_of(runtime, document)
    sealed = runtime.blobs.get(row["blob"])
    file = runtime.keys.opened(sealed) if sealed is not None else _drawn(runtime, row)
    if hashlib.sha256(file).hexdigest() != row["pdf_sha256"]:
        raise StoreDamaged(f"letter {document}")
    return file


def _keep(runtime: Runtime, row: RowMapping, file: bytes) -> None:
    """Stores the file, unless another was first: its bytes are then those of the letter."""
    sealed = seal(file, [runtime.keys.bureau[0].recipient])
    digest = hashlib.sha256(sealed).hexdigest()
    blob = f"{row['item']}/letter-{row['id']}-{digest[:16]}.age"
    kept = {"pdf_sha256": hashlib.sha256(file).hexdigest(), "blob": blob, "blob_sha256": digest}
    this = (documents.c.id == row["id"], documents.c.pdf_sha256.is_(None))
    with runtime.blobs.ready(blob, sealed) as put_in_place, runtime.engine.begin() as db:
        if db.execute(update(documents).where(*this).values(kept)).rowcount:
            put_in_place()


def _drawn(runtime: Runtime, row: RowMapping) -> bytes:
    sheet = sheet_in(runtime, row)
    statement = Statement.of(sheet).signed(runtime.keys.signing)
    return sign_file(drawing.pdf_of(sheet, statement, faces_of(runtime)), statement, runtime.keys.signing)
