"""Whether a person has been here about this before. It is help: nothing is refused, nothing merged (decision 0023).

Only what is filed under the same mark of name and number is looked at; an accusation has none, so it neither looks nor
is found. Earlier texts are opened in memory and kept nowhere.
"""

from itertools import pairwise

from pydantic import ValidationError
from sqlalchemy import RowMapping, select

from core.case import Earlier, Step
from core.petition import Matter
from core.problems import NotAddressed, SealBroken
from core.wire import EARLIER, PETITION
from gateway.keyring import BUREAU
from gateway.office import Office
from gateway.schema import cases

LOOKED_AT = 5
"""The latest cases of a person that are opened."""
ALIKE = 0.3
"""Share of character pairs in common from which two tellings are of one matter; `tests/gateway/test_history.py`."""


def earlier(office: Office, mark: str | None, matter: Matter) -> Earlier | None:
    """The most similar of the person's latest cases, if any is similar; without a mark none is looked for."""
    found = [(alike, row) for row in _theirs(office, mark) if (alike := _alike(office, row, matter)) is not None]
    if not found:
        return None
    row = max(found, key=lambda each: each[0])[1]
    return Earlier(case_number=row["number"], registered_at=row["registered_at"], step=Step(row["step"]))


def written(told: Earlier | None) -> str | None:
    """As it stands with the case, so that who asks again hears the same."""
    return EARLIER.dump_json(told).decode() if told else None


def read(text: str | None) -> Earlier | None:
    return EARLIER.validate_json(text) if text else None


def likeness(one: str, other: str) -> float:
    """Of two tellings, 0 to 1: the pairs of neighbouring characters in common against those of the shorter one and the
    mean of both (overlap and Dice coefficient, half each): who tells it again tells it shorter or longer."""
    a, b = _pairs(one), _pairs(other)
    if not a or not b:
        return 0.0
    common = len(a & b)
    return common / 2 * (1 / min(len(a), len(b)) + 2 / (len(a) + len(b)))


def _theirs(office: Office, mark: str | None) -> list[RowMapping]:
    if mark is None:
        return []
    latest = (
        select(cases.c.item, cases.c.number, cases.c.registered_at, cases.c.step)
        .where(cases.c.person_mark == mark, cases.c.recipient_set == BUREAU)
        .order_by(cases.c.id.desc())
        .limit(LOOKED_AT)
    )
    with office.reading() as db:
        return list(db.execute(latest).mappings())


def _alike(office: Office, row: RowMapping, matter: Matter) -> float | None:
    """How alike the tellings are; None for another matter, and where the text cannot be read any more."""
    try:
        before = PETITION.validate_json(office.keys.opened(office.blobs.get(f"{row['item']}/text.age") or b"")).matter
    except (NotAddressed, SealBroken, ValidationError):
        return None
    alike = likeness(matter.narrative, before.narrative)
    same = (matter.category, matter.place.code) == (before.category, before.place.code)
    return alike if same or alike >= ALIKE else None


def _pairs(text: str) -> set[str]:
    bare = [each for each in text if each.isalnum()]
    return {first + second for first, second in pairwise(bare)}
