"""The invented people of the lessons (resources/training/villagers.toml)."""

import tomllib
from dataclasses import dataclass
from typing import Any

from core.id_document import IdDocument
from core.person import Person
from core.resources import resource


@dataclass(frozen=True, kw_only=True)
class Villager:
    """`household`: as the list has it; `told`: what they came with; `says`: what they say to the agent's face;
    `guardian`, `guardian_phone`: who represents them, where somebody does."""

    person: Person
    household: str
    told: str = ""
    says: str = ""
    guardian: str = ""
    guardian_phone: str = ""


def villager(id_: str) -> Villager:
    said: dict[str, str] = dict(_table()[id_])
    person = Person(
        name=said.pop("name"),
        id_number=said.pop("id_number"),
        phone=said.pop("phone", ""),
        address=f"{village()}{said['household']}",
        document=IdDocument.RESIDENT_CARD,
    )
    return Villager(person=person, **said)


def village() -> str:
    return str(_table()["village"])


def list_name() -> str:
    """Returns the file name of the list that is brought in."""
    return str(_table()["list"])


def _table() -> dict[str, Any]:
    return tomllib.loads(resource("training", "villagers.toml").read_text("utf-8"))
