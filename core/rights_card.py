"""The rights card (权益保障卡): what was done with a case, and when; its petitioner carries it.

`trust.rights_card` signs and checks it."""

from dataclasses import dataclass
from datetime import date

MOST_STEPS = 16
"""Of a case with more, the latest are on the card: a code of more dots is not read from a roll of paper."""


@dataclass(frozen=True)
class CardStep:
    """`action`: of `core.cases.actions`."""

    action: str
    day: date


@dataclass(frozen=True)
class RightsCard:
    """`serial`: of this card among those of the case; `as_of`: the day of the snapshot; `earlier`: how many steps came
    before those on the card."""

    case_number: str
    serial: int
    as_of: date
    steps: tuple[CardStep, ...]
    earlier: int = 0

    @property
    def id(self) -> str:
        return f"{self.case_number}/{self.serial}"


def snapshot(case_number: str, serial: int, as_of: date, steps: list[CardStep]) -> RightsCard:
    """Returns a card with the latest steps."""
    shown = tuple(steps[-MOST_STEPS:])
    return RightsCard(case_number, serial, as_of, shown, len(steps) - len(shown))
