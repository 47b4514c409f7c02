"""Fills a gateway as after years of use: cases written straight into the tables, one statement a table.

Each case has an item, its text, two steps, a line in the audit log and a nonce that was not deleted."""

from sqlalchemy import Connection, text

from gateway.runtime import Runtime

MOMENT = "'2025-06-01T00:00:00.000000+00:00'"
HASH = {"postgresql": "md5({0}) || md5({0} || 'x')", "sqlite": "printf('%064x', {0} * 2654435761)"}
ITEM = {
    "postgresql": "md5('i' || g)::uuid::text",
    "sqlite": "printf('%08x-0000-4000-8000-%012x', (g * 2654435761) % 4294967296, g)",
}
CODE = {
    "postgresql": "to_char((g::bigint * 7919) % 10000000000000000, 'FM0000-0000-0000-0000')",
    "sqlite": "printf('%04d-%04d-%04d-%04d', g % 9973, g % 9949, g / 10000, g % 10000)",
}
NUMBERS = {
    "postgresql": "generate_series({0}, {1}) AS g",
    "sqlite": "(WITH RECURSIVE n(g) AS (SELECT {0} UNION ALL SELECT g + 1 FROM n WHERE g < {1}) SELECT g FROM n)",
}
WORD = {"postgresql": "(g)::text", "sqlite": "g"}


def fill(runtime: Runtime, first: int, last: int, terminals: list[str]) -> None:
    """Writes cases numbered `first` to `last`, of `terminals` in turn."""
    with runtime.engine.begin() as db:
        kind = db.dialect.name
        if kind == "sqlite":
            db.execute(text("PRAGMA cache_size = -1000000"))  # KiB: indexes that grow at random places stay in memory
        word = {"item": ITEM[kind], "code": CODE[kind], "hash": HASH[kind].format(WORD[kind])}
        rows = NUMBERS[kind].format(first, last)
        _name_terminals(db, terminals)
        owner = f"(SELECT id FROM filled WHERE n = g % {len(terminals)})"
        for table, columns in _tables(word, owner).items():
            db.execute(text(f"INSERT INTO {table} SELECT {columns} FROM {rows}"))
        step = f"SELECT g, 'forwarded', {MOMENT}, {owner} FROM {rows}"
        db.execute(text(f"INSERT INTO events (case_id, step, at, terminal) {step}"))
        db.execute(text("DROP TABLE filled"))
        if kind == "postgresql":
            for table in ("cases", "events"):
                db.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))
    with runtime.autocommit.connect() as db:
        db.execute(text("ANALYZE"))


def _name_terminals(db: Connection, terminals: list[str]) -> None:
    db.execute(text("CREATE TEMPORARY TABLE filled (n integer PRIMARY KEY, id text)"))
    db.execute(text("INSERT INTO filled VALUES (:n, :id)"), [{"n": n, "id": each} for n, each in enumerate(terminals)])


def _tables(word: dict[str, str], owner: str) -> dict[str, str]:
    """Returns the values to insert for each number g, by table and columns."""
    item, code, mark = word["item"], word["code"], word["hash"]
    envelope = "'" + "e" * 460 + "'"
    return {
        "items (item, terminal, fingerprint, envelope, signature, received_at)": (
            f"{item}, {owner}, {mark}, {envelope}, '{'s' * 88}', {MOMENT}"
        ),
        "parts (item, name, sha256, size, received_at)": f"{item}, 'text.age', {mark}, 8400, {MOMENT}",
        "cases (id, number, item, code_mark, recipient_set, kind, person_mark, last_four_marks, registered_at, step, "
        "unit)": (
            f"g, 'XF2025-' || substr(cast(100000000 + g AS text), 2), {item}, {code}, 'bureau', 'request', {mark}, "
            f"'[\"{'a' * 64}\"]', {MOMENT}, 'forwarded', ''"
        ),
        "events (case_id, step, at, terminal)": f"g, 'registered', {MOMENT}, {owner}",
        "journal (chain, n, line)": f"'office', g + 1000, '{'l' * 220}'",
        "nonces (terminal, nonce, at)": f"{owner}, {mark}, {MOMENT}",
    }
