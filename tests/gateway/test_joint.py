"""A joint petition: each representative is told by their own card, nobody of the others; one answer to all."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.cases.state import CaseState
from core.introduction import Evidence
from core.joint import Joint, JointConsent, Representative, Signer
from core.person import Person
from core.petition import Petition, Purpose
from core.wire import ItemStatus
from gateway.cases import records
from gateway.cases.people import filed_before
from gateway.desk import case_view
from gateway.letters import documents
from gateway.staff.officers import Officer, Role
from gateway.storage.case_tables import joint_people
from gateway.storage.schema import cases
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, led, open_office
from testkit.terminal import ASKER, Terminal, petition, refusal, represented

SECOND = Person(name="李秀英", id_number="110105194912310038", phone="13900005678")
BY_CARD = Person(name="赵铁柱", id_number="320102193505053316")
BY_HAND = Person(name="孙大娘", id_number="320102193505057317")


def together(created: datetime, purpose: Purpose = Purpose.REQUEST) -> Petition:
    consent = JointConsent(text_sha256="0" * 64, at=created)
    alone = petition(created, purpose)
    joint = Joint(
        representatives=(
            Representative(**vars(ASKER), evidence=Evidence.CAMERA),
            Representative(**vars(SECOND), evidence=Evidence.CHIP, consent=consent),
        ),
        signers=(
            Signer(name=BY_CARD.name, id_number=BY_CARD.id_number, evidence=Evidence.CHIP, consent=consent),
            Signer(name=BY_HAND.name, id_number=BY_HAND.id_number, signature="page-1.jpg", consent=consent),
        ),
    )
    return replace(alone, joint=joint)


def filed(terminal: Terminal, what: Petition) -> Any:
    answer = terminal.hand_in(terminal.sealed(what))
    assert answer.status_code == 201, answer.text
    return ItemStatus.model_validate_json(answer.text).receipt


def told(terminal: Terminal, person: Person) -> list[dict[str, Any]]:
    answer = terminal.call("POST", "/v1/queries/card", {"name": person.name, "id_number": person.id_number})
    found: list[dict[str, Any]] = answer.json()["cases"]
    return found


def rows(gateway: Gateway) -> int:
    with gateway.runtime.reading() as db:
        return db.execute(select(func.count()).select_from(joint_people)).scalar_one()


@either_store
def test_who_represents_or_showed_a_card_is_told_and_nobody_else(gateway: Gateway, terminal: Terminal) -> None:
    receipt = filed(terminal, together(gateway.clock()))
    for person in (ASKER, SECOND, BY_CARD):
        (case,) = told(terminal, person)
        assert case["case_number"] == receipt.case_number
        assert set(case) == {"case_number", "registered_on", "step"}, "nothing of the others"
    assert told(terminal, BY_HAND) == [], "nobody has shown that the name is theirs"


@either_store
def test_the_code_opens_with_the_digits_of_each_representative(gateway: Gateway, terminal: Terminal) -> None:
    receipt = filed(terminal, together(gateway.clock()))
    led(gateway.runtime, receipt.case_number)
    for four, status in {"1234": 200, "002X": 200, "5678": 200, "0038": 200, "3316": 404, "7317": 404}.items():
        answer = terminal.call("POST", "/v1/queries", {"query_code": receipt.query_code, "last_four": four})
        assert answer.status_code == status, four
        names = [each.name for each in (ASKER, SECOND, BY_CARD, BY_HAND)]
        assert not any(name in answer.text for name in names)


@either_store
def test_it_is_registered_once(gateway: Gateway, terminal: Terminal) -> None:
    item = terminal.sealed(together(gateway.clock()))
    first, again = terminal.hand_in(item), terminal.hand_in(item)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["receipt"] == again.json()["receipt"]
    assert rows(gateway) == 2, "the petitioner's own index stands with the case"


def test_who_files_for_the_petitioner_is_told_to_the_petitioner_alone(gateway: Gateway, terminal: Terminal) -> None:
    filed(terminal, represented(together(gateway.clock())))

    def agents(person: Person) -> list[dict[str, Any]]:
        call = {"name": person.name, "id_number": person.id_number}
        told_too = terminal.call("POST", "/v1/queries/card?agents=true", call).json()
        found: list[dict[str, Any]] = told_too.get("by_agent", [])
        return found

    assert len(agents(ASKER)) == 1
    assert agents(SECOND) == agents(BY_CARD) == []


@either_store
def test_of_an_accusation_nobody_is_found(gateway: Gateway, terminal: Terminal) -> None:
    filed(terminal, together(gateway.clock(), Purpose.ACCUSATION))
    assert rows(gateway) == 0
    assert told(terminal, ASKER) == told(terminal, SECOND) == []


def test_who_files_again_hears_of_their_own_earlier_case_alone(gateway: Gateway, terminal: Terminal) -> None:
    joint = filed(terminal, together(gateway.clock()))
    own = petition(gateway.clock(), asker=SECOND)
    status = ItemStatus.model_validate_json(terminal.hand_in(terminal.sealed(own)).text)
    assert status.earlier and status.earlier.case_number == joint.case_number, "they filed it too"

    later = filed(terminal, petition(gateway.clock(), asker=replace(BY_HAND, phone=ASKER.phone)))
    alone = together(gateway.clock())
    only_me = replace(ASKER, name="王大满")
    assert alone.joint
    first = replace(alone.joint.representatives[0], name=only_me.name)
    joint_again = replace(alone.joint, representatives=(first, *alone.joint.representatives[1:]))
    answer = terminal.hand_in(terminal.sealed(replace(alone, petitioner=only_me, joint=joint_again)))
    status = ItemStatus.model_validate_json(answer.text)
    assert status.earlier is None, "what others of them filed is nothing to tell the petitioner"
    assert later.case_number


def test_officers_see_that_one_of_them_filed_before(gateway: Gateway, terminal: Terminal) -> None:
    single = filed(terminal, petition(gateway.clock(), asker=replace(BY_CARD, phone=ASKER.phone)))
    joint = filed(terminal, together(gateway.clock()))
    office = led(gateway.runtime, joint.case_number, CaseState.FORWARDED)
    with gateway.runtime.reading() as db:
        row = db.execute(select(cases).where(cases.c.number == joint.case_number)).mappings().one()
        assert filed_before(db, gateway.runtime, row, office.by[CLERK]) == [single.case_number]


def test_one_answer_is_written_to_all_representatives(gateway: Gateway, terminal: Terminal) -> None:
    receipt = filed(terminal, together(gateway.clock()))
    led(gateway.runtime, receipt.case_number)
    with gateway.runtime.reading() as db:
        letters = documents.documents_of(db, 1)
    (reply,) = (each for each in letters if each.kind == "reply")
    record = documents.sheet_of_document(gateway.runtime, reply.id).record
    assert f"{ASKER.name}、{SECOND.name}" in record
    assert BY_CARD.name not in record and BY_HAND.name not in record
    (forward,) = (each for each in letters if each.kind == "forward")
    assert f"{ASKER.name}等4人" in documents.sheet_of_document(gateway.runtime, forward.id).record


def test_who_signed_is_listed_for_those_who_handle_it(gateway: Gateway, terminal: Terminal) -> None:
    petition = together(gateway.clock())
    handling, watching = (Officer("x", "某人", "bureau", frozenset({role})) for role in (Role.HANDLE, Role.SUPERVISE))
    seen, counted = (case_view.together(petition, each) for each in (handling, watching))
    assert seen and counted
    assert [name for name, _number, _how in seen.representatives] == [ASKER.name, SECOND.name]
    assert [name for name, _number, _how in seen.listed] == [BY_CARD.name, BY_HAND.name]
    assert (counted.signers, counted.listed) == (2, [])
    assert case_view.together(replace(petition, joint=None), handling) is None

    receipt = filed(terminal, petition)
    case = records.show(gateway.runtime, receipt.case_number)
    assert case and records.mapped(case, records.read_fields())["xfrs"] == "4"
    open_office(gateway.runtime)
    page = main_text(Desk(gateway, CLERK).get(f"/desk/cases/{receipt.case_number}"))
    for words in ("联名", SECOND.name, "签名的人，2位", BY_HAND.name, "手写签名"):
        assert words in page
    assert SECOND.id_number not in page and BY_CARD.id_number not in page


@pytest.mark.parametrize("too_many", ["representatives", "signers"])
def test_more_than_the_rules_allow_is_refused(gateway: Gateway, terminal: Terminal, too_many: str) -> None:
    filed_together = together(gateway.clock())
    assert filed_together.joint
    listed = getattr(filed_together.joint, too_many)
    joint = replace(filed_together.joint, **{too_many: listed[-1:] * 201})
    assert refusal(terminal.hand_in(terminal.sealed(replace(filed_together, joint=joint))))[0] == 422


def test_one_of_them_does_not_withdraw_it_for_all(gateway: Gateway, terminal: Terminal) -> None:
    receipt = filed(terminal, together(gateway.clock()))
    led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    query = {"query_code": receipt.query_code, "last_four": "5678"}
    possible = terminal.call("POST", "/v1/queries/possible", query).json()["acts"]
    assert "withdraw" not in {each["act"] for each in possible}
    call = {"id": "6f6b2e3a-7a3e-4a53-9b0a-3a1d6a8e5b11", "query": query, "act": "withdraw", "words": "谈好了"}
    assert refusal(terminal.call("POST", "/v1/own-acts", call)) == (422, "not-now")


def test_what_is_the_petitioners_own_is_no_other_representatives(gateway: Gateway, terminal: Terminal) -> None:
    """Telephone, personal data, recording and agent; what concerns the answer each may do for all."""
    receipt = filed(terminal, represented(together(gateway.clock())))
    led(gateway.runtime, receipt.case_number)
    kiosk = Terminal.enrolled(gateway)

    def offered(four: str) -> tuple[set[str], str]:
        query = {"query_code": receipt.query_code, "last_four": four}
        answer = kiosk.call("POST", "/v1/queries/possible?consents=true", query).json()
        return {each["act"] for each in answer["acts"]}, answer["told_to"]

    own = {"telephone", "withdraw-authority", "copy", "correct", "delete"}
    assert own <= offered("1234")[0]
    acts, told_to = offered("5678")
    assert not acts & own and "review" in acts and told_to == ""
    for each in ("telephone", "withdraw-authority", "copy", "no-audio"):
        call = {"id": str(uuid4()), "act": each, "telephone": "13900002222" if each == "telephone" else ""}
        query = {"query_code": receipt.query_code, "last_four": "5678"}
        assert refusal(kiosk.call("POST", "/v1/own-acts", {**call, "query": query})) == (422, "not-now")
