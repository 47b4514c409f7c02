"""Signing in: password and code, each code once, and what happens to those who guess."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from sqlalchemy import insert, select, update

from gateway.refusals import Refused
from gateway.staff import invitations, officers, passwords, second_factor, sign_in
from gateway.staff.sign_in import session_of
from gateway.storage.schema import misses
from gateway.storage.staff_tables import invitations as invitation_rows
from gateway.storage.staff_tables import officers as officer_rows
from gateway.storage.staff_tables import organs, sessions
from testkit.gateway_in_process import Gateway, either_store
from tests.gateway.staff.refusals import refused
from tests.gateway.staff.signing_in import PASSWORD, Person


@pytest.fixture
def li(gateway: Gateway) -> Person:
    return Person.invited(gateway)


@either_store
def test_password_and_code_open_a_session(gateway: Gateway) -> None:
    li = Person.invited(gateway)
    session = li.signs_in()
    found = session_of(li.runtime, session.token)
    assert found and found.officer.login == "li" and found.organ.name == "信访局"
    assert found.session.accepts(session.csrf) and not found.session.accepts(session.token)
    sign_in.sign_out(li.runtime, session.token)
    assert session_of(li.runtime, session.token) is session_of(li.runtime, "") is None


def test_nothing_secret_lies_in_the_tables(li: Person) -> None:
    session, again = li.signs_in(), invitations.invite(li.runtime, "li", "root")
    with li.runtime.reading() as db:
        rows = [list(db.execute(select(table))) for table in (officer_rows, sessions, invitation_rows, misses)]
    told = str(rows)
    for secret in (PASSWORD, li.secret, session.token, again.token, "10.0.0.1"):
        assert secret not in told


@pytest.mark.parametrize(
    ("login", "password"), [("li", "x" * 12), ("li", ""), ("nobody", PASSWORD), ("li\0", PASSWORD)]
)
def test_what_is_wrong_is_not_said(li: Person, login: str, password: str) -> None:
    with refused("wrong-credentials") as told:
        sign_in.sign_in(li.runtime, login, password, li.code())
    with refused("wrong-credentials") as other:
        li.signs_in(code="000000")
    assert told.value.message == other.value.message


def test_a_code_is_taken_once_and_none_before_it(li: Person) -> None:
    code, later = li.code(), li.code(30)
    li.signs_in(later)
    for used in (later, code):
        with refused("code-used"):
            li.signs_in(used)
    li.gateway.clock.turn(seconds=61)
    assert li.signs_in()


def test_a_clock_that_is_set_back_opens_nothing_again(li: Person) -> None:
    code = li.code()
    li.signs_in(code)
    li.gateway.clock.turn(seconds=-30)
    for old in (code, li.code()):
        with refused("code-used"):
            li.signs_in(old)


def test_a_code_typed_full_width_with_a_blank_is_the_same(li: Person) -> None:
    code = li.code()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert li.signs_in(f" {wide[:3]} {wide[3:]}")


def test_two_at_once_with_one_code_are_one(li: Person) -> None:
    code = li.code()

    def attempt(_n: int) -> str:
        try:
            return li.signs_in(code).login
        except Refused as refusal:
            return refusal.code

    with ThreadPoolExecutor(4) as together:
        assert sorted(together.map(attempt, range(4))) == ["code-used"] * 3 + ["li"]


def test_guessing_at_a_password_slows_the_guesser_down_and_shuts_nobody_out_for_long(li: Person) -> None:
    for _guess in range(10):
        with refused("wrong-credentials"):
            li.signs_in(password="guess")
    with refused("too-many"):
        li.signs_in()
    li.gateway.clock.turn(minutes=10, seconds=1)
    assert li.signs_in()


@either_store
def test_a_crowd_of_guesses_gets_no_further_than_one_after_another(gateway: Gateway) -> None:
    def guess(n: int) -> str:
        try:
            return sign_in.sign_in(gateway.runtime, "nobody", f"guess {n}", "123456").login
        except Refused as refusal:
            return refusal.code

    with ThreadPoolExecutor(8) as together:
        said = list(together.map(guess, range(16)))
    assert sorted(said) == ["too-many"] * 6 + ["wrong-credentials"] * 10


def test_a_sign_in_that_works_is_no_failure(li: Person) -> None:
    for _time in range(11):
        li.gateway.clock.turn(seconds=30)
        li.signs_in()
    with li.runtime.reading() as db:
        assert db.execute(select(misses)).all() == []


def test_wrong_codes_after_the_right_password_lock_the_account_until_an_administrator_opens_it(li: Person) -> None:
    with li.runtime.engine.begin() as db:
        db.execute(update(officer_rows).values(wrong_codes=sign_in.MAX_WRONG_CODES - 2))
    for _guess in range(2):
        with refused("wrong-credentials"):
            li.signs_in("12345")
    li.gateway.clock.turn(minutes=10)
    with refused("locked"):
        li.signs_in()
    with refused("wrong-credentials"):
        li.signs_in(password="guess")
    anew = Person.invited_again(li.gateway, "li")
    assert anew.signs_in()


def test_an_officer_whose_organ_was_merged_away_is_told_so(gateway: Gateway) -> None:
    with gateway.runtime.engine.begin() as db:
        for name in ("水利局", "水务局"):
            db.execute(insert(organs).values(id=name, name=name, kind="unit", parent="bureau"))
    wang = Person.invited(gateway, "wang", "水利局")
    session = wang.signs_in()
    with gateway.runtime.engine.begin() as db:
        now = {"merged_into": "水务局", "ended_at": gateway.clock()}
        db.execute(update(organs).where(organs.c.id == "水利局").values(now))
    gateway.runtime.organ_cache.drop()
    gateway.clock.turn(seconds=30)
    assert session_of(gateway.runtime, session.token) is None
    with refused("organ-merged") as told:
        wang.signs_in()
    assert told.value.message.startswith("水利局已并入水务局")
    officers.change(gateway.runtime, "wang", "root", organ="水务局")
    assert session_of(gateway.runtime, wang.signs_in().token)


def test_who_is_disabled_is_nobody(li: Person) -> None:
    officers.disable(li.runtime, "li", "root")
    with refused("wrong-credentials"):
        li.signs_in()


@either_store
def test_an_invitation_is_used_once_and_in_time(gateway: Gateway) -> None:
    officers.add(gateway.runtime, officers.Officer("li", "李明", "bureau", frozenset({officers.Role.DUTY})), "root")
    first, second = (invitations.invite(gateway.runtime, "li", "root") for _ in range(2))
    with refused("bad-invitation"):
        invitations.begin_invitation(gateway.runtime, first.token)
    invited = invitations.begin_invitation(gateway.runtime, second.token)
    assert invited.secret in invited.address and invited.officer.name == "李明"
    person = Person(gateway, "li", invited.secret)
    for password, code, why in (
        ("短口令", person.code(), "weak-password"),
        ("aaaaaaaaaaaaaaa", person.code(), "weak-password"),
        ("xx-LI-2026-11-30", person.code(), "weak-password"),
        ("x" * 201, person.code(), "weak-password"),
        (PASSWORD, "", "wrong-code"),
    ):
        with refused(why):
            invitations.accept_invitation(gateway.runtime, second.token, password, code)
    session = invitations.accept_invitation(gateway.runtime, second.token, PASSWORD + "!", person.code())
    assert session_of(gateway.runtime, session.token)
    with refused("bad-invitation"):
        invitations.accept_invitation(gateway.runtime, second.token, PASSWORD + "!", person.code())
    late = invitations.invite(gateway.runtime, "li", "root")
    assert session_of(gateway.runtime, session.token) is None, "whoever is invited again starts anew"
    gateway.clock.turn(hours=72)
    with refused("bad-invitation"):
        invitations.begin_invitation(gateway.runtime, late.token)


@pytest.mark.usefixtures("earnest_passwords")
def test_a_hash_with_weaker_settings_is_made_anew(li: Person) -> None:
    assert passwords.hashed(li.password).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    weak = PasswordHasher(time_cost=1, memory_cost=8192).hash(li.password)
    with li.runtime.engine.begin() as db:
        db.execute(update(officer_rows).values(password_hash=weak))
    assert li.signs_in()
    with li.runtime.reading() as db:
        assert not passwords.outdated(db.execute(select(officer_rows.c.password_hash)).scalar_one() or "")


def test_a_code_of_ten_minutes_ago_is_none(li: Person) -> None:
    assert second_factor.step_of(li.secret, li.code(-600), li.gateway.clock()) is None
    assert second_factor.step_of(li.secret, "", li.gateway.clock()) is None
