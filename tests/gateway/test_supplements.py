"""What a petitioner adds to their case: joined to it once, seen at the desk, and never a way to another's case."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from pydantic import TypeAdapter
from sqlalchemy import func, select

from core import claim
from core.case_life import CaseLife
from core.cases.state import CaseState
from core.introduction import Evidence
from core.person import Person
from core.petition import CaseProof, Enclosure, Petition, Purpose, Role, freeze
from core.reconciliation import ReconciliationAnswer
from core.urgency.kinds import UrgencyKind
from core.wire import ItemStatus
from gateway.backup import integrity
from gateway.cases import case_file, inbox, records
from gateway.cases.inbox import Box, Filter
from gateway.storage.case_tables import supplements
from gateway.storage.schema import cases, events, items, misses
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, led, open_office
from testkit.terminal import ASKER, Item, Terminal, petition, refusal, represented

STRANGER = Person(name="李四", id_number="110105194912310038", phone="13800001111", address="阳光村二组")


def adding(terminal: Terminal, to: str, *, asker: Person = ASKER, **changed: Any) -> Petition:
    """Returns a petition that adds to a case or item."""
    filed = petition(terminal.gateway.clock(), asker=asker)
    return replace(filed, supplements=to, **changed)


def handed(terminal: Terminal, filed: Petition) -> ItemStatus:
    answer = terminal.hand_in(terminal.sealed(filed))
    assert answer.status_code == 201, answer.text
    return ItemStatus.model_validate_json(answer.text)


def joined(status: ItemStatus) -> bool:
    assert status.receipt
    return not status.receipt.query_code


def counted(gateway: Gateway) -> dict[str, int]:
    with gateway.runtime.reading() as db:
        return {
            each.name: db.execute(select(func.count()).select_from(each)).scalar_one()
            for each in (items, cases, supplements)
        }


@pytest.fixture
def first(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


@either_store
def test_it_is_joined_once_and_answered_the_same_again(gateway: Gateway, terminal: Terminal) -> None:
    first: Any = terminal.filed()[1].receipt
    item = terminal.sealed(adding(terminal, first.case_number))
    said = terminal.hand_in(item)
    status = ItemStatus.model_validate_json(said.text)
    assert status.receipt and (status.receipt.case_number, status.receipt.query_code) == (first.case_number, "")
    assert status.wanted == ["1.age"]
    again = terminal.hand_in(item)
    assert (said.status_code, again.status_code) == (201, 200)
    assert ItemStatus.model_validate_json(again.text) == status
    assert ItemStatus.model_validate_json(terminal.call("GET", f"/v1/items/{item.id}").text) == status
    assert counted(gateway) == {"items": 2, "cases": 1, "supplements": 1}
    assert terminal.upload(item).patch(item.files["1.age"]).status_code == 204
    assert list(integrity.problems(gateway.runtime)) == []


@either_store
def test_twelve_calls_with_one_item_join_it_once(gateway: Gateway, terminal: Terminal) -> None:
    first: Any = terminal.filed()[1].receipt
    item = terminal.sealed(adding(terminal, first.case_number))
    answers = at_once([lambda: terminal.hand_in(item)] * 6)
    receipts = {each.json()["receipt"]["case_number"] for each in answers if each.status_code in (200, 201)}
    assert receipts == {first.case_number}
    assert {each.status_code for each in answers} <= {200, 201, 409, 503}
    assert counted(gateway) == {"items": 2, "cases": 1, "supplements": 1}
    assert actions(gateway, first.case_number) == ["register", "supplemented"]


@either_store
def test_terminals_that_add_to_each_others_cases_do_not_wait_for_each_other(gateway: Gateway) -> None:
    one, two = Terminal.enrolled(gateway), Terminal.enrolled(gateway)
    ours: Any = one.filed()[1].receipt
    theirs: Any = two.filed()[1].receipt
    calls = [(one, one.sealed(adding(one, theirs.case_number))) for _ in range(4)]
    calls += [(two, two.sealed(adding(two, ours.case_number))) for _ in range(4)]
    at_once([lambda call=call: until_taken(*call) for call in calls])  # type: ignore[misc]
    assert counted(gateway) == {"items": 10, "cases": 2, "supplements": 8}


@either_store
def test_while_the_case_ends_it_is_joined_before_or_becomes_one_of_its_own(
    gateway: Gateway, terminal: Terminal
) -> None:
    first: Any = terminal.filed()[1].receipt
    office = open_office(gateway.runtime)
    added = [terminal.sealed(adding(terminal, first.case_number)) for _ in range(4)]

    def end() -> None:
        office.act(CLERK, first.case_number, "withdraw", reasons="已经谈好了")

    deeds: list[Callable[[], Any]] = [end, *(lambda item=item: until_taken(terminal, item) for item in added)]
    statuses = [each for each in at_once(deeds) if each is not None]
    kept = [each for each in statuses if joined(each)]
    assert len(statuses) == 4 and counted(gateway) == {
        "items": 5,
        "cases": 1 + 4 - len(kept),
        "supplements": len(kept),
    }
    assert all(each.receipt and each.receipt.case_number == first.case_number for each in kept)
    with gateway.runtime.reading() as db:
        done = list(
            db.execute(
                select(events.c.action)
                .join(cases)
                .where(cases.c.number == first.case_number)
                .order_by(events.c.version)
            ).scalars()
        )
    assert done[-1] == "withdraw" and done.count("supplemented") == len(kept)


def until_taken(terminal: Terminal, item: Item) -> ItemStatus:
    """Hands it in as a terminal does: again, where the platform was busy."""
    while True:
        answer = terminal.hand_in(item)
        if answer.status_code in (200, 201):
            return ItemStatus.model_validate_json(answer.text)
        assert answer.status_code in (409, 503), answer.text


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    start = Barrier(len(deeds))

    def done(deed: Callable[[], Any]) -> Any:
        start.wait(120)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def actions(gateway: Gateway, number: str) -> list[str]:
    wanted = select(events.c.action).join(cases).where(cases.c.number == number).order_by(events.c.version)
    with gateway.runtime.reading() as db:
        return list(db.execute(wanted).scalars())


def test_the_item_itself_may_be_named_and_one_that_was_joined(gateway: Gateway, terminal: Terminal) -> None:
    item, status = terminal.filed()
    second = adding(terminal, str(item.id).upper(), evidence=Evidence.TOLD)
    assert joined(handed(terminal, second))
    third = handed(terminal, adding(terminal, str(second.item), evidence=Evidence.TOLD))
    assert third.receipt and status.receipt and third.receipt.case_number == status.receipt.case_number
    assert counted(gateway)["cases"] == 1


def test_who_shows_the_code_adds_whatever_card_was_laid(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    elsewhere = Terminal.enrolled(gateway)
    proof = CaseProof(query_code=first.query_code, last_four="1234")
    daughter = replace(STRANGER, name="王小兰")
    told = adding(elsewhere, first.case_number, asker=daughter, supplements_proof=proof, evidence=Evidence.TOLD)
    assert joined(handed(elsewhere, told))
    for wrong in (replace(proof, last_four="9999"), replace(proof, query_code="0000-0000-0000-0000")):
        assert not joined(
            handed(elsewhere, adding(elsewhere, first.case_number, asker=daughter, supplements_proof=wrong))
        )


@pytest.mark.parametrize("wrong", ["another's", "typed elsewhere", "unknown", "junk", "ended", "accusation"])
def test_what_is_not_joined_is_a_case_of_its_own(gateway: Gateway, terminal: Terminal, first: Any, wrong: str) -> None:
    other = Terminal.enrolled(gateway)
    to, asker, by = first.case_number, ASKER, Evidence.CAMERA
    match wrong:
        case "another's":
            asker = STRANGER
        case "typed elsewhere":
            by = Evidence.TOLD
        case "unknown":
            to = "XF2026-99999999"
        case "junk":
            to = str(uuid4())
        case "ended":
            open_office(gateway.runtime).act(CLERK, first.case_number, "withdraw", reasons="已经谈好了")
        case "accusation":
            sealed: Any = terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
            to = sealed.case_number
    before = counted(gateway)["cases"]
    status = handed(other, adding(other, to, asker=asker, evidence=by))
    assert status.receipt and status.receipt.query_code and status.receipt.case_number not in (to, first.case_number)
    assert counted(gateway) == {"items": before + 1, "cases": before + 1, "supplements": 0}


@either_store
def test_a_code_that_is_wrong_counts_once_however_often_the_item_is_sent(gateway: Gateway, terminal: Terminal) -> None:
    first: Any = terminal.filed()[1].receipt
    proof = CaseProof(query_code="0000-0000-0000-0000", last_four="1234")
    item = terminal.sealed(adding(terminal, first.case_number, asker=STRANGER, supplements_proof=proof))
    answers = [terminal.hand_in(item) for _ in range(6)]
    assert [each.status_code for each in answers] == [201] + [200] * 5
    with gateway.runtime.reading() as db:
        assert db.execute(select(func.count()).select_from(misses)).scalar_one() == 1


def through_agent(terminal: Terminal, to: str = "", **terms: Any) -> ItemStatus:
    """Returns what is said to an agent who files, or adds to a case."""
    return handed(terminal, represented(adding(terminal, to), **terms))


def test_an_agent_adds_until_the_principal_takes_the_authority_back(gateway: Gateway, terminal: Terminal) -> None:
    case: Any = through_agent(terminal).receipt
    assert joined(through_agent(terminal, case.case_number))
    query = {"query_code": case.query_code, "last_four": "1234"}
    call = {"id": str(uuid4()), "query": query, "act": "withdraw-authority", "words": ""}
    assert Terminal.enrolled(gateway).call("POST", "/v1/own-acts", call).status_code == 200
    today = gateway.clock().date().isoformat()
    assert not joined(through_agent(terminal, case.case_number)), "the letter of before"
    assert not joined(through_agent(terminal, case.case_number, starts=today)), "of the same day: which came first?"
    gateway.clock.turn(days=2)
    tomorrow = gateway.clock().date().isoformat()
    assert joined(through_agent(terminal, case.case_number, starts=tomorrow))
    assert joined(handed(terminal, adding(terminal, case.case_number))), "the principal adds as ever"


@pytest.mark.parametrize("terms", [{"category": "供水"}, {"place": "331181"}])
def test_a_letter_for_another_matter_reaches_no_case_but_its_own(
    gateway: Gateway, terminal: Terminal, first: Any, terms: dict[str, str]
) -> None:
    added = represented(adding(terminal, first.case_number), **terms)
    place = replace(added.matter.place, code=terms.get("place", "330106"))
    said = replace(added, matter=replace(added.matter, category=terms.get("category", "照明"), place=place))
    assert not joined(handed(terminal, said)), "whatever it says of itself"
    assert joined(through_agent(terminal, first.case_number, category="照明", place="330106"))


def test_what_adds_to_an_accusation_is_sealed_like_it_and_stays_apart(gateway: Gateway, terminal: Terminal) -> None:
    sealed: Any = terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
    more = replace(petition(gateway.clock(), Purpose.ACCUSATION), supplements=sealed.case_number)
    status = handed(terminal, more)
    assert status.receipt and status.receipt.case_number != sealed.case_number
    shown = records.show(gateway.runtime, status.receipt.case_number)
    assert shown and shown["petition"] == "sealed to discipline"


def test_the_officer_who_holds_it_sees_it_as_new_until_they_open_it(
    gateway: Gateway, terminal: Terminal, first: Any
) -> None:
    office = led(gateway.runtime, first.case_number, CaseState.ACCEPTED)
    runtime = gateway.runtime
    assert inbox.page(runtime, office.by[HANDLER], Filter(box=Box.ADDED)).lines == ()
    handed(terminal, adding(terminal, first.case_number))
    waiting = inbox.page(runtime, office.by[HANDLER], Filter(box=Box.ADDED)).lines
    assert [each.case_number for each in waiting] == [first.case_number]
    assert inbox.counts(runtime, office.by[HANDLER])[Box.ADDED].found == 1
    looked = case_file.opened(runtime, office.by[CLERK], first.case_number)
    assert [each.new for each in looked.supplements] == [True], "the bureau may look; it is the unit's to see"
    opened = case_file.opened(runtime, office.by[HANDLER], first.case_number)
    assert [each.new for each in opened.supplements] == [True]
    assert inbox.page(runtime, office.by[HANDLER], Filter(box=Box.ADDED)).lines == ()
    assert [each.new for each in case_file.opened(runtime, office.by[HANDLER], first.case_number).supplements] == [
        False
    ]


def test_nothing_owed_moves_and_the_petitioner_sees_it(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    led(gateway.runtime, first.case_number, CaseState.ACCEPTED)
    before = told(terminal, first)
    handed(terminal, adding(terminal, first.case_number))
    after = told(terminal, first)
    assert (after.state, after.owed) == (before.state, before.owed)
    assert after.events[-1].action == "supplemented"


def told(terminal: Terminal, receipt: Any) -> CaseLife:
    query = {"query_code": receipt.query_code, "last_four": "1234"}
    return TypeAdapter(CaseLife).validate_json(terminal.call("POST", "/v1/queries/life", query).text)


def test_what_cannot_wait_is_marked_in_the_case(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    office = led(gateway.runtime, first.case_number, CaseState.ACCEPTED)
    handed(terminal, adding(terminal, first.case_number, urgency=(UrgencyKind.LIFE,)))
    lines = inbox.page(gateway.runtime, office.by[HANDLER], Filter(box=Box.URGENT)).lines
    assert [each.urgency for each in lines] == [(UrgencyKind.LIFE,)]


def test_the_record_has_it_and_not_the_code_that_showed_it(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    proof = CaseProof(query_code=first.query_code, last_four="1234")
    handed(terminal, adding(terminal, first.case_number, supplements_proof=proof))
    handed(terminal, adding(terminal, "XF2026-99999999", supplements_proof=proof))
    shown = records.show(gateway.runtime, first.case_number)
    assert shown and [each["petition"]["supplements"] for each in shown["supplements"]] == [first.case_number]
    others = [records.show(gateway.runtime, each["case_number"]) for each in records.listed(gateway.runtime)]
    assert first.query_code not in str((shown, others))


def test_books_compare_equal(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    item = terminal.sealed(adding(terminal, first.case_number))
    status = ItemStatus.model_validate_json(terminal.hand_in(item).text)
    assert status.receipt
    held = {"item": str(item.id), "state": "sending"}
    answer = terminal.call("POST", "/v1/reconciliation", {"nonce": "0123456789abcdef", "items": [held]})
    assert answer.status_code == 200, answer.text
    said = ReconciliationAnswer.model_validate_json(answer.json()["text"])
    assert [each.status and each.status.receipt for each in said.items] == [status.receipt]


def test_a_recording_that_was_added_goes_with_the_consent(gateway: Gateway, terminal: Terminal, first: Any) -> None:
    told = adding(terminal, first.case_number)
    sound = Enclosure(name="speech.wav", role=Role.AUDIO, media_type="audio/wav", content=b"RIFF" * 300)
    status = terminal.filed_whole(
        freeze(
            channel=told.channel,
            created=told.created,
            matter=told.matter,
            petitioner=told.petitioner,
            enclosures=(sound,),
            evidence=told.evidence,
            claim=claim.new_claim(),
            supplements=first.case_number,
        )
    )
    assert joined(status)
    call = {"id": str(uuid4()), "query": {"query_code": first.query_code, "last_four": "1234"}, "act": "no-audio"}
    said = terminal.call("POST", "/v1/own-acts?added=true", call)
    assert (said.status_code, said.json()["added"]) == (200, [{"item": str(status.item), "erased": ["1.age"]}])
    assert "added" not in terminal.call("POST", "/v1/own-acts", call).json(), "a terminal of before knows no such field"
    assert gateway.runtime.blobs.get(f"{status.item}/1.age") is None
    assert refusal(terminal.call("POST", "/v1/own-acts", {**call, "id": str(uuid4())})) == (422, "not-now")
    assert list(integrity.problems(gateway.runtime)) == []
