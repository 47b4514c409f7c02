"""What people of the made-up county bring, and who they are: invented pieces, put together anew for each case."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from random import Random
from typing import Any

from core import claim
from core.consents import Consents
from core.id_number import check_character
from core.introduction import Evidence
from core.person import Person
from core.petition import Channel, Enclosure, Filing, Matter, Purpose, Role, freeze
from core.places import Place
from core.resources import resource

NOWHERE = "3299"
"""First digits of an ID number: a prefecture that no place has."""
NOBODY = "120"
"""First digits of a telephone number: no mobile has them."""
WITH_PAPER = 0.25


@dataclass(frozen=True)
class Story:
    """`words` by the names of the fields that officers fill in (`core.cases.fields`)."""

    kind: Purpose
    category: str
    unit: str
    narrative: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """A story as one person tells it, with the words in which officers will answer it."""

    story: Story
    place: Place
    narrative: str
    words: Mapping[str, str]


@cache
def pieces() -> dict[str, Any]:
    return tomllib.loads(resource("samples", "county", "people.toml").read_text("utf-8"))


@cache
def stories(kind: Purpose) -> tuple[Story, ...]:
    table = tomllib.loads(resource("samples", "county", "stories.toml").read_text("utf-8"))
    return tuple(_story(row) for row in table["story"] if row["kind"] == kind)


def _story(row: dict[str, Any]) -> Story:
    names = ("matters", "facts", "opinion", "basis", "outcomes")
    words = {name: row[name] for name in names if name in row}
    return Story(Purpose(row["kind"]), row["category"], row["unit"], row["narrative"], words)


def told(story: Story, dice: Random) -> Told:
    village = dice.choice(pieces()["villages"])
    facts = {
        "village": village["name"][3:] if dice.random() < 0.5 else village["name"],
        "months": dice.randrange(2, 12),
        "households": dice.randrange(6, 90),
        "years": dice.randrange(2, 15),
        "sum": dice.randrange(12, 960) * 100,
    }
    place = Place(code=village["code"], name=f"云溪市柳溪县{village['name']}", detail=f"{dice.randrange(1, 9)}组")
    words = {name: text.format(**facts) for name, text in story.words.items()}
    return Told(story, place, story.narrative.format(**facts), words)


def somebody(dice: Random, village: str) -> Person:
    birth = date(dice.randrange(1938, 2000), dice.randrange(1, 13), dice.randrange(1, 28))
    first = f"{NOWHERE}01{birth:%Y%m%d}{dice.randrange(10, 99)}{dice.randrange(10)}"
    given = dice.choice(pieces()["given"])
    return Person(
        name=dice.choice(pieces()["surnames"]) + given,
        id_number=first + check_character(first),
        sex="男" if int(first[16]) % 2 else "女",
        birth=birth.isoformat(),
        ethnicity="汉",
        address=f"{village}{dice.randrange(1, 120)}号",
        phone=f"{NOBODY}{dice.randrange(10**8):08d}",
    )


def _papers(dice: Random) -> tuple[Enclosure, ...]:
    """Every fourth person brings a paper."""
    if dice.random() > WITH_PAPER:
        return ()
    chosen = dice.choice(sorted(resource("samples", "documents").glob("*.jpg")))
    return (Enclosure(name="page-1.jpg", role=Role.PAGE, media_type="image/jpeg", content=chosen.read_bytes()),)


def filed(tale: Told, whose: Person, at: datetime, dice: Random) -> Filing:
    """Returns the petition as a kiosk would have frozen it at this moment."""
    return freeze(
        channel=Channel.KIOSK,
        created=at,
        matter=Matter(
            purpose=tale.story.kind, category=tale.story.category, place=tale.place, narrative=tale.narrative
        ),
        petitioner=whose,
        consents=Consents(notify_by_phone=dice.random() < 0.6),
        enclosures=_papers(dice),
        evidence=Evidence.CAMERA,
        claim=claim.new_claim(),
    )
