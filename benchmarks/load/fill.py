"""Fills a gateway as after years of use: cases written straight into the tables, one statement a table.

Each case has an item, its text, two events, its duty and hand-over, a line in the audit log and a nonce."""

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
BUREAUS, UNITS = 20, 200
BUREAU, UNIT = f"'b' || (g % {BUREAUS})", f"'u' || (g % {UNITS})"
OPEN = "g % 10 = 0"
"""One case in ten is still open."""
DAY = "'2025-' || substr(cast(101 + g % 12 AS text), 2) || '-' || substr(cast(101 + g % 28 AS text), 2)"
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
        columns = "case_id, step, at, terminal, version, action, changes"
        db.execute(text(f"INSERT INTO events ({columns}) {_forwarded(owner)} FROM {rows}"))
        db.execute(text("DROP TABLE filled"))
        if kind == "postgresql":
            for table in ("cases", "events"):
                db.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))
    with runtime.autocommit.connect() as db:
        db.execute(text("ANALYZE"))


def _forwarded(owner: str) -> str:
    """The second event: handed to a unit, and closed for nine in ten, whose walk is not told in full."""
    duty = (
        f'\'{{"rule": "told-unit", "organ": "\' || {UNIT} || \'", "started": "2025-06-01", "target": "2025-06-16", '
        f'"limit": "2025-06-16", "article": "23(3)", "profile": "statute"}}\''
    )
    unit = f'\'"unit": "\' || {UNIT} || \'", "arrived": "2025-06-01"\''
    walk = f"'{{\"state\": \"forwarded\", ' || {unit} || ', \"duty\": ' || {duty} || '}}'"
    end = f"'{{\"state\": \"closed\", ' || {unit} || '}}'"
    step = f"CASE WHEN {OPEN} THEN 'forwarded' ELSE 'closed' END"
    changes = f"CASE WHEN {OPEN} THEN {walk} ELSE {end} END"
    return f"SELECT g, {step}, {MOMENT}, {owner}, 2, 'forward', {changes}"


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
        "unit, version, bureau, handler, place_code)": (
            f"g, 'XF2025-' || substr(cast(100000000 + g AS text), 2), {item}, {code}, 'bureau', 'request', {mark}, "
            f"'[\"{'a' * 64}\"]', {MOMENT}, CASE WHEN {OPEN} THEN 'forwarded' ELSE 'closed' END, '', 2, {BUREAU}, "
            f"{UNIT}, '320115'"
        ),
        "events (case_id, step, at, terminal, version, action, changes)": (
            f"g, 'registered', {MOMENT}, {owner}, 1, 'register', '{{\"bureau\": \"' || {BUREAU} || '\"}}'"
        ),
        "duties (case_id, version, rule, organ, started, target, limit_on, article, profile, ended, outcome)": (
            f"g, 2, 'told-unit', {UNIT}, '2025-06-01', {DAY}, {DAY}, '23(3)', 'statute', "
            f"CASE WHEN {OPEN} THEN NULL ELSE {MOMENT} END, 'met'"
        ),
        "legs (case_id, version, to_organ, from_organ, how, arrived)": (f"g, 2, {UNIT}, {BUREAU}, 'forward', {MOMENT}"),
        "journal (chain, n, line)": f"'office', g + 10000000, '{'l' * 220}'",
        "nonces (terminal, nonce, at)": f"{owner}, {mark}, {MOMENT}",
    }
