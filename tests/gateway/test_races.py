"""Twelve calls at once: whatever is checked before a write is checked and written in one step (decision 0053)."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from core.case import Evaluation, Grade
from core.cases.state import CaseState
from core.wire import CardQuery, CaseQuery, Enrolment, EvaluationCall, Rotation
from gateway.auth import enrolment, rotation
from gateway.cases import evaluations, queries
from gateway.cases.history import Written
from gateway.refusals import Refused
from gateway.storage.schema import journal
from gateway.throttling import failed_attempts
from testkit.gateway_in_process import Gateway, either_store
from testkit.officers import CLERK, HANDLER, led
from testkit.terminal import ASKER, Terminal
from trust.key_possession import prove_possession
from trust.keys import SigningKey

T = TypeVar("T")
MANY = 12
pytestmark = either_store


def at_once(deeds: list[Callable[[], T]]) -> list[T | str]:
    """Runs all at the same moment; returns each answer, or the code of its refusal. Whoever finds the database busy
    comes again, as they are told to."""
    start = Barrier(len(deeds))

    def done(deed: Callable[[], T]) -> T | str:
        start.wait(120)
        while True:
            try:
                return deed()
            except Refused as refused:
                return refused.code
            except OperationalError:
                continue

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def enrolling(gateway: Gateway, code: str, key: str) -> Callable[[], str]:
    return lambda: enrolment.enrol(gateway.runtime, Enrolment(code=code, public_key=key), "203.0.113.7").terminal


def test_a_code_admits_one_of_twelve(gateway: Gateway) -> None:
    for _ in range(3):
        before = len(enrolment.listed(gateway.runtime))
        code = enrolment.issue_secret(gateway.runtime)[0]
        said = at_once([enrolling(gateway, code, SigningKey.generate().public) for _ in range(MANY)])
        assert len([each for each in said if each.startswith("t-")]) == 1
        assert len(enrolment.listed(gateway.runtime)) == before + 1
        gateway.clock.turn(minutes=11)


def test_one_who_calls_twelve_times_with_one_key_is_admitted_once(gateway: Gateway) -> None:
    code, key = enrolment.issue_secret(gateway.runtime)[0], SigningKey.generate().public
    said = at_once([enrolling(gateway, code, key)] * MANY)
    assert len(set(said)) == 1 and said[0].startswith("t-")
    assert len(enrolment.listed(gateway.runtime)) == 1


def test_no_more_codes_are_tried_at_once_than_one_after_another(gateway: Gateway) -> None:
    for _ in range(3):
        knocks = [enrolling(gateway, f"0000{n:08}", SigningKey.generate().public) for n in range(MANY)]
        assert sorted(at_once(knocks)) == ["bad-code"] * 10 + ["too-many"] * 2
        gateway.clock.turn(minutes=11)


def test_no_more_addresses_knock_than_may(gateway: Gateway) -> None:
    def knock(n: int) -> Callable[[], None]:
        def deed() -> None:
            with failed_attempts.enrolment_attempt(gateway.runtime, f"{n:04}00000000", "203.0.113.7") as guess:
                guess.failed = True

        return deed

    assert at_once([knock(n) for n in range(MANY)]) == [None] * MANY
    said = [each for wave in (1, 2) for each in at_once([knock(wave * MANY + n) for n in range(MANY)])]
    assert said.count("too-many") == 3 * MANY - failed_attempts.MAX_FAILURES_OF_ADDRESS


def test_no_more_digits_are_tried_at_once_than_one_after_another(gateway: Gateway, terminal: Terminal) -> None:
    """Correct digits are not found sooner when they are tried together with others."""
    receipt = terminal.filed()[1].receipt
    assert receipt

    def ask(n: int) -> Callable[[], object]:
        query = CaseQuery(query_code=receipt.query_code, last_four=f"{n:04}")
        return lambda: queries.by_code(gateway.runtime, terminal.id, query)

    for _ in range(3):
        assert sorted(map(str, at_once([ask(n) for n in range(MANY)]))) == ["not-found"] * 10 + ["too-many"] * 2
        gateway.clock.turn(minutes=11)
    assert "too-many" not in at_once([ask(1234)] * MANY)


def test_no_more_names_are_tried_with_one_card_from_wherever(gateway: Gateway) -> None:
    terminals = [Terminal.enrolled(gateway).id for _ in range(MANY)]

    def ask(n: int) -> Callable[[], object]:
        query = CardQuery(name=f"王小{n}", id_number=ASKER.id_number)
        return lambda: queries.by_card(gateway.runtime, terminals[n], query)

    said = at_once([ask(n) for n in range(MANY)])
    assert said.count("too-many") == 2


def test_of_twelve_officers_one_replies(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed()[1].receipt
    assert receipt

    office = led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)

    def reply(n: int) -> str:
        words = {"facts": f"{n}", "opinion": f"{n} 答复", "basis": "x", "outcomes": "explained"}
        office.act(HANDLER, receipt.case_number, "reply", **words)
        return "replied"

    said = at_once([partial(reply, n) for n in range(MANY)])
    assert said.count("out-of-order") == MANY - 1 and said.count("replied") == 1


def test_a_key_that_another_took_over_from_announces_none(gateway: Gateway, terminal: Terminal) -> None:
    """Its call was checked before the takeover and is executed after it."""
    fresh, late = SigningKey.generate(), SigningKey.generate()
    before = enrolment.find_sender(gateway.runtime, terminal.id)
    assert before
    rotation.announce(
        gateway.runtime, before, Rotation(public_key=fresh.public, proof=prove_possession(terminal.id, fresh))
    )
    announced = enrolment.find_sender(gateway.runtime, terminal.id)
    assert announced

    def take_over() -> str:
        return rotation.replace_key(gateway.runtime, announced).public_key

    assert set(at_once([take_over] * MANY)) == {fresh.public}
    late_call = Rotation(public_key=late.public, proof=prove_possession(terminal.id, late))
    assert at_once([partial(rotation.announce, gateway.runtime, announced, late_call)] * MANY) == ["former-key"] * MANY
    after = enrolment.find_sender(gateway.runtime, terminal.id)
    assert after and (after.public_key, after.next_key) == (fresh.public, None)


def test_while_a_review_is_asked_for_it_is_evaluated_before_or_not_at_all(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed()[1].receipt
    assert receipt
    office = led(gateway.runtime, receipt.case_number)
    query = CaseQuery(query_code=receipt.query_code, last_four="1234")
    call = EvaluationCall(query=query, evaluation=Evaluation(bureau=Grade.SATISFIED, unit=Grade.SATISFIED))
    evaluate = partial(evaluations.evaluate, gateway.runtime, terminal.id, call)
    ask = partial(office.act, CLERK, receipt.case_number, "review-request", reasons="还是漏水")
    deeds: list[Callable[[], object]] = [*[evaluate] * (MANY - 1), ask]
    said = at_once(deeds)
    assert [each for each in said if isinstance(each, Written)], "the review is asked for"
    assert {each for each in said if not isinstance(each, Written)} <= {None, "not-now", "evaluated"}
    with gateway.runtime.reading() as db:
        did = [json.loads(line)["did"] for line in db.execute(select(journal.c.line)).scalars()]
    assert did.count("evaluated") == said.count(None)
