"""The yearly report of a bureau on the cases that it and the bureaus below it hold (年度报告, art. 41): counts, fields,
the organs that most cases are about; what was forwarded, assigned, supervised; suggestions and what became of them.

The letter goes out of the bureau: numbers of cases below `FEWEST` are not told in it, nor another one from which such a
number could be reckoned. The figures themselves have them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from core.cases.actions import Action
from core.matters import categories
from core.message import texts
from core.petition import Purpose
from gateway.casework.letter_fields import read
from gateway.clock import CHINA
from gateway.letters import year_reports
from gateway.letters.documents import Issuer, sheet_in
from gateway.letters.letter import Facts, Letter
from gateway.letters.schema import schemas
from gateway.letters.year_reports import YearReport
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.staff.officers import Officer, Role
from gateway.staff.organs import OrganKind, OrganTree
from gateway.staff.tree import tree
from gateway.storage.letter_tables import documents
from gateway.storage.schema import cases, events

KIND = "year-report"
FEWEST = 5
MOST_NAMED = 10
"""Fields and organs that the letter names."""
DEEDS = (Action.FORWARD, Action.ASSIGN, Action.SUPERVISE, Action.URGE, Action.REFUSE)
SUGGESTIONS = ("suggestion", "warning")


@dataclass(frozen=True)
class Figures:
    """Of one year. `kinds`: cases registered, by purpose; `areas`: by category; `organs`: by the organ that handles
    them. `deeds`: acts of that year, by action. `suggested`: letters with suggestions, by title. `answered`: of the
    suggestions that were registered, those with an answer. What is sealed to others has its kind alone."""

    organ: str
    year: int
    kinds: Mapping[str, int]
    areas: Mapping[str, int]
    organs: Mapping[str, int]
    deeds: Mapping[str, int]
    suggested: Mapping[str, int]
    answered: int


def of_year(runtime: Runtime, officer: Officer, organ: str, year: int) -> Figures:
    """Returns the figures of the bureau `organ`. Raises Refused 404 for an organ that is none of the officer's bureaus,
    422 for a year that is not over."""
    organs = tree(runtime)
    if organ not in organs or organs[organ].kind is not OrganKind.BUREAU or not officer.may(Role.SUPERVISE, Role.AUDIT):
        raise not_found()
    if organ not in organs.subtree(officer.organ):
        raise not_found()
    if year >= runtime.now().astimezone(CHINA).year:
        raise Refused(422, "not-now", "a year is reported on when it is over")
    theirs = sorted(each for each in organs.subtree(organ) if organs[each].kind is OrganKind.BUREAU)
    first, behind = (datetime(each, 1, 1, tzinfo=CHINA) for each in (year, year + 1))
    of_them = cases.c.bureau.in_(theirs)
    registered = (of_them, cases.c.registered_at >= first, cases.c.registered_at < behind)
    open_to_us = (*registered, cases.c.kind != Purpose.ACCUSATION)
    happened = (of_them, events.c.at >= first, events.c.at < behind, events.c.action.in_(DEEDS))
    made = (documents.c.organ.in_(theirs), documents.c.made_at >= first, documents.c.made_at < behind)
    with runtime.reading() as db:
        deeds = select(events.c.action, func.count()).join(cases, cases.c.id == events.c.case_id).where(*happened)
        letters = select(documents).where(*made, documents.c.kind.in_(SUGGESTIONS))
        return Figures(
            organ=organ,
            year=year,
            kinds=_counted(db, cases.c.kind, registered),
            areas=_counted(db, cases.c.category, (*open_to_us, cases.c.category != "")),
            organs=_counted(db, cases.c.handler, (*open_to_us, cases.c.handler != "")),
            deeds=dict(db.execute(deeds.group_by(events.c.action)).all()),
            suggested=_tally(sheet_in(runtime, row).title for row in db.execute(letters).mappings()),
            answered=_answered(db, registered),
        )


def _counted(db: Connection, column: ColumnElement[str], which: Iterable[ColumnElement[bool]]) -> dict[str, int]:
    return dict(db.execute(select(column, func.count()).where(*which).group_by(column)).all())


def _tally(names: Iterable[str]) -> dict[str, int]:
    told: dict[str, int] = {}
    for name in names:
        told[name] = told.get(name, 0) + 1
    return told


def _answered(db: Connection, registered: Iterable[ColumnElement[bool]]) -> int:
    replied = select(events.c.id).where(events.c.case_id == cases.c.id, events.c.action == Action.REPLY).exists()
    count = select(func.count()).select_from(cases).where(*registered, cases.c.kind == Purpose.SUGGESTION, replied)
    return db.execute(count).scalar_one()


def issue(runtime: Runtime, officer: Officer, organ: str, year: int, typed: Mapping[str, str]) -> YearReport:
    """Issues the report as a letter. `typed`: what no record knows, above all what became of the suggestions. Raises
    Refused as `of_year`, 404 for a report of another organ than the officer's, LetterStopped."""
    figures = of_year(runtime, officer, organ, year)
    if organ != officer.organ:
        raise not_found()
    known, schema, organs = _told(figures, tree(runtime)), schemas()[KIND], tree(runtime)
    above = organs.superior(organ)
    said = {"addressee": above.name if above else "", "contact": organs[organ].name, **known}
    letter = Letter(
        kind=KIND,
        organ=organs[organ].name,
        case_number="",
        day=runtime.now().date(),
        fields={**{name: value for name, value in said.items() if value}, **read(schema, typed)},
    )
    facts = Facts(known={name: (value,) for name, value in known.items()})
    by = Issuer(organ, officer.login)
    return year_reports.issue(runtime, letter, as_json(figures), about=year, by=by, facts=facts)


def as_json(figures: Figures) -> dict[str, object]:
    names = ("organ", "year", "kinds", "areas", "organs", "deeds", "suggested", "answered")
    return {name: getattr(figures, name) for name in names}


def _told(figures: Figures, organs: OrganTree) -> dict[str, int | str | tuple[str, ...]]:
    """What the letter says of the figures, in Chinese whatever the desk's language."""
    areas = {categories()[code].name if code in categories() else code: n for code, n in figures.areas.items()}
    units = {organs[each].name if each in organs else each: n for each, n in figures.organs.items()}
    kinds = {each.value: figures.kinds.get(each.value, 0) for each in Purpose}
    deeds = {each.value: figures.deeds.get(each.value, 0) for each in DEEDS}
    made = [_said("letters", title=title, n=n) for title, n in sorted(figures.suggested.items())]
    return {
        "year": figures.year,
        "counts": (
            _said("registered", all=_cell(sum(kinds.values()))),
            *(_said(name, n=_cell(n)) for name, n in without_small(kinds).items()),
        ),
        "areas": _named(areas, "other_areas"),
        "organs": _named(units, "other_organs"),
        "passed_on": _said("passed_on", **{name: _cell(n) for name, n in deeds.items()}),
        "suggested": _said(
            "suggested",
            made="、".join(made) or _said("none"),
            given=_cell(figures.kinds.get(Purpose.SUGGESTION, 0)),
            answered=_cell(figures.answered),
        ),
    }


def without_small(cells: Mapping[str, int]) -> dict[str, int | None]:
    """Returns the cells with None for those below `FEWEST`, zero apart; and, where it would be the only one, for the
    next smallest, as it could be reckoned from the sum."""
    hidden = {name for name, n in cells.items() if 0 < n < FEWEST}
    others = sorted((n, name) for name, n in cells.items() if n and name not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    return {name: None if name in hidden else n for name, n in cells.items()}


def _named(cells: Mapping[str, int], rest: str) -> tuple[str, ...]:
    """The largest by name, the others together: none of these stands alone."""
    largest = sorted(((-n, name) for name, n in cells.items() if n >= FEWEST))[:MOST_NAMED]
    left = sum(cells.values()) + sum(n for n, _name in largest)
    lines = [_said("line", name=name, n=_cell(-n)) for n, name in largest]
    if left:
        lines.append(_said(rest, n=_cell(left)))
    return tuple(lines) or (_said("none"),)


def _cell(n: int | None) -> str:
    return _said("few") if n is None or 0 < n < FEWEST else _said("cell", n=n)


def _said(name: str, /, **facts: object) -> str:
    return texts()[f"year_report.{name}"].format(**facts)
