"""Twelve at once: what is looked at and then written is looked at and written as one (decision 0053)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from core.wire import CardQuery, CaseQuery, Enrolment
from gateway.casework import queries
from gateway.door import enrolment, knocking
from gateway.refusals import Refused
from tests.gateway.running import Gateway, either_store
from tests.gateway.terminal import ASKER, Terminal
from trust.keys import SigningKey

T = TypeVar("T")
MANY = 12
pytestmark = either_store


def at_once(deeds: list[Callable[[], T]]) -> list[T | str]:
    """What each answers, or the code of its refusal; none begins before all are there."""
    start = Barrier(len(deeds))

    def done(deed: Callable[[], T]) -> T | str:
        start.wait(30)
        try:
            return deed()
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def enrolling(gateway: Gateway, code: str, key: str) -> Callable[[], str]:
    return lambda: enrolment.enrol(gateway.office, Enrolment(code=code, public_key=key), "203.0.113.7").terminal


def test_a_code_admits_one_of_twelve(gateway: Gateway) -> None:
    for _ in range(3):
        before = len(enrolment.listed(gateway.office))
        code = enrolment.issue_secret(gateway.office)[0]
        said = at_once([enrolling(gateway, code, SigningKey.generate().public) for _ in range(MANY)])
        assert len([each for each in said if each.startswith("t-")]) == 1
        assert len(enrolment.listed(gateway.office)) == before + 1
        gateway.clock.turn(minutes=11)


def test_one_who_calls_twelve_times_with_one_key_is_admitted_once(gateway: Gateway) -> None:
    code, key = enrolment.issue_secret(gateway.office)[0], SigningKey.generate().public
    said = at_once([enrolling(gateway, code, key)] * MANY)
    assert len(set(said)) == 1 and said[0].startswith("t-")
    assert len(enrolment.listed(gateway.office)) == 1


def test_no_more_codes_are_tried_at_once_than_one_after_another(gateway: Gateway) -> None:
    for _ in range(3):
        knocks = [enrolling(gateway, f"0000{n:08}", SigningKey.generate().public) for n in range(MANY)]
        assert sorted(at_once(knocks)) == ["bad-code"] * 10 + ["too-many"] * 2
        gateway.clock.turn(minutes=11)


def test_no_more_addresses_knock_than_may(gateway: Gateway) -> None:
    def knock(n: int) -> Callable[[], None]:
        def deed() -> None:
            with knocking.guessing(gateway.office, f"{n:04}00000000", "203.0.113.7") as guess:
                guess.wrong = True

        return deed

    assert at_once([knock(n) for n in range(MANY)]) == [None] * MANY
    said = [each for wave in (1, 2) for each in at_once([knock(wave * MANY + n) for n in range(MANY)])]
    assert said.count("too-many") == 3 * MANY - knocking.FROM_ONE_ADDRESS


def test_no_more_digits_are_tried_at_once_than_one_after_another(gateway: Gateway, terminal: Terminal) -> None:
    """The right ones among them are found no sooner for being asked together with others."""
    receipt = terminal.filed()[1].receipt
    assert receipt

    def ask(n: int) -> Callable[[], object]:
        query = CaseQuery(query_code=receipt.query_code, last_four=f"{n:04}")
        return lambda: queries.by_code(gateway.office, terminal.id, query)

    for _ in range(3):
        assert sorted(map(str, at_once([ask(n) for n in range(MANY)]))) == ["not-found"] * 10 + ["too-many"] * 2
        gateway.clock.turn(minutes=11)
    assert "too-many" not in at_once([ask(1234)] * MANY)


def test_no_more_names_are_tried_with_one_card_from_wherever(gateway: Gateway) -> None:
    terminals = [Terminal.enrolled(gateway).id for _ in range(MANY)]

    def ask(n: int) -> Callable[[], object]:
        query = CardQuery(name=f"王小{n}", id_number=ASKER.id_number)
        return lambda: queries.by_card(gateway.office, terminals[n], query)

    said = at_once([ask(n) for n in range(MANY)])
    assert said.count("too-many") == 2
