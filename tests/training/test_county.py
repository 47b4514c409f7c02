"""The made-up county: every kind of case is in it, and the platform's rules hold for all of them."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core import training
from core.cases.state import ENDED, CaseState
from core.id_number import IdNumber
from core.problems import RealHome
from gateway.backup import integrity
from gateway.cases import inbox, records
from gateway.cases.inbox import Box, Filter
from gateway.clock import CHINA
from gateway.keys import keyring
from gateway.runtime import Runtime, open_runtime
from gateway.staff import officers, sign_in
from gateway.staff.officers import Role
from gateway.staff.tree import tree
from gateway.storage.case_tables import duties
from gateway.storage.schema import cases, evaluations
from training import desk
from training.county import staff
from training.county.lives import lives
from training.county.making import make

NOW = datetime(2026, 11, 30, 16, 0, tzinfo=CHINA)
CASES = 64


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("county") / "gateway"
    make(data, CASES, lambda: NOW)
    return data


@pytest.fixture
def runtime(county: Path) -> Iterator[Runtime]:
    opened = open_runtime(county, lambda: NOW)
    yield opened
    opened.engine.dispose()


def test_every_open_case_has_one_duty_with_one_organ(runtime: Runtime) -> None:
    with runtime.reading() as db:
        states = {each.id: CaseState(each.step) for each in db.execute(select(cases.c.id, cases.c.step))}
        owed = db.execute(select(duties.c.case_id, duties.c.organ).where(duties.c.ended.is_(None))).all()
    assert len(states) == CASES
    open_ones = {case for case, state in states.items() if state not in ENDED}
    assert Counter(each.case_id for each in owed) == Counter(open_ones)
    assert all(each.organ in tree(runtime) for each in owed)


def test_cases_are_in_many_states_some_late_some_due_today(runtime: Runtime) -> None:
    with runtime.reading() as db:
        found = set(db.execute(select(cases.c.step)).scalars())
        grades = set(db.execute(select(evaluations.c.unit)).scalars())
    assert {CaseState(each) for each in found} >= set(CaseState) - {CaseState.RECHECKED, CaseState.DISPUTED}
    assert grades == {"satisfied", "dissatisfied"}
    everybody = [each for each in officers.listed(runtime) if each.may(Role.FORWARD, Role.HANDLE)]
    for box in (Box.LATE, Box.TODAY, Box.NEW):
        assert any(inbox.page(runtime, each, Filter(box)).lines for each in everybody), box


def test_numbers_rise_with_the_days_of_three_months(runtime: Runtime) -> None:
    with runtime.reading() as db:
        days = list(db.execute(select(cases.c.registered_at).order_by(cases.c.id)).scalars())
    assert days == sorted(days)
    assert 60 < (NOW - days[0]).days < 175
    assert days[-1] < NOW


def test_each_story_is_told_by_somebody_who_cannot_be(runtime: Runtime) -> None:
    with runtime.reading() as db:
        numbers = db.execute(select(cases.c.number)).scalars().all()
    told = [records.show(runtime, number) or {} for number in numbers]
    open_ones = [each["petition"] for each in told if isinstance(each["petition"], dict)]
    assert len({each["matter"]["narrative"] for each in open_ones}) > CASES * 3 // 4
    for each in open_ones:
        who = each["petitioner"]
        assert not IdNumber(who["id_number"]).faults() and who["id_number"].startswith("3299")
        assert who["phone"].startswith("120")


def test_accusations_are_sealed_to_the_discipline_organ(runtime: Runtime) -> None:
    with runtime.reading() as db:
        sealed = db.execute(select(func.count()).where(cases.c.kind == "accusation")).scalar_one()
        theirs = set(db.execute(select(cases.c.recipient_set).where(cases.c.kind == "accusation")).scalars())
    assert sealed == sum(each.kind == "accusation" for each in lives(CASES))
    assert theirs == {keyring.DISCIPLINE}


def test_the_books_agree(runtime: Runtime) -> None:
    assert list(integrity.problems(runtime)) == []


def test_officers_sign_in_with_the_printed_codes(county: Path, runtime: Runtime) -> None:
    accounts = staff.kept(county)
    roles = {role for each in officers.listed(runtime) for role in each.roles}
    assert roles == set(Role)
    first = accounts[0]
    assert sign_in.sign_in(runtime, first.login, staff.PASSWORD, first.code(NOW)).token
    assert any(first.code(NOW) in line for line in desk.accounts(county, NOW))


def test_a_folder_in_earnest_stays_as_it_is(tmp_path: Path) -> None:
    data = tmp_path / "gateway"
    keyring.keygen(data / "keys")
    before = sorted(data.rglob("*"))
    with pytest.raises(RealHome):
        desk.prepare(data, 1, lambda: NOW)
    with pytest.raises(RealHome):
        staff.kept(data)
    assert sorted(data.rglob("*")) == before
    assert not training.marked(data / "keys")
