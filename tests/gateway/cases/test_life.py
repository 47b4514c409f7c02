"""A case from registration to its end, in both kinds of stores: events, duties, hand-overs, and who may."""

from datetime import date

import pytest

from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import acts, case_file, duties, tick
from gateway.cases.acts import Act, RefusedAct
from gateway.cases.duties import DutyLine
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, DISCIPLINE, HANDLER, OTHER, Office, open_office
from testkit.terminal import Terminal


@pytest.fixture
def office(gateway: Gateway) -> Office:
    return open_office(gateway.runtime)


def number_of(terminal: Terminal, purpose: Purpose = Purpose.REQUEST) -> str:
    receipt = terminal.filed(purpose=purpose)[1].receipt
    assert receipt
    return receipt.case_number


def owed(gateway: Gateway) -> list[DutyLine]:
    with gateway.runtime.reading() as db:
        return list(duties.listed(db, only_open=True))


@either_store
def test_the_ordinary_way_ends_by_itself(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = number_of(terminal)
    (first,) = owed(gateway)
    assert (first.rule, first.organ, first.limit) == ("forward", "bureau", date(2026, 3, 17))
    for state, rule, organ in (
        (CaseState.CLASSIFIED, "forward", "bureau"),
        (CaseState.FORWARDED, "told-unit", "town"),
        (CaseState.NOTIFIED, "accept", "town"),
        (CaseState.ACCEPTED, "handle", "town"),
        (CaseState.REPLIED, "deliver", "town"),
        (CaseState.DELIVERED, "execute", "town"),
    ):
        office.lead(number, state)
        assert [(each.rule, each.organ) for each in owed(gateway)] == [(rule, organ)]
    office.close(number)
    assert [each.rule for each in owed(gateway)] == ["close"]
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 0}
    gateway.clock.turn(days=31)
    assert tick.run(gateway.runtime) == {"closed": 1, "urged": 0}
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 0}
    assert owed(gateway) == []
    opened = case_file.opened(gateway.runtime, office.by[CLERK], number)
    assert (opened.case.state, opened.case.ending) == (CaseState.CLOSED, "no-review")
    assert [each.outcome for each in opened.duties] == ["met"] * 7
    assert opened.legs[0].to_organ == "town" and opened.legs[0].ended
    assert opened.readers == ((gateway.clock.now.date(), "bureau"),)


@either_store
def test_of_two_officers_at_once_the_other_sees_what_happened(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    number = number_of(terminal)
    office.act(CLERK, number, "classify", version="1", kind="request", way="6")
    with pytest.raises(RefusedAct) as refused:
        office.act(CLERK, number, "classify", version="1", kind="suggestion")
    assert refused.value.code == "conflict"


def test_a_late_duty_is_urged_once(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = number_of(terminal)
    gateway.clock.turn(days=16)
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 1}
    assert tick.run(gateway.runtime) == {"closed": 0, "urged": 0}
    opened = case_file.opened(gateway.runtime, office.by[CLERK], number)
    assert [each.action for each in opened.events] == ["register", "urge"]


def test_who_is_no_party_finds_nothing(terminal: Terminal, office: Office) -> None:
    number = number_of(terminal)
    office.lead(number, CaseState.FORWARDED)
    for login in (OTHER, DISCIPLINE):
        with pytest.raises(Refused) as refused:
            office.lawful(login, number)
        assert refused.value.code == "not-found"
    assert "notify" in office.lawful(HANDLER, number)


def test_an_accusation_goes_to_the_discipline_organ_alone(terminal: Terminal, office: Office) -> None:
    number = number_of(terminal, Purpose.ACCUSATION)
    office.act(CLERK, number, "classify", kind="accusation")
    with pytest.raises(RefusedAct) as refused:
        office.act(CLERK, number, "forward", unit="town")
    assert (refused.value.code, refused.value.article) == ("not-allowed", "30(3)")
    office.act(CLERK, number, "forward", unit="discipline")
    with pytest.raises(RefusedAct) as refused:
        office.act(DISCIPLINE, number, "reply", opinion="x", facts="x", basis="x", outcomes="denied")
    assert (refused.value.code, refused.value.article) == ("not-allowed", "30")
    assert office.act(DISCIPLINE, number, "complete", report="已办结").case.state is CaseState.CLOSED


@either_store
def test_a_link_rests_a_case_and_is_undone(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    first, second = number_of(terminal), number_of(terminal)
    office.act(CLERK, second, "link", case=first, relation="same-matter")
    assert [each.case_number for each in owed(gateway)] == [first]
    with pytest.raises(RefusedAct):
        office.act(CLERK, first, "link", case=second, relation="same-matter")
    office.act(CLERK, second, "unlink", case=first)
    assert [(each.rule, each.case_number) for each in owed(gateway)] == [("forward", first), ("forward", second)]


def test_who_has_an_interest_is_not_given_the_case(terminal: Terminal, office: Office) -> None:
    number = number_of(terminal)
    office.lead(number, CaseState.FORWARDED)
    office.act(HANDLER, number, "recuse", reasons="是我的亲戚")
    for login, given in ((HANDLER, {}), (HANDLER, {"officer": HANDLER})):
        with pytest.raises(RefusedAct) as refused:
            office.act(login, number, "take", **given)
        assert (refused.value.code, refused.value.article) == ("not-allowed", "28")


def test_a_case_is_given_to_somebody_of_the_unit(terminal: Terminal, office: Office) -> None:
    number = number_of(terminal)
    office.lead(number, CaseState.FORWARDED)
    for stranger in (OTHER, "nobody"):
        with pytest.raises(RefusedAct) as refused:
            office.act(HANDLER, number, "take", officer=stranger)
        assert refused.value.code == "missing"
    office.act(HANDLER, number, "take")


def test_a_dispute_goes_to_the_superior_who_then_sees_the_case(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    number, runtime = number_of(terminal), gateway.runtime
    county = officers.add(runtime, Officer("county-head", "某人", "county", frozenset(Role)), by="test")
    office.by["county-head"] = county
    office.lead(number, CaseState.FORWARDED)
    office.act(HANDLER, number, "object", reasons="水管归水务局")
    office.act(CLERK, number, "dispute", units="town;water", reasons="两家都说不管")
    assert [(each.rule, each.organ) for each in owed(gateway)] == [("dispute", "county")]
    office.act("county-head", number, "settle", unit="water", term="2026-04-01", reasons="归水务局")
    assert [(each.rule, each.organ) for each in owed(gateway)] == [("told-unit", "water")]
    legs = case_file.opened(runtime, county, number).legs
    assert [(each.to_organ, each.how, each.outcome) for each in legs] == [
        ("town", "forward", "disputed"),
        ("county", "dispute", "forwarded-on"),
        ("water", "settle", None),
    ]
    assert "notify" in office.lawful(OTHER, number)


def test_what_ended_for_good_is_named_when_it_is_filed_again(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    first = number_of(terminal)
    office.lead(first)
    office.close(first)
    again = number_of(terminal)
    office.act(CLERK, again, "classify", kind="request", way="6")
    with pytest.raises(RefusedAct, match="没有编号是这个"):
        office.act(CLERK, again, "refuse-again", earlier=first, reasons="同一件事")
    gateway.clock.turn(days=31)
    tick.run(gateway.runtime)
    office.act(CLERK, first, "terminate", minutes="〔2026〕8号", reasons="程序都走完了")
    office.act(CLERK, again, "refuse-again", earlier=first, reasons="同一件事")
    assert case_file.opened(gateway.runtime, office.by[CLERK], again).case.ending == "refused-again"


@either_store
def test_whom_others_always_overtake_is_heard_all_the_same(
    gateway: Gateway, terminal: Terminal, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time that the act was judged, somebody else's event is faster; the officer named no version."""
    number, before = number_of(terminal), acts._judged_before

    def overtaken(runtime: Runtime, officer: Officer, wanted: Act) -> acts._Ready:
        ready = before(runtime, officer, wanted)
        with monkeypatch.context() as alone:
            alone.setattr(acts, "_judged_before", before)
            office.act(CLERK, number, "urge", note="又来过电话")
        return ready

    monkeypatch.setattr(acts, "_judged_before", overtaken)
    office.act(CLERK, number, "urge", note="请快些")
    with gateway.runtime.reading() as db:
        assert acts.found(db, gateway.runtime, office.by[CLERK], number)["version"] == 1 + acts.MOST_TRIES + 1
