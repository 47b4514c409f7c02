"""`python -m benchmarks.casework.strangers [--organs 200]`: an officer of every organ asks every route of the desk, by
HTTP, about a case of others, and about one that is not there; the answers must be the same. Officers with a case of
their own also name it, and its letter, in acts on that.

The routes are those that the desk serves: a new one is asked as well."""

import argparse
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import insert

from core.cases.actions import Action
from core.cases.state import CaseState
from gateway.cases import jurisdiction
from gateway.runtime import Runtime
from gateway.staff import officers
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.staff_tables import organ_lists, organs
from testkit.desk import Desk
from testkit.desk_strangers import CASES, Stranger, nothing_like, routes, subject
from testkit.gateway_in_process import Gateway, serve_switchable
from testkit.officers import CLERK, EVERYTHING, HANDLER, Office, open_office
from testkit.terminal import Terminal

BUREAUS = 20
ACTS_EACH = 3
"""Acts whose forms an officer asks for and sends; the next officer takes the next ones."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organs", type=int, default=200)
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_switchable(Path(folder) / "switchable") as switchable,
        switchable.gateway(Path(folder) / "gateway") as gateway,
    ):
        raise SystemExit(bool(_walk(gateway, args.organs)))


def _walk(gateway: Gateway, count: int) -> list[str]:
    office, terminal = open_office(gateway.runtime), Terminal.enrolled(gateway)
    case = subject(office, terminal)
    bureaus = _grown(gateway.runtime, count)
    organ_tree, asked, found, strangers = tree(gateway.runtime), 0, [], 0
    acts = _in_turn(list(Action), ACTS_EACH)
    parties = {office.by[login].organ for login in (CLERK, HANDLER)}
    for organ in organ_tree:
        officer = Officer(f"at-{organ.id}", "某人", organ.id, EVERYTHING)
        if parties & set(jurisdiction.organs_of(officer, organ_tree)):
            continue
        officers.add(gateway.runtime, officer, by="benchmark")
        stranger = Stranger(Desk(gateway, officer.login))
        found += stranger.leaks(case, nothing_like(case), next(acts))
        if organ.id in bureaus:
            found += stranger.with_own(_own(office, terminal, organ.id), case, nothing_like(case))
        asked, strangers = asked + stranger.asked, strangers + 1
    of_cases = sum(each.path.startswith(CASES) for each in routes())
    print(f"{len(list(organ_tree))} organs, {strangers} officers of organs that are no party, with all roles")
    print(f"{len(routes())} routes, {of_cases} of them about one case: {asked} calls, {len(found)} answers that tell")
    print("\n".join(found), flush=True)
    return found


def _in_turn(things: list[Action], size: int) -> Iterator[list[Action]]:
    """Yields so many at a time, from the first again after the last."""
    going_on = cycle(things)
    while True:
        yield list(islice(going_on, size))


def _own(office: Office, terminal: Terminal, bureau: str) -> str:
    receipt = terminal.filed()[1].receipt
    assert receipt
    office.lead(receipt.case_number, CaseState.CLASSIFIED)
    office.act(CLERK, receipt.case_number, "forward", unit=bureau)
    return receipt.case_number


def _grown(runtime: Runtime, count: int) -> set[str]:
    """Adds bureaus and units until there are so many organs; returns the bureaus."""
    more = count - len(list(tree(runtime)))
    bureaus = [f"b{n}" for n in range(min(BUREAUS, more // 4))]
    rows = [{"id": each, "name": f"局{each}", "kind": "bureau", "parent": "bureau"} for each in bureaus]
    for n in range(more - len(bureaus)):
        rows.append({"id": f"u{n}", "name": f"单位{n}", "kind": "unit", "parent": f"u{n // 3}" if n else "water"})
    with runtime.engine.begin() as db:
        for row in rows:  # in this order: a parent is there before its child
            db.execute(insert(organs).values(**row))
        db.execute(insert(organ_lists).values(at=runtime.now(), by="benchmark", sha256="1" * 64, organs=len(rows)))
    runtime.organ_cache.drop()
    return set(bureaus)


if __name__ == "__main__":
    main()
