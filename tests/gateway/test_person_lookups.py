"""A name and a number reveal nothing of what their holder filed, nor does a terminal learn of a whole village."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from core.id_number import check_character
from core.introduction import Evidence
from core.wire import CardQuery, ItemStatus
from gateway.cases import queries
from gateway.refusals import Refused
from gateway.runtime.settings import LimitSettings
from gateway.storage.schema import asked
from gateway.telemetry import metrics
from gateway.throttling import person_lookups
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import ASKER, Terminal, petition, refusal
from tests.gateway.test_races import MANY, at_once

pytestmark = either_store


@pytest.fixture
def few(gateway: Gateway) -> Gateway:
    """Returns a gateway that allows lookups of three people a day."""
    object.__setattr__(gateway.runtime, "limits", LimitSettings(people_a_day=3))
    return gateway


def told(terminal: Terminal, evidence: Evidence, id_number: str = ASKER.id_number) -> ItemStatus:
    asker = replace(ASKER, id_number=id_number)
    filed = replace(petition(terminal.gateway.clock(), asker=asker), evidence=evidence)
    answer = terminal.hand_in(terminal.sealed(filed))
    assert answer.status_code == 201, answer.text
    return ItemStatus.model_validate_json(answer.text)


def test_who_typed_name_and_number_hears_of_nothing(gateway: Gateway, terminal: Terminal) -> None:
    told(terminal, Evidence.CHIP)
    assert told(Terminal.enrolled(gateway), Evidence.TOLD).earlier is None
    with gateway.runtime.reading() as db:
        assert db.execute(select(asked)).all() == []


@pytest.mark.parametrize("evidence", [Evidence.CHIP, Evidence.CAMERA])
def test_whose_card_was_read_hears_of_theirs(terminal: Terminal, evidence: Evidence) -> None:
    told(terminal, Evidence.TOLD)
    assert told(terminal, evidence).earlier


def ids(count: int) -> list[str]:
    """Returns ID numbers of imaginary people, with their check digits."""
    bodies = (f"110105194912310{n:02d}" for n in range(count))
    return [body + check_character(body) for body in bodies]


def test_beyond_so_many_people_a_day_a_terminal_hears_of_nobody(few: Gateway, terminal: Terminal) -> None:
    for each in ids(5):
        told(terminal, Evidence.TOLD, each)
    assert [bool(told(terminal, Evidence.CHIP, each).earlier) for each in ids(5)] == [True] * 3 + [False] * 2
    assert told(terminal, Evidence.CHIP, ids(1)[0]).earlier, "who was asked about already may be asked about again"
    assert told(Terminal.enrolled(few), Evidence.CHIP, ids(5)[4]).earlier, "it is this terminal's day alone"
    few.clock.turn(days=1)
    assert told(terminal, Evidence.CHIP, ids(5)[4]).earlier
    with few.runtime.reading() as db:
        assert len(db.execute(select(asked)).all()) == 1, "yesterday is forgotten"


def test_by_card_it_is_the_same_day(few: Gateway, terminal: Terminal) -> None:
    for each in ids(4):
        told(terminal, Evidence.TOLD, each)
    ask = [
        terminal.call("POST", "/v1/queries/card", {"name": ASKER.name, "id_number": each}) for each in ids(4) + ids(1)
    ]
    assert [answer.status_code for answer in ask] == [200, 200, 200, 429, 200]
    assert refusal(ask[3]) == (429, "too-many") and ask[3].headers["Retry-After"] == "600"
    assert told(terminal, Evidence.CHIP, ids(4)[3]).earlier is None


def test_of_twelve_people_at_once_no_more_are_asked_about(few: Gateway, terminal: Terminal) -> None:
    for each in ids(MANY):
        told(terminal, Evidence.TOLD, each)

    def ask(id_number: str) -> object:
        return queries.by_card(few.runtime, terminal.id, CardQuery(name=ASKER.name, id_number=id_number))

    said = at_once([lambda each=each: ask(each) for each in ids(MANY)])  # type: ignore[misc]
    assert said.count("too-many") == MANY - 3


def test_it_is_counted_and_names_nobody(few: Gateway, terminal: Terminal) -> None:
    def counted() -> dict[tuple[str, str], float]:
        (family,) = metrics._asked.collect()
        return {
            (each.labels["by"], each.labels["answer"]): each.value
            for each in family.samples
            if each.name.endswith("_total")
        }

    before = counted()
    for each in ids(4):
        told(terminal, Evidence.TOLD, each)
        told(terminal, Evidence.CHIP, each)
    with pytest.raises(Refused):
        queries.by_card(few.runtime, terminal.id, CardQuery(name=ASKER.name, id_number=ids(9)[8]))
    grown = {key: value - before.get(key, 0) for key, value in counted().items()}
    assert (grown["filing", "told"], grown["filing", "too-many"], grown["card", "too-many"]) == (3, 1, 1)
    with few.runtime.reading() as db:
        assert ASKER.id_number[:6] not in str(db.execute(select(asked)).all())


def test_a_person_is_counted_once(few: Gateway, terminal: Terminal) -> None:
    with few.runtime.engine.begin() as db:
        said = [person_lookups.may_ask(few.runtime, db, terminal.id, who) for who in ("a", "a", "b", "c", "d", "a")]
    assert said == [True, True, True, True, False, True]
