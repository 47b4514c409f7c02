"""The documents issued in cases, and the counters of their numbers. What a letter says, and the proof of its
delivery, are sealed.

Names of tables and columns are stored in every gateway's database and stay as they are."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint, select

from gateway.storage.schema import Moment, metadata

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("organ", String(64), nullable=False),
    Column("series", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String(120), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("officer", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("pdf_sha256", String(64)),
    Column("blob", String(120)),
    Column("blob_sha256", String(64)),
    Column("delivered_at", Moment),
    Column("delivery_way", String(16)),
    Column("delivery_proof", LargeBinary),
    UniqueConstraint("organ", "series", "year", "serial"),
)
"""`digest`: of the words on the letter (`Sheet.digest`), as in the audit log and in its code. `record`: these words,
sealed. `pdf_sha256`: of the file; `blob`, `blob_sha256`: where it is stored sealed, and its digest; None until the file
is first asked for."""

FILES = select(documents.c.blob, documents.c.blob_sha256).where(documents.c.blob.is_not(None))
"""The sealed files of letters, with their digests."""

year_reports = Table(
    "year_reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organ", String(64), nullable=False),
    Column("about", Integer, nullable=False),
    Column("number", String(120), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("officer", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("figures", LargeBinary, nullable=False),
    Column("file", LargeBinary),
    Index("year_reports_of", "organ", "about"),
)
"""Letters that belong to no case. `about`: the year that is reported on. `record`, `figures`, `file`: sealed."""

letter_serials = Table(
    "letter_serials",
    metadata,
    Column("organ", String(64), primary_key=True),
    Column("series", String(16), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
"""The last number that an organ gave in a series and year. The row is locked until the letter is committed, so there
are no gaps and no doubles."""
