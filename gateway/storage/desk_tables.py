"""Tables of what officers keep for their own work: lists of cases in their own order, and why something stays
overnight."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from gateway.storage.case_tables import Day
from gateway.storage.schema import Moment, metadata

shortlists = Table(
    "shortlists",
    metadata,
    Column("officer", String(64), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("shortlists_in_order", "officer", "position"),
)
"""`position`: the officer's own order; equal ones are in order of the case."""

overnight = Table(
    "overnight",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("organ", String(64), primary_key=True),
    Column("officer", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", LargeBinary, nullable=False),
)
"""Why a case that should have moved on `day` stays with `organ` overnight (日清); sealed."""

saved_texts = Table(
    "saved_texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organ", String(64), nullable=False),
    Column("officer", String(64)),
    Column("use", String(16), nullable=False),
    Column("title", LargeBinary, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Index("saved_texts_of_organ", "organ", "use"),
    sqlite_autoincrement=True,
)
"""常用语: texts that officers write again and again, sealed. `officer`: whose own it is; None: of everybody there."""

bulk_jobs = Table(
    "bulk_jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("officer", String(64), nullable=False),
    Column("action", String(24), nullable=False),
    Column("given", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended", Moment),
    Index("bulk_jobs_of_officer", "officer", "ended"),
)
"""One step for many cases, as an officer asked for it. `given`: what they filled in, sealed."""

bulk_lines = Table(
    "bulk_lines",
    metadata,
    Column("job", ForeignKey("bulk_jobs.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("number", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("claimed", Moment),
    Column("done", Moment),
    Column("trouble", LargeBinary),
)
"""A case of a job. `version`: on the officer's screen. `claimed`: somebody is at it since then; `done`: it was tried.
`trouble`: why it was not done, sealed; None where it was."""
