"""Organs and officers of the made-up county. Their passwords and second factors are known to whoever practises."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyotp

from core import training
from core.problems import RealHome
from core.resources import resource
from gateway.cases.duties import OpenDuties
from gateway.runtime import Runtime
from gateway.staff import invitations, officers, organ_import
from gateway.staff.officers import Officer, Role
from gateway.staff.second_factor import STEP_SECONDS

PASSWORD = "yanlian-2026"  # nosec B105 # of a practice platform alone, printed for whoever practises
ACCOUNTS = "accounts.json"
BY = "practice"
NO_MORE: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True)
class Account:
    """What an officer of the made-up county signs in with. `organ`: its name. `secret`: of the second factor."""

    login: str
    name: str
    organ: str
    organ_id: str
    does: str
    secret: str = field(repr=False)

    def code(self, now: datetime) -> str:
        """Returns the six digits that count at this moment."""
        return pyotp.TOTP(self.secret, interval=STEP_SECONDS).at(now)


def _organs() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(resource("samples", "county", "organs.json").read_text("utf-8"))
    return found


@cache
def _officers() -> tuple[Mapping[str, str], ...]:
    return tuple(tomllib.loads(resource("samples", "county", "officers.toml").read_text("utf-8"))["officer"])


def settle(runtime: Runtime, more_places: Mapping[str, Sequence[str]] = NO_MORE) -> list[Account]:
    """Imports the organs and gives each officer an account, as an administrator and the officer would.

    `more_places`: that organs answer for besides, by id.
    """
    organs = [{**each, "places": [*each["places"], *more_places.get(each["id"], ())]} for each in _organs()]
    taken = organ_import.take(runtime, json.dumps(organs, ensure_ascii=False).encode(), BY, OpenDuties())
    assert not taken.problems, taken.problems
    names = {each["id"]: each["name"] for each in organs}
    at = runtime.now()
    runtime = replace(runtime, now=lambda: at)  # no code runs out while it is typed
    return [_account(runtime, row, names) for row in _officers()]


def _account(runtime: Runtime, row: Mapping[str, str], names: Mapping[str, str]) -> Account:
    roles = frozenset(Role(each) for each in row["roles"])
    officer = officers.add(runtime, Officer(row["login"], row["name"], row["organ"], roles), by=BY)
    token = invitations.invite(runtime, officer.login, by=BY).token
    secret = invitations.begin_invitation(runtime, token).secret
    account = Account(officer.login, officer.name, names[officer.organ], officer.organ, row["does"], secret)
    before = runtime.now() - timedelta(seconds=STEP_SECONDS)  # this half minute's code is left for signing in
    invitations.accept_invitation(runtime, token, PASSWORD, account.code(before))
    return account


def keep(data: Path, accounts: Iterable[Account]) -> None:
    """Keeps the accounts beside the gateway's data. Raises RealHome for a folder that is not for practice."""
    _check_practice(data)
    text = json.dumps([asdict(each) for each in accounts], ensure_ascii=False, indent=2)
    (data / ACCOUNTS).touch(mode=0o600)
    (data / ACCOUNTS).write_text(text + "\n", "utf-8")


def kept(data: Path) -> list[Account]:
    """Raises RealHome; OSError where no county was made."""
    _check_practice(data)
    return [Account(**each) for each in json.loads((data / ACCOUNTS).read_text("utf-8"))]


def _check_practice(data: Path) -> None:
    if not training.marked(data / "keys"):
        raise RealHome
