"""Rates: the same as a recount in plain Python from what was written, and each figure as long as its list."""

import json
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from core.cases.state import CaseState
from gateway.cli import main
from gateway.clock import CHINA
from gateway.reports import rates
from gateway.reports.cohort import By, Period, RateName
from gateway.storage.case_tables import authorities, duties
from gateway.storage.schema import cases, evaluations, items, terminals
from testkit.gateway_in_process import Gateway, ask, either_store
from testkit.officers import CLERK, HANDLER, Office, open_office
from testkit.terminal import Terminal

TODAY = date(2026, 3, 2)
PERIOD = Period(date(2026, 1, 1), date(2026, 1, 31))
RULES = ("forward", "told-unit", "simple-decide", "handle", "simple-reply", "assigned", "review", "visit")
ENDINGS = ("met", "met", "met", "withdrawn", "linked", "objected", "disputed", None)
GRADES = ("satisfied", "mostly", "dissatisfied")


@dataclass
class Owed:
    """A duty that was written, with what it needs to be counted again."""

    case: dict[str, Any]
    rule: str
    organ: str
    limit: date | None
    ended: datetime | None
    outcome: str | None


def in_time(duty: Owed, limit: date | None) -> bool:
    return duty.ended is not None and limit is not None and duty.ended.date() <= limit


def written(gateway: Gateway, seed: int, size: int = 160) -> tuple[list[list[Owed]], list[dict[str, Any]]]:
    """Writes cases with any duties and judgements; returns the main duties of each case, and the judgements."""
    draw = random.Random(seed)
    lives, judged = list[list[Owed]](), list[dict[str, Any]]()
    with gateway.runtime.engine.begin() as db:
        key = {"public_key": "k", "name": "大厅", "site": "某处", "enrolled_at": gateway.clock()}
        db.execute(insert(terminals).values(id="t-rates", **key))
        for n in range(size):
            case = _case(db, draw, n)
            lives.append([_duty(db, draw, case, version) for version in range(1, draw.randrange(2, 6))])
            judged += [_judged(db, draw, case, times) for times in range(1, draw.randrange(1, 4))]
    return lives, judged


def _case(db: Connection, draw: random.Random, n: int) -> dict[str, Any]:
    item, at = f"{n:08d}-0000-8000-8000-000000000000", datetime(2025, 12, 1, tzinfo=CHINA)
    sealed = {"fingerprint": "f", "envelope": "{}", "signature": "s", "received_at": at}
    db.execute(insert(items).values(item=item, terminal="t-rates", **sealed))
    kind = draw.choice(("request", "request", "suggestion", "accusation"))
    case: dict[str, Any] = {
        "number": f"XF-{n}",
        "kind": kind,
        "recipient_set": "discipline" if kind == "accusation" else "bureau",
        "place_code": draw.choice(("320115", "320116", "")),
        "category": draw.choice(("010101", "020101", "")),
        "bureau": draw.choice(("bureau", "bureau-county")),
        "handler": draw.choice(("town", "water")),
    }
    rest = {"last_four_marks": [], "step": "registered", "unit": "", "code_mark": f"{n:019d}", "registered_at": at}
    case["id"] = db.execute(insert(cases).values(item=item, **rest, **case).returning(cases.c.id)).scalar_one()
    case["by_agent"] = kind != "accusation" and draw.random() < 0.3
    if case["by_agent"]:
        db.execute(insert(authorities).values(case_id=case["id"], terminal="t-rates", filed=at, received=at))
    return case


def _duty(db: Connection, draw: random.Random, case: dict[str, Any], version: int) -> Owed:
    rule = draw.choice((*RULES, "deliver", "deliver", "execute"))
    limit = draw.choice((None, *[PERIOD.first + timedelta(days=draw.randrange(-5, 65))] * 9))
    outcome = draw.choice(ENDINGS)
    minute = time(draw.randrange(24), draw.randrange(60), tzinfo=CHINA)
    around = (limit or PERIOD.first) + timedelta(days=draw.randrange(-4, 4))
    ended = datetime.combine(around, minute) if outcome else None
    beside = rule in ("review", "visit")
    owed = Owed(case, rule, draw.choice(("bureau", "town", "water", "gone")), limit, ended, outcome)
    row = {"rule": rule, "organ": owed.organ, "limit_on": limit, "ended": ended, "outcome": outcome}
    more = {"started": PERIOD.first, "article": "22", "profile": "statute", "beside": int(beside)}
    # one may be open in a case; the index that says so is not what is tried here
    if not outcome:
        ended_before = update(duties).where(duties.c.case_id == case["id"], duties.c.ended.is_(None))
        assert db.execute(ended_before.values(outcome="met", ended=datetime(2030, 1, 1, tzinfo=CHINA))) is not None
    db.execute(insert(duties).values(case_id=case["id"], version=version, **row, **more))
    return owed


def _judged(db: Connection, draw: random.Random, case: dict[str, Any], times: int) -> dict[str, Any]:
    at = datetime(2025, 12, 20, tzinfo=CHINA) + timedelta(days=15 * times, hours=draw.randrange(24 * 12))
    said = {"bureau": draw.choice(GRADES), "unit": draw.choice(GRADES), "at": at, "times": times}
    db.execute(insert(evaluations).values(case_id=case["id"], **said))
    return {"case": case, **said}


def recounted(lives: list[list[Owed]], judged: list[dict[str, Any]]) -> dict[str, list[tuple[str, bool]]]:
    """What must count: for each rate the cases, and whether it was met."""
    told: dict[str, list[tuple[str, bool]]] = {name: [] for name in RateName}
    for life in lives:
        main = [each for each in life if each.rule not in ("review", "visit")]
        for at, duty in enumerate(main):
            if duty.limit is None or not PERIOD.first <= duty.limit <= PERIOD.last:
                continue
            gone = duty.outcome in ("withdrawn", "linked", "objected", "disputed")
            if gone and in_time(duty, duty.limit):
                continue
            met, next_one = not gone and in_time(duty, duty.limit), main[at + 1] if at + 1 < len(main) else None
            number, sealed = duty.case["number"], duty.case["kind"] == "accusation"
            if duty.rule == "forward":
                told["handed-to-discipline-in-time" if sealed else "forwarded-in-time"].append((number, met))
            elif duty.rule in ("told-unit", "simple-decide") and not sealed:
                told["told-in-time"].append((number, met))
            elif duty.rule in ("handle", "simple-reply", "assigned") and not sealed:
                told["ended-in-time"].append((number, met))
                delivered = next_one is not None and (
                    next_one.rule == "execute"
                    or (next_one.rule == "deliver" and next_one.outcome == "met" and in_time(next_one, duty.limit))
                )
                told["answered-in-time"].append((number, met and (duty.rule == "assigned" or delivered)))
    last: dict[str, dict[str, Any]] = {}
    for each in judged:
        if PERIOD.first <= each["at"].date() <= PERIOD.last:
            last[each["case"]["number"]] = each
    for number, each in last.items():
        for whose in ("bureau", "unit"):
            told[f"satisfied-with-{whose}"].append((number, each[whose] != "dissatisfied"))
            told[f"fully-satisfied-with-{whose}"].append((number, each[whose] == "satisfied"))
    return told


@either_store
@pytest.mark.parametrize("seed", [1, 2])
def test_each_figure_is_its_recount_and_its_list_and_groups_sum_to_the_whole(gateway: Gateway, seed: int) -> None:
    open_office(gateway.runtime)
    told = recounted(*written(gateway, seed))
    found = rates.counted(gateway.runtime, PERIOD)
    whole = {each.rate: each for each in rates.rates(found)}
    assert set(whole) == set(RateName)
    for name, rate in whole.items():
        assert Counter((each.case_number, each.met) for each in found if each.rate is name) == Counter(told[name])
        assert (rate.numerator, rate.denominator) == (sum(met for _n, met in told[name]), len(told[name]))
        assert 0 <= rate.numerator <= rate.denominator and rate.denominator > 0
        missing = rates.not_met(found, name)
        assert len(missing) == rate.denominator - rate.numerator
        assert Counter(each.case_number for each in missing) == Counter(n for n, met in told[name] if not met)
        for by in By:
            groups = [each for each in rates.rates(found, by) if each.rate is name]
            assert sum(each.numerator for each in groups) == rate.numerator
            assert sum(each.denominator for each in groups) == rate.denominator
            assert [each.group for each in groups] == sorted({str(each.group) for each in groups}), "nothing ranks"


@either_store
def test_groups_are_those_of_the_cases(gateway: Gateway) -> None:
    open_office(gateway.runtime)
    lives, _judged = written(gateway, 3)
    by_number = {life[0].case["number"]: life[0].case for life in lives}
    for each in rates.counted(gateway.runtime, PERIOD):
        case, groups = by_number[each.case_number], each.groups
        assert (groups[By.PLACE], groups[By.CATEGORY], groups[By.KIND]) == (
            *(case["place_code"], case["category"], case["kind"]),
        )
        told = {True: "proxy", False: "kiosk"}[case["by_agent"]]
        assert groups[By.CHANNEL] == ("" if case["kind"] == "accusation" else told)
        if each.rate in (RateName.SATISFIED_BUREAU, RateName.SATISFIED_UNIT):
            assert groups[By.ORGAN] == case["bureau" if each.rate is RateName.SATISFIED_BUREAU else "handler"]


def test_of_organs_counts_what_they_owe(gateway: Gateway) -> None:
    open_office(gateway.runtime)
    written(gateway, 4)
    found = rates.counted(gateway.runtime, PERIOD)
    town = rates.counted(gateway.runtime, PERIOD, {"town"})
    assert town and town == [each for each in found if each.groups[By.ORGAN] == "town"]


@pytest.fixture
def office(gateway: Gateway) -> Office:
    return open_office(gateway.runtime)


@pytest.fixture
def number(terminal: Terminal) -> str:
    receipt = terminal.filed()[1].receipt
    assert receipt
    return receipt.case_number


def figures(gateway: Gateway) -> dict[str, tuple[int, int]]:
    found = rates.rates(rates.counted(gateway.runtime, Period(TODAY, TODAY + timedelta(days=365))))
    return {each.rate: (each.numerator, each.denominator) for each in found if each.denominator}


@either_store
def test_a_day_that_has_not_passed_counts_nobody_and_an_opinion_counts_once_delivered(
    gateway: Gateway, office: Office, number: str
) -> None:
    office.lead(number, CaseState.REPLIED)
    gateway.clock.turn(days=10)
    assert figures(gateway) == {}
    gateway.clock.turn(days=80)
    assert figures(gateway) == {
        "forwarded-in-time": (1, 1),
        "told-in-time": (1, 1),
        "ended-in-time": (1, 1),
        "answered-in-time": (0, 1),
    }
    office.act(HANDLER, number, "deliver", how="in-hand", proof="本人签收")
    assert figures(gateway)["answered-in-time"] == (0, 1), "too late is not undone by doing it"


def test_nobody_betters_a_figure_by_ending_late(gateway: Gateway, office: Office, number: str) -> None:
    office.lead(number, CaseState.ACCEPTED)
    gateway.clock.turn(days=80)
    before = figures(gateway)
    assert before["ended-in-time"] == (0, 1)
    office.act(HANDLER, number, "withdraw", reasons="本人来电")
    assert figures(gateway) == before


def test_who_withdraws_in_time_is_counted_nowhere(gateway: Gateway, office: Office, number: str) -> None:
    office.act(CLERK, number, "withdraw", reasons="本人来电")
    gateway.clock.turn(days=80)
    assert figures(gateway) == {}


def test_by_command(gateway: Gateway, office: Office, number: str, capsys: pytest.CaptureFixture[str]) -> None:
    office.lead(number, CaseState.ACCEPTED)
    gateway.clock.turn(days=80)
    with gateway.runtime.engine.begin() as db:  # the command's own clock is today's
        past = {"limit_on": date(2026, 1, 20), "ended": None, "outcome": None}
        db.execute(update(duties).where(duties.c.rule == "handle").values(**past))
    span = ("--from", "2026-01-01", "--to", "2026-01-31")
    told = [json.loads(line) for line in ask(gateway.data, "rates", *span).splitlines()]
    assert {"rate": "ended-in-time", "group": None, "numerator": 0, "denominator": 1, "value": 0.0} in told
    assert {"rate": "told-in-time", "group": None, "numerator": 0, "denominator": 0, "value": None} in told
    (line,) = ask(gateway.data, "rates", *span, "--cases", "ended-in-time").splitlines()
    assert json.loads(line)["case_number"] == number and json.loads(line)["due"] == "2026-01-20"
    grouped = [json.loads(line) for line in ask(gateway.data, "rates", *span, "--by", "organ").splitlines()]
    assert [(each["rate"], each["group"]) for each in grouped] == [
        ("ended-in-time", "town"),
        ("answered-in-time", "town"),
    ]
    assert main(["rates", "--from", "2026-02-01", "--to", "2026-01-01", "--data", str(gateway.data)]) == 1
    assert "bad-days" in capsys.readouterr().out
