"""A round: by village and household, one person once, with no more of them than the way to their door."""

from dataclasses import replace
from pathlib import Path

import pytest

from agency.agent_key import AgentKey
from agency.person_served import PersonServed
from agency.tasks import tasks
from agency.visits import Rounds, plan
from core.person import Person
from core.problems import RoundEmpty
from core.settings import Agency
from storage.store import Store
from testkit.filed_cases import Happened, a_case, day

NEWS = (Happened("register", 0, 15), Happened("accept", 5, 65))


def served(name: str, village: str, household: str) -> PersonServed:
    return replace(PersonServed.new(Person(name=name, phone="13800000000")), village=village, household=household)


def test_by_village_and_household() -> None:
    people = [served("王小满", "石桥村", "2"), served("赵大年", "阳光村", "7"), served("钱多多", "石桥村", "1")]
    known = [a_case(*NEWS, number=at, served=each.id, name=each.person.name) for at, each in enumerate(people, 1)]
    known += [a_case(*NEWS, number=8, served=people[0].id, name="王小满")]
    known += [a_case(*NEWS, number=9, name="孙大娘", address="河东路12号")]
    found = plan(tasks(known, (), day(6), Agency()).open, people, day(7))
    assert [(stop.village, stop.household, stop.name, len(stop.errands)) for stop in found.stops] == [
        ("石桥村", "1", "钱多多", 1),
        ("石桥村", "2", "王小满", 2),
        ("阳光村", "7", "赵大年", 1),
        ("", "河东路12号", "孙大娘", 1),
    ]
    assert list(found.villages) == ["石桥村", "阳光村", ""]
    assert len(found.errands) == 5
    assert "13800000000" not in str(vars(found.stops[0])), "no more of a person than the way to their door"


def test_a_round_is_kept_until_its_notes_are_written(tmp_path: Path) -> None:
    rounds = Rounds(Store(tmp_path / "store.db", bytes(32)), "320115", AgentKey.generate())
    open_ = tasks([a_case(*NEWS)], (), day(6), Agency()).open
    later, sooner = plan(open_, [], day(9)), plan(open_, [], day(7))
    for each in (later, sooner):
        rounds.keep(each)
    assert rounds.listed() == [sooner, later]
    (row, *_) = rounds.store.read("SELECT * FROM agent_records")
    assert "王建国" not in str(row)
    rounds.end(sooner)
    assert rounds.listed() == [later]


def test_nothing_chosen_is_no_round() -> None:
    with pytest.raises(RoundEmpty):
        plan([], [], day(1))
