"""An urgent case stands first at the desk, with what is urgent; what is sealed to others has no such mark."""

from dataclasses import replace

from sqlalchemy import select

from core.petition import Filing, Purpose
from core.urgency.kinds import UrgencyKind
from gateway.storage.schema import cases
from testkit.desk import Desk, main_text
from testkit.filings import a_filing
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, Office
from testkit.terminal import Terminal
from tests.gateway.desk.test_case_page import case_number, filed
from tests.gateway.desk.test_lists import numbers


def urgent(purpose: Purpose = Purpose.REQUEST) -> Filing:
    filing = a_filing(purpose)
    kinds = (UrgencyKind.VIOLENCE, UrgencyKind.NO_HEATING)
    return replace(filing, petition=replace(filing.petition, urgency=kinds))


def test_it_has_a_box_of_its_own_and_a_mark(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    calm, pressing = case_number(terminal), filed(terminal, urgent())
    clerk = Desk(gateway, CLERK)
    page = clerk.get("/desk")
    assert numbers(page) == [calm, pressing]
    assert "紧急 1" in main_text(page)
    assert "人身侵害、停暖" in main_text(page)
    assert numbers(clerk.get("/desk?box=urgent")) == [pressing]
    assert "紧急 · 人身侵害、停暖" in main_text(clerk.get(f"/desk/cases/{pressing}"))
    assert "紧急 ·" not in main_text(clerk.get(f"/desk/cases/{calm}"))


def test_the_duty_view_shows_it_first_and_looks_again_by_itself(terminal: Terminal, clerk: Desk) -> None:
    pressing = filed(terminal, urgent())
    answer = clerk.browser.get(f"{clerk.gateway.url}/desk/watch", timeout=120)
    assert answer.headers["refresh"] == "60"
    page = answer.text
    assert numbers(page)[0] == pressing
    assert main_text(page).index("人身侵害") < main_text(page).index("已逾期")


def test_an_accusation_stands_there_without_a_mark(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    filed(terminal, urgent(Purpose.ACCUSATION))
    with gateway.runtime.reading() as db:
        assert db.execute(select(cases.c.urgency)).scalars().all() == [""]
    assert "紧急 0" in main_text(Desk(gateway, CLERK).get("/desk"))
