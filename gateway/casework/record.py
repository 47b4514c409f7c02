"""What the letters of a case are filled from: the case, the petition, the events, the organs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from core.cases.clocks import term
from core.cases.state import Case
from core.message import texts
from core.petition import Petition
from gateway.cases import history
from gateway.cases.acts import Done
from gateway.cases.calendar import calendar
from gateway.letters.documents import Document, documents_of
from gateway.letters.letter import Value
from gateway.runtime import Runtime
from gateway.runtime.petitions import opened_petition
from gateway.staff.officers import Officer
from gateway.staff.organs import OrganTree
from gateway.staff.tree import tree
from gateway.storage.schema import bulletins, events

GIST_CHARS = 300
Fields = dict[str, Value]


@dataclass(frozen=True)
class Record:
    """`case`: as it is now, `before`: before the act. `action`: of the act, empty where a letter is written by itself;
    `given`: with the act. `opened`: the petition, where it was opened beforehand."""

    runtime: Runtime
    db: Connection
    row: RowMapping
    officer: Officer
    before: Case
    case: Case
    today: date
    action: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    opened: Petition | None = field(default=None, repr=False)

    @classmethod
    def of(cls, runtime: Runtime, db: Connection, done: Done, opened: Petition | None) -> "Record":
        written, decision = done.written, done.decision
        about = (written.before, written.case, written.at.date(), decision.rule.action, decision.values)
        return cls(runtime, db, done.row, done.officer, *about, opened)

    @cached_property
    def organs(self) -> OrganTree:
        return tree(self.runtime)

    @cached_property
    def petition(self) -> Petition:
        return self.opened or opened_petition(self.runtime, self.row["item"])

    @property
    def addressee(self) -> str:
        """Whom letters are written to: the petitioner; of a joint petition its representatives, one answer to all."""
        joint = self.petition.joint
        return "、".join(each.name for each in joint.representatives) if joint else self.petition.petitioner.name

    @property
    def persons(self) -> str:
        """Who filed, as an organ is told: of a joint petition the petitioner and how many they are."""
        joint, name = self.petition.joint, self.petition.petitioner.name
        many = texts()["letter_default.together"]
        return many.format(name=name, count=joint.people) if joint and joint.people > 1 else name

    @cached_property
    def contact(self) -> str:
        """The organ of the officer, and the telephone that the province published."""
        published = select(bulletins.c.published).order_by(bulletins.c.number.desc()).limit(1)
        text = self.db.execute(published).scalar()
        telephone = json.loads(text).get("telephone", "") if text else ""
        return f"{self.name(self.officer.organ)} {telephone}".strip()

    def name(self, organ: str) -> str:
        return self.organs[organ].name if organ in self.organs else ""

    def superior(self, organ: str) -> str:
        above = self.organs.superior(organ) if organ in self.organs else None
        return above.name if above else ""

    def last_day(self, rule: str, since: date) -> date:
        rolls = self.runtime.casework.roll_over
        found = term(rule, self.case.profile, since, calendar(self.runtime), roll_over=rolls).limit
        return found or since

    def words(self, action: str) -> dict[str, Any]:
        """What was given with the last event of this action, its day and organ; nothing where there is none."""
        wanted = select(events.c.note, events.c.facts, events.c.organ, events.c.at).where(
            events.c.case_id == self.row["id"], events.c.action == action
        )
        row = self.db.execute(wanted.order_by(events.c.version.desc())).first()
        if row is None:
            return {}
        said = {**json.loads(row.facts), **history.words_of(self.runtime, row.note)}
        return {**said, "done_on": row.at.date(), "organ_of": row.organ}

    @property
    def requests(self) -> tuple[str, ...]:
        return tuple(self.words("accept").get("matters", ())) or (self.gist,)

    @property
    def gist(self) -> str:
        told = " ".join(self.petition.matter.narrative.split())
        return told if len(told) <= GIST_CHARS else f"{told[:GIST_CHARS]}……"

    def said(self, name: str, action: str) -> Any:
        """What was given under this name with the act, else with the last one of this action; empty for nothing."""
        return self.given.get(name) or (self.words(action).get(name) if self.action != action else "") or ""

    def last(self, *kinds: str) -> Document | None:
        """The last letter of one of these kinds."""
        found = [each for each in documents_of(self.db, self.row["id"]) if each.kind in kinds]
        return found[-1] if found else None
