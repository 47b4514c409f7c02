"""`python -m benchmarks.casework.scale [--sizes 100000,1000000] [--stores sqlite,postgresql]`: how long an officer
waits for the inbox, a search, and a case, beside so many cases; and by how much that grows.

Twenty bureaus, two hundred units; one case in ten is open. Times are of the calls behind the pages, and of whole pages
as a browser gets them (`page …`, by the application in this process), in milliseconds; CPU is this process's, without
the database server's. Each size has a store of its own, and they are asked by turns, so that what else the machine does
slows all alike: growth is that of the median time. The cases have no text: what opening one costs is not in the page of
a case."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import insert
from starlette.testclient import TestClient

from benchmarks.load.calls import enrolled
from benchmarks.load.fill import BUREAUS, UNITS, fill
from benchmarks.load.stores import Place, place
from gateway.app import application
from gateway.cases import case_file, finding, inbox
from gateway.cases.finding import Wanted
from gateway.cases.inbox import Box, Filter
from gateway.runtime import Runtime, open_runtime
from gateway.staff import officers as staff
from gateway.staff import sessions
from gateway.staff.officers import Officer, Role
from gateway.storage.staff_tables import organ_lists, organs
from testkit.desk import COOKIE

TIMES = 200
HANDLER = Officer("handler", "某人", "u10", frozenset({Role.HANDLE}))
HEAD = Officer("head", "某人", "bureau", frozenset({Role.SUPERVISE, Role.FORWARD}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000")
    parser.add_argument("--stores", default="sqlite,postgresql")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    for kind in args.stores.split(","):
        with place(kind) as there:
            runtimes = {size: _filled(there, size) for size in sizes}
            _measure(kind, runtimes)
            for runtime in runtimes.values():
                runtime.engine.dispose()


def _filled(there: Place, size: int) -> Runtime:
    runtime = open_runtime(there.folder / f"of-{size}", stores=there.fresh())
    _organs(runtime)
    fill(runtime, 1, size, [each.id for each in enrolled(runtime, "http://127.0.0.1:1", 20).terminals])
    return runtime


def _organs(runtime: Runtime) -> None:
    rows = [{"id": f"b{n}", "name": f"局{n}", "kind": "bureau", "parent": "bureau"} for n in range(BUREAUS)]
    rows += [{"id": f"u{n}", "name": f"单位{n}", "kind": "unit", "parent": f"b{n % BUREAUS}"} for n in range(UNITS)]
    with runtime.engine.begin() as db:
        db.execute(insert(organs), rows)
        db.execute(insert(organ_lists).values(at=runtime.now(), by="benchmark", sha256="0" * 64, organs=len(rows)))
    runtime.organ_cache.drop()


def _measure(kind: str, runtimes: dict[int, Runtime]) -> None:
    print(f"\n{kind:<34}{'cases':>9}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'growth':>8}", flush=True)
    asked = {size: {**_calls(runtime, size), **_pages(runtime, size)} for size, runtime in runtimes.items()}
    for name in next(iter(asked.values())):
        before = None
        for size, took in _timed({size: calls[name] for size, calls in asked.items()}).items():
            growth = f"{took.p50 / before:.2f}" if before else ""
            before = took.p50
            print(f"{name:<34}{size:>9}{took.p50:>9.1f}{took.p95:>9.1f}{took.cpu:>9.1f}{growth:>8}", flush=True)


def _calls(runtime: Runtime, size: int) -> dict[str, Callable[[], Any]]:
    """Each time another case; those of the handler's unit end in 10 of 200."""
    numbers = count(10, UNITS)

    def number() -> str:
        return f"XF2025-{next(numbers) % size:08d}"

    page = inbox.page(runtime, HANDLER, Filter())
    return {
        "inbox of a unit": lambda: inbox.page(runtime, HANDLER, Filter()),
        "inbox of a unit, its second page": lambda: inbox.page(runtime, HANDLER, Filter(after=page.lines[-1].key)),
        "inbox, late": lambda: inbox.page(runtime, HANDLER, Filter(Box.LATE)),
        "inbox of all below, late": lambda: inbox.page(runtime, HEAD, Filter(Box.LATE, below=True)),
        "inbox, place and state": lambda: inbox.page(runtime, HANDLER, Filter(place="3201")),
        "counts of the boxes": lambda: inbox.counts(runtime, HANDLER),
        "counts, place": lambda: inbox.counts(runtime, HANDLER, Filter(place="3201")),
        "search by number": lambda: inbox.of_cases(runtime, HANDLER, [number()]),
        "search by person": lambda: finding.find(runtime, HANDLER, Wanted(person="0" * 64)),
        "case page": lambda: case_file.opened(runtime, HANDLER, number()),
    }


def _pages(runtime: Runtime, size: int) -> dict[str, Callable[[], Any]]:
    """The same through the desk, for the handler, who is signed in."""
    with runtime.reading() as db:
        known = staff.find(db, HANDLER.login)
    if known is None:
        staff.add(runtime, HANDLER, by="benchmark")
    with runtime.engine.begin() as db:
        token = sessions.begin(runtime, HANDLER.login, "password", db).token
    browser = TestClient(application(runtime), base_url="http://127.0.0.1", cookies={COOKIE: token})
    numbers = count(10, UNITS)

    def shown(path: str) -> None:
        answer = browser.get(path.format(number=f"XF2025-{next(numbers) % size:08d}"))
        assert answer.status_code == 200, answer.text

    return {
        "page inbox": lambda: shown("/desk"),
        "page inbox, late": lambda: shown("/desk?box=late"),
        "page inbox, place": lambda: shown("/desk?place=3201"),
        "page search by number": lambda: shown("/desk/search?number={number}"),
        "page search by place": lambda: shown("/desk/search?place=3201"),
        "page of a case": lambda: shown("/desk/cases/{number}"),
    }


@dataclass(frozen=True)
class Took:
    """Milliseconds of a call: median and 95th of a hundred of the time, median of the CPU."""

    p50: float
    p95: float
    cpu: float


def _timed(calls: dict[int, Callable[[], Any]]) -> dict[int, Took]:
    """By size; each size in turn, so many times."""
    spent: dict[int, list[float]] = {size: [] for size in calls}
    worked: dict[int, list[float]] = {size: [] for size in calls}
    for call in calls.values():
        call()
    for _ in range(TIMES):
        for size, call in calls.items():
            began, working = perf_counter(), process_time()
            call()
            spent[size].append(1000 * (perf_counter() - began))
            worked[size].append(1000 * (process_time() - working))
    return {size: Took(median(spent[size]), quantiles(spent[size], n=20)[18], median(worked[size])) for size in calls}


if __name__ == "__main__":
    main()
