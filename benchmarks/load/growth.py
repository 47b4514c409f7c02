"""The cost of a call as the tables grow: pages touched, milliseconds in the database, and each statement's plan.

The gateway's own statements are intercepted and explained: EXPLAIN (ANALYZE, BUFFERS) on PostgreSQL, inside a savepoint
that is rolled back; EXPLAIN QUERY PLAN on SQLite."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from secrets import token_hex
from statistics import median
from time import process_time
from typing import Any

from psycopg.pq import TransactionStatus
from sqlalchemy import event

from benchmarks.load.calls import Desk, enrolled
from benchmarks.load.fill import fill
from benchmarks.load.stores import place
from core.person import Person
from core.wire import CardQuery, CaseQuery, ItemStatus
from gateway.auth import enrolment, guard
from gateway.cases import bulletin, progress_feed, queries
from gateway.clock import china_now
from gateway.intake import item_status, registration
from gateway.runtime import Runtime, open_runtime
from gateway.throttling import quotas
from testkit.terminal import petition

TERMINALS = 2000
TIMES = 50
"""How often each call is timed."""


@dataclass
class QueryPlans:
    """The plans of one call's statements, in order; `pages`: read or hit by all of them; `ms`: in the database."""

    plans: list[str] = field(default_factory=list)
    pages: int = 0
    ms: float = 0.0


def main(kinds: list[str], sizes: list[int], plans: bool) -> None:
    for kind in kinds:
        with place(kind) as there:
            data = there.folder / "ours"
            runtime = open_runtime(data, stores=there.fresh())
            desk, filled = enrolled(runtime, "http://127.0.0.1:1", TERMINALS), 0
            print(f"\n{kind:<30}{'cases':>9}{'pages':>8}{'ms in database':>16}{'CPU ms here':>13}", flush=True)
            for size in sizes:
                fill(runtime, filled + 1, size, [each.id for each in desk.terminals])
                filled = size + 10_000  # the calls below register some
                for name, call in _calls(runtime, desk).items():
                    _tell(runtime, name, size, call, plans)
            runtime.engine.dispose()


def _tell(runtime: Runtime, name: str, size: int, call: Callable[[], Any], plans: bool) -> None:
    spent = []
    for _ in range(TIMES):
        began = process_time()
        call()
        spent.append(process_time() - began)
    with explaining(runtime) as caught:
        call()
    ms = f"{caught.ms:.2f}" if caught.ms else ""
    print(f"{name:<30}{size:>9}{caught.pages or '':>8}{ms:>16}{1000 * median(spent):>13.2f}", flush=True)
    if plans:
        print("\n".join(f"    {line}" for plan in caught.plans for line in plan.splitlines()), flush=True)


def _calls(runtime: Runtime, desk: Desk) -> dict[str, Callable[[], Any]]:
    pool = cycle(desk.terminals)
    ready = [
        (each, each.sealed(petition(china_now(), asker=_somebody(n))))
        for n, each in zip(range(3 * TIMES), pool, strict=False)
    ]
    first = desk.terminals[0].id

    def register() -> ItemStatus:
        terminal, item = ready.pop()
        sender = enrolment.find_sender(runtime, terminal.id)
        assert sender
        quotas.check_registration(runtime, terminal.id, item.id)
        signed, text = item.signed, item.files["text.age"]
        about = registration.Submission(item.id, terminal.as_call(item)["claim"], nonce=token_hex(32))
        return registration.register(runtime, sender, signed, text, about)[0]

    handed_in = register()
    assert handed_in.receipt
    latest = _latest(runtime, first)
    asked = CaseQuery(query_code=handed_in.receipt.query_code, last_four="1234")
    card = CardQuery(name="王小满", id_number="11010519491231002X")
    return {
        "registration": register,
        "nonce of another call": lambda: guard.used_before(runtime, first, token_hex(32)),
        "query by code": lambda: queries.by_code(runtime, first, asked),
        "query by card": lambda: queries.by_card(runtime, first, card),
        "progress from the beginning": lambda: progress_feed.progress(runtime, first, 0),
        "progress of late": lambda: progress_feed.progress(runtime, first, latest - 1),
        "bulletin": lambda: bulletin.current(runtime),
        "status of an item": lambda: item_status.status(runtime, handed_in.item),
    }


def _latest(runtime: Runtime, terminal: str) -> int:
    """Returns the number of the last step of the terminal's cases."""
    told, number = progress_feed.progress(runtime, terminal, 0), 0
    while told.passed:
        number = told.passed[-1].number
        told = progress_feed.progress(runtime, terminal, number)
    return number


def _somebody(n: int) -> Person:
    return Person(name=f"王{chr(0x4E00 + n)}", phone=f"1380000{n:04d}", address="阳光村一组")


@contextmanager
def explaining(runtime: Runtime) -> Iterator[QueryPlans]:
    caught = QueryPlans()

    def explain(connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        words = statement.split(None, 1)[0].upper()
        if words not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            return
        raw = connection.connection.driver_connection
        (_on_postgresql if connection.dialect.name == "postgresql" else _on_sqlite)(raw, statement, values, caught)

    event.listen(runtime.engine, "before_cursor_execute", explain)
    try:
        yield caught
    finally:
        event.remove(runtime.engine, "before_cursor_execute", explain)


def _on_postgresql(raw: Any, statement: str, values: Any, caught: QueryPlans) -> None:
    """Explains the statement and rolls it back; in a transaction of its own where none is open."""
    alone = raw.info.transaction_status == TransactionStatus.IDLE
    raw.execute("BEGIN" if raw.autocommit and alone else "SAVEPOINT explained")
    lines = [row[0] for row in raw.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", values)]
    raw.execute("ROLLBACK" if raw.autocommit and alone else "ROLLBACK TO SAVEPOINT explained")
    caught.plans.append("\n".join(lines))
    caught.ms += float(lines[-1].split()[2])
    whole = True  # of the statement, and of each of its steps
    for line in lines:
        whole = whole or line.strip().startswith("CTE ")
        if whole and "Buffers: shared" in line:
            caught.pages += sum(int(count) for count in re.findall(r"(?:hit|read)=(\d+)", line))
            whole = False


def _on_sqlite(raw: Any, statement: str, values: Any, caught: QueryPlans) -> None:
    rows = raw.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    caught.plans.append("\n".join([" ".join(statement.split())[:100], *(f"  {row[3]}" for row in rows)]))
