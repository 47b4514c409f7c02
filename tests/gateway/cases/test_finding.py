"""Finding cases: whether few or many organs' cases are looked through, the same are found."""

import pytest

from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import finding, inbox
from gateway.cases.finding import Wanted
from gateway.cases.inbox import Filter
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, OTHER, Office, open_office
from testkit.terminal import Terminal

LED_TO = (None, CaseState.FORWARDED, CaseState.CLASSIFIED, CaseState.ACCEPTED, None, CaseState.NOTIFIED)


@pytest.fixture
def office(gateway: Gateway) -> Office:
    return open_office(gateway.runtime)


def filed(terminal: Terminal, office: Office) -> list[str]:
    """Returns the numbers of cases in many states, some of which went through the town and came back."""
    numbers = []
    for state in LED_TO:
        receipt = terminal.filed()[1].receipt
        assert receipt
        numbers.append(receipt.case_number)
        if state:
            office.lead(receipt.case_number, state)
    office.act(HANDLER, numbers[1], "object", reasons="不归我镇")
    office.act(CLERK, numbers[1], "agree-objection", reasons="属实")
    return numbers


@either_store
def test_what_an_organ_sees_is_found_newest_first_a_few_at_a_time(
    gateway: Gateway, terminal: Terminal, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = filed(terminal, office)
    monkeypatch.setattr(inbox, "FIRST_TAKEN", 2)
    monkeypatch.setattr(inbox, "PAGE_SIZE", 3)
    wishes = [Wanted(kind=Purpose.REQUEST), Wanted(place="33"), Wanted(place="44"), Wanted(state=CaseState.CLASSIFIED)]
    wishes += [Wanted(kind=Purpose.REQUEST, before=4), Wanted(organ="town"), Wanted(first=gateway.clock().date())]
    for login in (CLERK, HANDLER, OTHER):
        for wanted in wishes:
            few = finding.find(gateway.runtime, office.by[login], wanted)
            with monkeypatch.context() as many:
                many.setattr(finding, "FEW", 0)
                assert finding.find(gateway.runtime, office.by[login], wanted) == few
    town = finding.find(gateway.runtime, office.by[HANDLER], Wanted(kind=Purpose.REQUEST))
    assert [each.case_number for each in town.lines] == [numbers[5], numbers[3], numbers[1]]


@either_store
def test_a_filtered_inbox_is_filled_from_as_many_duties_as_it_takes(
    gateway: Gateway, terminal: Terminal, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = filed(terminal, office)
    monkeypatch.setattr(inbox, "FIRST_TAKEN", 1)
    monkeypatch.setattr(inbox, "PAGE_SIZE", 2)
    clerk = office.by[CLERK]
    at_first = Filter(state=CaseState.REGISTERED)
    assert [each.case_number for each in inbox.page(gateway.runtime, clerk, at_first).lines] == [numbers[0], numbers[4]]
    first = inbox.page(gateway.runtime, clerk, Filter(kind=Purpose.REQUEST))
    second = inbox.page(gateway.runtime, clerk, Filter(kind=Purpose.REQUEST, after=first.lines[-1].key))
    assert [each.case_number for each in first.lines + second.lines] == [numbers[n] for n in (0, 1, 2, 4)]
    assert (first.more, second.more) == (True, False)
