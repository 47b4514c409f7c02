"""Sessions end: unused, at the latest, revoked, and when the clock goes back."""

import pytest
from sqlalchemy import select

from gateway.backup import after_restore
from gateway.runtime import Runtime
from gateway.staff import officers, sessions
from gateway.staff.officers import Officer, Role
from gateway.staff.sessions import Session
from gateway.storage.staff_tables import sessions as rows
from testkit.gateway_in_process import Gateway, either_store


@pytest.fixture
def runtime(gateway: Gateway) -> Runtime:
    for login in ("li", "wang"):
        officers.add(gateway.runtime, Officer(login, login, "bureau", frozenset({Role.DUTY})), "root")
    return gateway.runtime


def begun(runtime: Runtime, login: str = "li") -> Session:
    with runtime.engine.begin() as db:
        return sessions.begin(runtime, login, "password", db)


def is_open(runtime: Runtime, session: Session) -> bool:
    return sessions.find(runtime, session.token) is not None


@either_store
def test_a_session_is_found_by_its_token_and_by_nothing_else(runtime: Runtime) -> None:
    session, other = begun(runtime), begun(runtime)
    assert is_open(runtime, session) and session.token != other.token and session.csrf != other.csrf
    with runtime.reading() as db:
        mark = db.execute(select(rows.c.mark)).scalars().first() or ""
    for wrong in (mark, session.csrf, session.token[:-1], f"{session.token}x", "", "\0", "令牌"):
        assert sessions.find(runtime, wrong) is None


def test_one_that_is_not_used_ends_and_one_in_use_goes_on(gateway: Gateway, runtime: Runtime) -> None:
    used, idle = begun(runtime), begun(runtime)
    for _minute in range(29):
        gateway.clock.turn(minutes=1)
        assert is_open(runtime, used)
    gateway.clock.turn(seconds=60)
    assert is_open(runtime, used) and not is_open(runtime, idle)


def test_every_session_ends_after_a_working_day(gateway: Gateway, runtime: Runtime) -> None:
    session = begun(runtime)
    for _quarter in range(39):
        gateway.clock.turn(minutes=15)
        assert is_open(runtime, session)
    gateway.clock.turn(minutes=15)
    assert not is_open(runtime, session)


def test_a_clock_that_was_set_back_ends_it(gateway: Gateway, runtime: Runtime) -> None:
    session = begun(runtime)
    gateway.clock.turn(minutes=-1)
    assert is_open(runtime, session), "two machines may be a little apart"
    gateway.clock.turn(minutes=-2)
    assert not is_open(runtime, session)


@either_store
def test_own_sessions_are_listed_and_each_can_be_revoked(gateway: Gateway, runtime: Runtime) -> None:
    first, second, others = begun(runtime), begun(runtime), begun(runtime, "wang")
    gateway.clock.turn(minutes=5)
    assert is_open(runtime, second)
    (newest, oldest) = sessions.of_officer(runtime, "li")
    assert newest.id > oldest.id and newest.way == "password"
    (foreign,) = sessions.of_officer(runtime, "wang")
    assert not sessions.revoke(runtime, "li", foreign.id), "only one's own"
    assert sessions.revoke(runtime, "li", oldest.id) and not sessions.revoke(runtime, "li", oldest.id)
    assert not is_open(runtime, first) and is_open(runtime, second) and is_open(runtime, others)
    assert [each.id for each in sessions.of_officer(runtime, "li")] == [newest.id]


def test_use_is_written_down_once_a_minute(gateway: Gateway, runtime: Runtime) -> None:
    session = begun(runtime)
    seen = []
    for _look in range(5):
        gateway.clock.turn(seconds=25)
        found = sessions.find(runtime, session.token)
        assert found
        seen.append(found.seen_at)
    assert len(set(seen)) == 2


def test_a_backup_brings_no_session_back(runtime: Runtime) -> None:
    session = begun(runtime)
    after_restore.apply(runtime)
    assert not is_open(runtime, session)
