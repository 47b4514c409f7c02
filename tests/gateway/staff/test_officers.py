"""Officers: added, moved, disabled, handing over; nobody acts for an organ that is no more."""

import json
from collections.abc import Mapping

import pytest
from sqlalchemy import Connection, insert, select, update

from gateway.runtime import Runtime
from gateway.staff import officers, sessions
from gateway.staff.officers import Officer, Role
from gateway.storage.schema import journal
from gateway.storage.staff_tables import organs
from testkit.gateway_in_process import Gateway, either_store
from testkit.no_work import NoWork
from tests.gateway.staff.refusals import refused

LI = Officer("li", "李明", "bureau", frozenset({Role.FORWARD, Role.REGISTER}))


class Work(NoWork):
    """Three duties of whoever is asked about."""

    def __init__(self) -> None:
        self.moved: list[tuple[str, str]] = []

    def of_organs(self, db: Connection) -> Mapping[str, int]:
        return {"bureau": 3}

    def move_officer(self, db: Connection, source: str, target: str) -> int:
        self.moved.append((source, target))
        return 3


@pytest.fixture
def runtime(gateway: Gateway) -> Runtime:
    return gateway.runtime


def lines(runtime: Runtime) -> list[str]:
    """What the audit log says was done."""
    with runtime.reading() as db:
        told = db.execute(select(journal.c.line).where(journal.c.chain == "office").order_by(journal.c.n)).scalars()
        return [json.loads(line)["did"] for line in told]


def organ(runtime: Runtime, name: str, merged_into: str | None = None) -> None:
    with runtime.engine.begin() as db:
        db.execute(insert(organs).values(id=name, name=name, kind="unit", parent="bureau"))
        if merged_into:
            now = {"merged_into": merged_into, "ended_at": runtime.now()}
            db.execute(update(organs).where(organs.c.id == name).values(now))


@either_store
def test_an_officer_is_added_once_and_found_however_the_login_is_typed(runtime: Runtime) -> None:
    added = officers.add(runtime, LI, "root")
    assert added == LI and not added.ready
    assert officers.acting(runtime, " ＬＩ ") == LI
    assert LI.may(Role.FORWARD, Role.DUTY) and not LI.may(Role.DUTY)
    with refused("taken"):
        officers.add(runtime, Officer("Li", "李强", "bureau", frozenset({Role.DUTY})), "root")
    assert officers.listed(runtime) == [LI]
    assert lines(runtime)[-1:] == ["officer added"]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (Officer("a b", "李明", "bureau", LI.roles), "bad-login"),
        (Officer("x" * 65, "李明", "bureau", LI.roles), "bad-login"),
        (Officer("li", " ", "bureau", LI.roles), "bad-name"),
        (Officer("li", "李\u202e明", "bureau", LI.roles), "bad-name"),
        (Officer("li", "李明", "bureau", frozenset()), "no-roles"),
        (Officer("li", "李明", "nowhere", LI.roles), "unknown-organ"),
    ],
)
def test_what_is_wrong_with_a_new_officer_is_said_and_nothing_is_kept(
    runtime: Runtime, new: Officer, code: str
) -> None:
    with refused(code):
        officers.add(runtime, new, "root")
    assert officers.listed(runtime) == []


def test_nobody_acts_for_an_organ_that_was_merged_away(runtime: Runtime) -> None:
    organ(runtime, "roads")
    organ(runtime, "water")
    officers.add(runtime, Officer("wang", "王芳", "water", LI.roles), "root")
    with runtime.engine.begin() as db:
        now = {"merged_into": "roads", "ended_at": runtime.now()}
        db.execute(update(organs).where(organs.c.id == "water").values(now))
    runtime.organ_cache.drop()
    with refused("organ-merged") as told:
        officers.acting(runtime, "wang")
    assert "water已并入roads" in told.value.message
    with refused("organ-merged"):
        officers.add(runtime, Officer("zhao", "赵云", "water", LI.roles), "root")
    moved = officers.change(runtime, "wang", "root", organ="roads")
    assert officers.acting(runtime, "wang") == moved and moved.organ == "roads"


@either_store
def test_roles_are_exchanged_as_a_whole(runtime: Runtime) -> None:
    officers.add(runtime, LI, "root")
    assert officers.change(runtime, "li", "root", roles=[Role.DUTY]).roles == {Role.DUTY}
    with refused("no-roles"):
        officers.change(runtime, "li", "root", roles=[])
    assert officers.acting(runtime, "li").roles == {Role.DUTY}
    with refused("unknown-officer"):
        officers.change(runtime, "nobody", "root", roles=[Role.DUTY])


@either_store
def test_who_is_disabled_acts_no_more_and_is_signed_out(runtime: Runtime) -> None:
    officers.add(runtime, LI, "root")
    with runtime.engine.begin() as db:
        session = sessions.begin(runtime, "li", "password", db)
    assert sessions.find(runtime, session.token)
    assert not officers.disable(runtime, "li", "root").active
    assert not officers.disable(runtime, "li", "root").active
    assert sessions.find(runtime, session.token) is None
    with refused("disabled"):
        officers.acting(runtime, "li")
    assert lines(runtime).count("officer disabled") == 1


def test_who_leaves_hands_over_to_somebody_of_the_same_organ(runtime: Runtime) -> None:
    organ(runtime, "water")
    organ(runtime, "old-water", merged_into="water")
    for login, where in (("li", "bureau"), ("zhou", "bureau"), ("wang", "water")):
        officers.add(runtime, Officer(login, login, where, LI.roles), "root")
    work = Work()
    officers.disable(runtime, "li", "root")
    assert officers.hand_over(runtime, "li", "zhou", by="root", work=work) == 3
    assert work.moved == [("li", "zhou")]
    for source, target, code in (
        ("zhou", "li", "disabled"),
        ("li", "wang", "other-organ"),
        ("zhou", "zhou", "same-officer"),
    ):
        with refused(code):
            officers.hand_over(runtime, source, target, by="root", work=work)
    assert lines(runtime)[-1] == "handed over"
