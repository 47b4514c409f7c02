"""The events of a case, each with the case before and after it, as the petitioner's view is made from them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from core.cases import told as rules
from core.cases.state import Case, CaseChange, CaseState, after
from gateway.cases import history
from gateway.keys.keyring import BUREAU
from gateway.runtime import Runtime
from gateway.storage.schema import events


@dataclass(frozen=True)
class Known:
    """`first`: whether nothing happened before it. `facts`: what was given in clear."""

    runtime: Runtime
    action: str
    at: datetime
    organ: str
    before: Case
    later: Case
    first: bool
    facts: Mapping[str, Any]
    sealed: bytes | None

    @property
    def state_before(self) -> CaseState | None:
        return None if self.first else self.before.state

    @property
    def told(self) -> bool:
        return rules.told(self.action, self.state_before)

    @property
    def letter(self) -> str:
        return rules.letter_of(self.action, self.state_before)

    @cached_property
    def words(self) -> dict[str, Any]:
        """The words that were given, opened when they are first asked for."""
        return history.words_of(self.runtime, self.sealed)


def opens_to_words(row: RowMapping) -> bool:
    """Whether whoever shows the code sees more than steps: nobody does of what is sealed to the discipline organ, and
    of a case without last four digits, which the code alone opens (decision 0004)."""
    return row["recipient_set"] == BUREAU and bool(row["last_four_marks"])


def known_events(db: Connection, runtime: Runtime, case_id: int) -> list[Known]:
    wanted = select(events).where(events.c.case_id == case_id).order_by(events.c.version)
    case, found = Case(), list[Known]()
    for row in db.execute(wanted).mappings():
        later = after(case, CaseChange(row["version"], json.loads(row["changes"])))
        facts = json.loads(row["facts"])
        done = (row["action"], row["at"], row["organ"])
        found.append(Known(runtime, *done, case, later, not found, facts, row["note"]))
        case = later
    return found
