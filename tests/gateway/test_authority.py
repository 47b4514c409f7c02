"""What agents file is judged again by the gateway, with the terminal's own judge; so is what they ask later."""

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from benchmarks.authority import sequences
from core.authority.letter import Power
from core.cases.state import CaseState
from core.petition import Petition, Purpose
from core.places import Place
from gateway.cases import authorities
from gateway.intake.offline_import import import_items
from gateway.refusals import Refused
from gateway.runtime.settings import CaseworkSettings
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, open_office
from testkit.terminal import AGENT, ASKER, CLAIMS, Item, Terminal, petition, refusal, represented


def by_agent(created: datetime, purpose: Purpose = Purpose.REQUEST, **terms: Any) -> Petition:
    return represented(petition(created, purpose), **terms)


def sent(terminal: Terminal, filed: Petition, item: Item | None = None) -> Any:
    item = item or terminal.sealed(filed)
    return terminal.call("POST", "/v1/items", item.as_call(CLAIMS[filed.item]), Idempotency_Key=str(filed.item))


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"starts": "2000-01-01", "ends": "2001-01-01"}, "authority-expired"),
        ({"starts": "2027-01-01", "ends": "2027-06-01"}, "authority-not-begun"),
        ({"powers": (Power.QUERY,)}, "authority-scope"),
        ({"powers": ()}, "authority-incomplete"),
        ({"letter": "nowhere.pdf"}, "authority-incomplete"),
        ({"ends": "2026-99-99"}, "authority-incomplete"),
        ({"agent": None}, "authority-incomplete"),
        ({"agent": replace(AGENT, person=ASKER)}, "authority-self"),
    ],
)
def test_a_forged_authority_is_refused_with_its_code_and_article(
    gateway: Gateway, terminal: Terminal, terms: dict[str, Any], code: str
) -> None:
    answer = sent(terminal, by_agent(gateway.clock(), **terms))
    assert refusal(answer) == (422, code)
    assert "《民法典》" in answer.json()["message"]


@either_store
def test_a_good_one_is_registered_and_again_whatever_became_of_the_letter(gateway: Gateway, terminal: Terminal) -> None:
    filed = by_agent(gateway.clock())
    item = terminal.sealed(filed)
    assert sent(terminal, filed, item).status_code == 201
    gateway.clock.turn(days=400)
    assert sent(terminal, filed, item).status_code == 200


def test_a_letter_that_was_good_when_it_was_filed_stays_good(gateway: Gateway, terminal: Terminal) -> None:
    filed = by_agent(gateway.clock(), ends="2026-03-02")
    gateway.clock.turn(days=100)
    assert sent(terminal, filed).status_code == 201


def test_no_filing_is_older_than_its_terminal(gateway: Gateway, terminal: Terminal) -> None:
    long_ago = gateway.clock() - timedelta(days=3650)
    filed = by_agent(long_ago, starts="2016-01-01", ends="2017-01-01")
    assert refusal(sent(terminal, filed)) == (422, "authority-expired")


def test_no_filing_is_older_than_what_its_terminal_filed_days_ago(gateway: Gateway, terminal: Terminal) -> None:
    first_day = gateway.clock()
    gateway.clock.turn(days=60)
    assert sent(terminal, by_agent(gateway.clock())).status_code == 201
    soon = by_agent(first_day, ends="2026-03-05")
    assert sent(terminal, soon).status_code == 201, "what waited in the same outbox comes within a day"
    gateway.clock.turn(days=2)
    assert refusal(sent(terminal, by_agent(first_day, ends="2026-03-05"))) == (422, "authority-expired")


def test_a_clock_far_ahead_makes_no_letter_begin(gateway: Gateway, terminal: Terminal) -> None:
    filed = by_agent(gateway.clock() + timedelta(days=3650), starts="2036-01-01", ends="2037-01-01")
    assert refusal(sent(terminal, filed)) == (422, "authority-not-begun")


def test_in_a_batch_each_is_judged_by_itself(gateway: Gateway, terminal: Terminal) -> None:
    bad, good = by_agent(gateway.clock(), powers=()), by_agent(gateway.clock())
    calls = [terminal.sealed(each).as_call(CLAIMS[each.item]) for each in (bad, good)]
    answer = terminal.call("POST", "/v1/batches", {"items": calls}).json()["items"]
    assert [each["outcome"] for each in answer] == ["failed", "success"]
    assert answer[0]["refusal"]["code"] == "authority-incomplete"


def test_from_a_stick_too_and_nothing_of_it_is_lost(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> None:
    bad, good = by_agent(gateway.clock(), ends="2001-01-01", starts="2000-01-01"), by_agent(gateway.clock())
    for each in (bad, good):
        terminal.sealed(each).laid(tmp_path)
    said = {each["item"]: each for each in import_items(gateway.runtime, tmp_path)}
    assert said[str(bad.item)]["error"]["code"] == "authority-expired"
    assert said[str(good.item)]["case_number"]
    assert (tmp_path / str(bad.item) / "text.age").exists()


def test_what_is_sealed_to_others_cannot_be_judged_here(gateway: Gateway, terminal: Terminal) -> None:
    filed = by_agent(gateway.clock(), purpose=Purpose.ACCUSATION, starts="2000-01-01", ends="2001-01-01")
    assert sent(terminal, filed).status_code == 201


def registered(terminal: Terminal, filed: Petition) -> dict[str, str]:
    """Returns what opens the case."""
    receipt = sent(terminal, filed).json()["receipt"]
    return {"query_code": receipt["query_code"], "last_four": "002X"}


def act(terminal: Terminal, query: dict[str, str], act: str) -> Any:
    return terminal.call("POST", "/v1/own-acts", {"id": str(uuid4()), "query": query, "act": act, "words": "不办了"})


def offered(terminal: Terminal, query: dict[str, str]) -> set[str]:
    answer = terminal.call("POST", "/v1/queries/possible?consents=true", query)
    return {each["act"] for each in answer.json()["acts"]}


def test_the_agents_terminal_asks_what_the_letter_says_and_the_principal_all(
    gateway: Gateway, terminal: Terminal
) -> None:
    kiosk = Terminal.enrolled(gateway)
    query = registered(terminal, by_agent(gateway.clock(), powers=(Power.FILE,)))
    for path in ("/v1/queries", "/v1/queries/life", "/v1/rights-cards"):
        assert refusal(terminal.call("POST", path, query)) == (422, "authority-scope")
        assert kiosk.call("POST", path, query).status_code == 200


@pytest.mark.parametrize(
    ("powers", "code"),
    [
        ((Power.FILE,), "authority-scope"),
        ((Power.FILE, Power.EVALUATE), "authority-scope"),
        ((Power.FILE, Power.QUERY), "not-now"),
    ],
)
def test_the_principal_evaluates_at_an_agents_terminal_that_may_show_the_case(
    gateway: Gateway, terminal: Terminal, powers: tuple[Power, ...], code: str
) -> None:
    query = registered(terminal, by_agent(gateway.clock(), powers=powers))
    grades = {"bureau": "satisfied", "unit": "satisfied", "reasons": ""}
    answer = terminal.call("POST", "/v1/evaluations", {"query": query, "evaluation": grades})
    assert refusal(answer) == (422, code), "nothing was answered yet"


def test_what_is_the_principals_alone_no_agent_does(gateway: Gateway, terminal: Terminal) -> None:
    query = registered(terminal, by_agent(gateway.clock()))
    for each in ("withdraw", "telephone", "copy", "delete", "withdraw-authority"):
        assert refusal(act(terminal, query, each)) == (422, "authority-scope")
    assert offered(terminal, query) == set()
    assert {"withdraw", "withdraw-authority", "copy"} <= offered(Terminal.enrolled(gateway), query)


def test_a_pledge_is_shown_at_the_agents_terminal_and_signed_there_by_the_principal(
    gateway: Gateway, terminal: Terminal
) -> None:
    office, query = open_office(gateway.runtime), registered(terminal, by_agent(gateway.clock()))
    number = terminal.call("POST", "/v1/queries/life?beside=true", query).json()["case_number"]
    office.lead(number, CaseState.FORWARDED)
    office.act(HANDLER, number, "pledge", promise="修好水管", by="2026-03-20", contact="李明")
    pledge = terminal.call("POST", "/v1/queries/life?beside=true", query).json()["pledge"]["number"]
    answer = terminal.call("POST", "/v1/queries/possible?consents=true", query)
    assert [each["act"] for each in answer.json()["acts"]] == ["sign-pledge"]
    call = {"id": str(uuid4()), "query": query, "act": "sign-pledge", "pledge": pledge, "signature": "0,0 900,400"}
    assert terminal.call("POST", "/v1/own-acts", call).status_code == 200


def test_the_principal_takes_it_back_at_a_kiosk_and_it_bites_at_once(gateway: Gateway, terminal: Terminal) -> None:
    kiosk = Terminal.enrolled(gateway)
    query = registered(terminal, by_agent(gateway.clock()))
    assert terminal.call("POST", "/v1/queries", query).status_code == 200
    assert act(kiosk, query, "withdraw-authority").status_code == 200
    for path in ("/v1/queries", "/v1/queries/life", "/v1/queries/possible?consents=true"):
        assert refusal(terminal.call("POST", path, query)) == (422, "authority-expired")
    assert refusal(act(terminal, query, "urge")) == (422, "authority-expired")
    assert "withdraw-authority" not in offered(kiosk, query)
    assert refusal(act(kiosk, query, "withdraw-authority")) == (422, "not-allowed")
    life = kiosk.call("POST", "/v1/queries/life?beside=true", query).json()
    assert life["events"][-1]["action"] == "withdraw-authority" and life["state"] == "registered"
    told = json.loads(terminal.call("GET", "/v1/progress?life=true").json()["text"])
    assert told["passed"][-1]["action"] == "withdraw-authority"


def test_an_authority_that_ended_ends_for_what_is_asked_too(gateway: Gateway, terminal: Terminal) -> None:
    query = registered(terminal, by_agent(gateway.clock()))
    gateway.clock.turn(days=400)
    assert refusal(terminal.call("POST", "/v1/queries", query)) == (422, "authority-expired")


def test_the_bureau_takes_it_back_for_the_principal(gateway: Gateway, terminal: Terminal) -> None:
    receipt = sent(terminal, by_agent(gateway.clock())).json()["receipt"]
    office = open_office(gateway.runtime)
    office.act(CLERK, receipt["case_number"], "withdraw-authority", reasons="本人到窗口说不要代办了")
    query = {"query_code": receipt["query_code"], "last_four": "002X"}
    assert refusal(terminal.call("POST", "/v1/queries", query)) == (422, "authority-expired")


def test_nobody_takes_back_what_nobody_gave(gateway: Gateway, terminal: Terminal) -> None:
    query = registered(terminal, petition(gateway.clock()))
    assert "withdraw-authority" not in offered(terminal, query)
    assert refusal(act(terminal, query, "withdraw-authority")) == (422, "not-allowed")


def test_terminal_and_gateway_agree_on_whatever_agents_do(gateway: Gateway) -> None:
    """`python -m benchmarks.authority` in small."""
    counted = sequences(gateway.runtime, gateway.clock, 40, seed=1)
    assert counted["filings"] > 100 and counted["registered"] == counted["accepted"]
    assert {"authority-expired", "authority-self"} <= {name.removeprefix("refused ") for name in counted}


def by_card(terminal: Terminal) -> Any:
    card = {"name": ASKER.name, "id_number": ASKER.id_number}
    return terminal.call("POST", "/v1/queries/card?agents=true", card).json()


def take_back(terminal: Terminal, number: str, name: str = ASKER.name, this: str = "") -> Any:
    card = {"name": name, "id_number": ASKER.id_number}
    call = {"id": this or str(uuid4()), "card": card, "case_number": number}
    return terminal.call("POST", "/v1/authorities/withdrawals", call)


def test_with_the_card_alone_the_principal_sees_the_agent_and_takes_it_back(
    gateway: Gateway, terminal: Terminal
) -> None:
    kiosk, this = Terminal.enrolled(gateway), str(uuid4())
    receipt = sent(terminal, by_agent(gateway.clock())).json()["receipt"]
    own = sent(kiosk, petition(gateway.clock())).json()["receipt"]["case_number"]
    number = receipt["case_number"]
    (told,) = by_card(kiosk)["by_agent"]
    assert told == {"case_number": number, "agent": AGENT.person.name, "agent_class": AGENT.agent_class}
    assert refusal(take_back(kiosk, number, name="李四"))[0] == 404
    assert refusal(take_back(kiosk, own)) == (422, "not-allowed")
    assert take_back(kiosk, number, this=this).json() == take_back(kiosk, number, this=this).json()
    assert by_card(kiosk)["by_agent"][0]["withdrawn"] is True
    query = {"query_code": receipt["query_code"], "last_four": "002X"}
    assert refusal(terminal.call("POST", "/v1/queries", query)) == (422, "authority-expired")


def test_a_terminal_that_does_not_ask_is_told_no_agents(gateway: Gateway, terminal: Terminal) -> None:
    assert sent(terminal, by_agent(gateway.clock())).status_code == 201
    card = {"name": ASKER.name, "id_number": ASKER.id_number}
    assert set(terminal.call("POST", "/v1/queries/card", card).json()) == {"cases"}


def test_what_a_terminal_of_before_filed_needs_no_proof(gateway: Gateway) -> None:
    """It could name none. Everything else is asked for all the same."""
    day = gateway.clock().date()
    where = Place(code="370102", name="历下区", detail="阳光村")
    filed = by_agent(gateway.clock())
    filed = replace(filed, matter=replace(filed.matter, place=where))
    for since, refused in ((None, True), (day, True), (day + timedelta(days=1), False)):
        runtime = replace(gateway.runtime, casework=CaseworkSettings(proofs_since=since))
        with (
            pytest.raises(
                Refused,
            )
            if refused
            else nullcontext()
        ):
            authorities.check_filing(runtime, "t-1", filed)
    assert filed.authority
    late = replace(filed, authority=replace(filed.authority, ends="2001-01-01", starts="2000-01-01"))
    runtime = replace(gateway.runtime, casework=CaseworkSettings(proofs_since=day + timedelta(days=1)))
    with pytest.raises(Refused) as told:
        authorities.check_filing(runtime, "t-1", late)
    assert told.value.code == "authority-expired"
