"""From every revision, the rows are there and readable after migration to the newest."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, insert, select

from core.case import CaseStep
from core.wire import CaseQuery
from gateway.auth import enrolment
from gateway.backup import integrity
from gateway.cases import duties, progress_feed, queries, records
from gateway.cases.plain_steps import plain
from gateway.runtime import Stores, open_runtime
from gateway.storage import metadata
from gateway.storage.database import MIGRATIONS, connect, migrate, newest_version
from testkit.gateway_in_process import Gateway, HandClock, either_empty_store
from testkit.officers import led
from testkit.province import Database
from testkit.terminal import NARRATIVE, Terminal

Rows = dict[str, list[dict[str, Any]]]
REVISIONS = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


def test_the_newest_is_known_without_loading_any() -> None:
    assert newest_version() == REVISIONS[-1]


def brought_to(revision: str, database: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = database
    command.upgrade(config, revision)


def as_found(database: Connection) -> MetaData:
    found = MetaData()
    found.reflect(database)
    return found


def rows_of(engine: Engine) -> Rows:
    with engine.begin() as db:
        found = as_found(db)
        return {each.name: [dict(row) for row in db.execute(select(each)).mappings()] for each in found.sorted_tables}


def put_into(database: Connection, rows: Rows) -> None:
    """Writes the rows, as far as the revision has their tables and columns."""
    for table in as_found(database).sorted_tables:
        known = [{name: row[name] for name in table.columns.keys() & row.keys()} for row in rows.get(table.name, [])]
        if known and table.name != "alembic_version":
            database.execute(table.delete())
            database.execute(insert(table), known)


def url_of(stores: Stores, folder: Path) -> str:
    return stores.database or f"sqlite:///{folder / 'old.sqlite3'}"


@either_empty_store
def test_models_and_migrations_agree(stores: Stores, tmp_path: Path) -> None:
    engine = connect(url_of(stores, tmp_path))
    migrate(engine)
    with engine.begin() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


CODES = {"XF2026-00000001": "4821-0937-5566-1204", "XF2026-00000002": "0007-3345-9012-8866"}
"""As the versions before drew them, and kept them to be read."""


STATES = "0013"
"""The revision from which a case has states and versions instead of five steps."""


def as_before(rows: Rows) -> Rows:
    """Returns the rows as a version wrote them that knew five steps alone."""
    cases = [{**row, "step": plain(row["step"]).value} for row in rows["cases"]]
    events: dict[tuple[int, str], dict[str, Any]] = {}
    for row in rows["events"]:
        step = plain(row["step"]).value
        events.setdefault((row["case_id"], step), {**row, "step": step})
    return {**rows, "cases": cases, "events": list(events.values())}


@pytest.fixture
def lived_in(gateway: Gateway, terminal: Terminal) -> Rows:
    """Returns the rows of a gateway that was in use for a while."""
    item, status = terminal.filed()
    terminal.upload(item).patch(item.files["1.age"])
    terminal.filed()
    assert status.receipt
    led(gateway.runtime, status.receipt.case_number)
    rows = rows_of(gateway.runtime.engine)
    for row in rows["cases"]:
        row["query_code"] = CODES[row["number"]]
    return rows


def on_disk(folder: Path, database: Database | None, url: str) -> bytes:
    """Returns the bytes of all row files; not PostgreSQL's log, which it overwrites in time."""
    if database:
        return database.written(url)
    return b"".join(file.read_bytes() for file in folder.glob("old.sqlite3*"))


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_rows_of_any_revision_are_readable_at_todays(
    *, gateway: Gateway, lived_in: Rows, revision: str, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database: Database | None = request.getfixturevalue("database") if kind == "postgresql" else None
    stores = Stores(database.fresh() if database else "")
    url = url_of(stores, tmp_path)
    old = connect(url)
    with old.begin() as db:
        brought_to(revision, db)
        put_into(db, lived_in if revision >= STATES else as_before(lived_in))
    old.dispose()

    runtime = open_runtime(gateway.data, HandClock(), Stores(url))
    assert [each["step"] for each in records.listed(runtime)] == ["delivered", "registered"]
    shown = records.show(runtime, "XF2026-00000001", with_code=True)
    if revision < "0009":
        content = on_disk(tmp_path, database, url)
        assert not [code for code in CODES.values() if code.encode() in content]
        assert shown and shown["query_code"] == CODES["XF2026-00000001"]
    assert shown and shown["reply"] == "已修好" and shown["attachments"][0]["received"]
    assert shown["petition"]["matter"]["narrative"] == NARRATIVE
    query = CaseQuery(query_code=shown["query_code"], last_four="002X")
    assert queries.by_code(runtime, "t", query).unit == "镇人民政府"
    (terminal,) = enrolment.listed(runtime)
    told = progress_feed.progress(runtime, terminal["terminal"], 0).passed
    assert {each.step for each in told} == {*list(CaseStep)[:4]}
    with runtime.reading() as db:
        assert len(list(duties.listed(db, only_open=True))) == 2
    assert list(integrity.problems(runtime)) == []
    runtime.engine.dispose()
