"""Organs and officers of a small county, and cases that they lead to a state."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import insert

from core.cases.actions import Action
from core.cases.state import CaseState
from gateway.cases import acts
from gateway.cases.acts import Act
from gateway.cases.history import Written
from gateway.casework.acts import do
from gateway.runtime import Runtime, Stores, open_runtime
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.staff.tree import tree
from gateway.storage.staff_tables import organ_lists, organs

COUNTY = (
    ("county", "县人民政府", "unit", None),
    ("bureau-county", "县信访局", "bureau", "bureau"),
    ("town", "镇人民政府", "unit", "county"),
    ("water", "县水务局", "unit", "county"),
    ("discipline", "县纪委监委", "discipline", None),
)
CLERK, HANDLER, OTHER, DISCIPLINE = "clerk", "handler", "water-officer", "inspector"
EVERYTHING = frozenset(Role)
WAY: tuple[tuple[CaseState, str, Action, dict[str, str]], ...] = (
    (CaseState.CLASSIFIED, CLERK, Action.CLASSIFY, {"kind": "request", "way": "6"}),
    (CaseState.FORWARDED, CLERK, Action.FORWARD, {"unit": "town"}),
    (CaseState.NOTIFIED, HANDLER, Action.NOTIFY, {"way": "6"}),
    (CaseState.ACCEPTED, HANDLER, Action.ACCEPT, {"matters": "修好水管"}),
    (
        CaseState.REPLIED,
        HANDLER,
        Action.REPLY,
        {"facts": "水管破裂属实", "opinion": "已修好", "basis": "供水条例第十条", "outcomes": "supported"},
    ),
    (CaseState.DELIVERED, HANDLER, Action.DELIVER, {"how": "in-hand", "proof": "本人签收"}),
)
"""The ordinary way of a request, by the state that is reached."""


@dataclass
class Office:
    """`by`: the officers by login."""

    runtime: Runtime
    by: dict[str, Officer] = field(default_factory=dict)

    def act(self, login: str, number: str, action: str, **given: str) -> Written:
        """`version` among what is given: of the case as the officer saw it."""
        version = given.pop("version", None)
        wanted = Act(number, Action(action), given, int(version) if version else None)
        return do(self.runtime, self.by[login], wanted)

    def lawful(self, login: str, number: str) -> list[str]:
        return [each.action.value for each in acts.lawful(self.runtime, self.by[login], number)[1]]

    def lead(self, number: str, to: CaseState = CaseState.DELIVERED, **given: str) -> None:
        """Lead a case its ordinary way until it has reached `to`. `given` replaces what is usually given."""
        order = [state for state, *_ in WAY]
        with self.runtime.reading() as db:
            now = acts.found(db, self.runtime, self.by[CLERK], number)["step"]
        start = order.index(now) + 1 if now in order else 0
        for _state, login, action, usual in WAY[start : order.index(to) + 1]:
            self.act(login, number, action, **{**usual, **{name: given[name] for name in usual.keys() & given}})

    def close(self, number: str) -> None:
        """What was promised is done, and nobody asks for a review while it is possible."""
        self.act(HANDLER, number, "execute", done="已经做完")


def open_office(runtime: Runtime) -> Office:
    """Make the county: a clerk of the bureau, a handler of the town, one of another unit, an inspector."""
    with runtime.engine.begin() as db:
        rows = [{"id": id_, "name": name, "kind": kind, "parent": up} for id_, name, kind, up in COUNTY]
        for row in rows:
            db.execute(insert(organs).values(**row))
        db.execute(insert(organ_lists).values(at=runtime.now(), by="test", sha256="0" * 64, organs=len(rows)))
    runtime.organ_cache.drop()
    office = Office(runtime)
    for login, organ in ((CLERK, "bureau"), (HANDLER, "town"), (OTHER, "water"), (DISCIPLINE, "discipline")):
        office.by[login] = officers.add(runtime, Officer(login, "某人", organ, EVERYTHING), by="test")
    return office


def led(runtime: Runtime, number: str, to: CaseState = CaseState.DELIVERED, **given: str) -> Office:
    """Lead a case to a state in the county, which is made where it is not there yet."""
    if "town" in tree(runtime):
        office = Office(runtime, {each.login: each for each in officers.listed(runtime)})
    else:
        office = open_office(runtime)
    office.lead(number, to, **given)
    return office


def led_in(data: Path, number: str, stores: Stores | None = None, **given: str) -> None:
    """As `led`, at the gateway whose folder this is; `to` among what is given."""
    runtime = open_runtime(data, stores=stores)
    try:
        led(runtime, number, CaseState(given.pop("to", CaseState.DELIVERED)), **given)
    finally:
        runtime.engine.dispose()
