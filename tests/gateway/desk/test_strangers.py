"""Every route of the desk, asked about a case of others: the answer is the one for a case that is not there. The long
run is `benchmarks.casework.strangers`."""

from sqlalchemy import insert

from core.cases.actions import Action
from core.cases.state import CaseState
from gateway.staff import officers
from gateway.staff.officers import Officer
from gateway.storage.staff_tables import organ_lists, organs
from testkit.desk import Desk
from testkit.desk_strangers import CASES, Stranger, asked, nothing_like, routes, subject
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, EVERYTHING, HANDLER, OTHER, Office
from testkit.terminal import Terminal
from tests.gateway.desk.test_case_page import case_number


def test_of_others_cases_the_desk_says_what_it_says_of_none(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    case = subject(office, terminal)
    stranger = Stranger(Desk(gateway, OTHER))
    assert stranger.leaks(case, nothing_like(case), (Action.FORWARD, Action.REPLY, Action.LINK)) == []
    assert stranger.asked > 100


def test_whose_case_it_is_is_answered(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    """What is asked would show the case, if the officer were a party to it."""
    case = subject(office, terminal)
    handler, clerk = Desk(gateway, HANDLER), Desk(gateway, CLERK)
    for route in routes():
        if route.path.startswith(CASES) and not route.path.endswith("{action}") and "GET" in (route.methods or ()):
            (ask,) = asked(case, route)
            (clerk if "{kind}" in route.path else handler).get(ask.path)


def test_an_act_on_the_own_case_tells_nothing_of_another(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    case, own = subject(office, terminal), case_number(terminal)
    office.lead(own, CaseState.CLASSIFIED)
    with gateway.runtime.engine.begin() as db:
        other = {"id": "bureau-other", "name": "邻县信访局", "kind": "bureau", "parent": "bureau"}
        db.execute(insert(organs).values(**other))
        db.execute(insert(organ_lists).values(at=gateway.clock(), by="test", sha256="1" * 64, organs=1))
    gateway.runtime.organ_cache.drop()
    officers.add(gateway.runtime, Officer("neighbour", "某人", "bureau-other", EVERYTHING), by="test")
    office.act(CLERK, own, "forward", unit="bureau-other")
    stranger = Stranger(Desk(gateway, "neighbour"))
    assert stranger.with_own(own, case, nothing_like(case)) == []
