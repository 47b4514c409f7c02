"""`freeze` is the only way to a petition, and it names what is missing."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core import validation
from core.authority.letter import Agent, AgentClass, Authority, Power
from core.claim import item_id_of
from core.person import Person
from core.petition import Channel, Enclosure, Filing, Matter, Purpose, Role, freeze, local_number
from core.places import Place
from core.problems import AuthorityIncomplete, AuthorityNotBegun, Implausible, Incomplete
from core.sentences import sentence_of

WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MATTER = Matter(
    purpose=Purpose.REQUEST, category="070100", place=Place(code="320115", name="江宁区"), narrative="水管漏水。"
)
PERSON = Person(name="王建国", phone="12069738989")
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.VILLAGE_CADRE)
LETTER = Enclosure(name="letter.pdf", role=Role.AUTHORITY, media_type="application/pdf", content=b"%PDF-signed")
AUTHORITY = Authority(matter="水管", powers=(Power.FILE,), starts="2026-11-20", ends="2027-11-20", letter="letter.pdf")


def frozen(matter: Matter = MATTER, petitioner: Person = PERSON, **more: Any) -> Filing:
    return freeze(channel=Channel.KIOSK, created=WHEN, matter=matter, petitioner=petitioner, **more)


def test_a_complete_matter_is_frozen() -> None:
    petition = frozen().petition
    assert petition.matter == MATTER
    assert petition.petitioner == PERSON
    assert petition.created == WHEN


def test_each_petition_is_an_item_of_its_own() -> None:
    assert frozen().petition.item != frozen().petition.item


def test_an_item_is_named_by_its_claim() -> None:
    filing = frozen(claim=bytes(32))
    assert filing.petition.item == item_id_of(bytes(32)) and filing.claim == bytes(32)
    assert filing.petition.local_number == local_number(filing.petition.item, WHEN)


@pytest.mark.parametrize(
    ("matter", "person", "lacking"),
    [
        (replace(MATTER, narrative=" \n"), PERSON, "narrative"),
        (replace(MATTER, category=""), PERSON, "category"),
        (replace(MATTER, place=Place(code="", name="")), PERSON, "place"),
        (MATTER, Person(name="", phone="1"), "name"),
        (MATTER, Person(name="王建国"), "address or phone"),
        (replace(MATTER, narrative="", category=""), PERSON, "narrative, category"),
    ],
)
def test_what_is_missing_is_named_and_nothing_else_said(matter: Matter, person: Person, lacking: str) -> None:
    with pytest.raises(Incomplete) as told:
        frozen(matter, person)
    assert told.value.detail == lacking


def test_an_address_will_do_where_there_is_no_telephone() -> None:
    assert frozen(petitioner=Person(name="王建国", address="杨柳村三组")).petition.petitioner.phone == ""


def test_nobody_files_for_another_without_a_letter_and_no_letter_without_an_agent() -> None:
    lacking: list[dict[str, Any]] = [
        {"agent": AGENT},
        {"authority": AUTHORITY, "enclosures": (LETTER,)},
        {"agent": AGENT, "authority": AUTHORITY},
    ]
    for given_ in lacking:
        with pytest.raises(AuthorityIncomplete):
            frozen(**given_)
    assert frozen(agent=AGENT, authority=AUTHORITY, enclosures=(LETTER,)).petition.agent == AGENT


def test_an_authority_is_judged_by_the_day_of_filing() -> None:
    later = replace(AUTHORITY, starts="2026-11-21")
    with pytest.raises(AuthorityNotBegun):
        frozen(agent=AGENT, authority=later, enclosures=(LETTER,))


@given(some.lists(some.binary(max_size=50), max_size=4))
def test_every_enclosure_is_described_truly(contents: list[bytes]) -> None:
    enclosures = tuple(
        Enclosure(name=f"page-{n}.jpg", role=Role.PAGE, media_type="image/jpeg", content=content, text=f"第{n}页")
        for n, content in enumerate(contents)
    )
    filing = frozen(enclosures=enclosures)
    for attachment, content in zip(filing.petition.attachments, contents, strict=True):
        assert filing.contents[attachment.name] == content
        assert attachment.sha256 == hashlib.sha256(content).hexdigest()
        assert attachment.size == len(content)


def test_what_is_enclosed_is_not_shown_by_accident() -> None:
    enclosure = Enclosure(name="a", role=Role.AUDIO, media_type="audio/wav", content=b"spoken")
    assert "spoken" not in repr(enclosure)
    assert "spoken" not in repr(frozen(enclosures=(enclosure,)))


@given(some.uuids(), some.datetimes())
def test_the_local_number_is_short_enough_to_be_read_aloud(item: UUID, created: datetime) -> None:
    number = local_number(item, created)
    assert len(number) == 11
    assert number.startswith(f"{created:%m%d}-")


def test_what_cannot_be_is_named_and_not_repeated() -> None:
    with pytest.raises(Implausible) as told:
        frozen(petitioner=replace(PERSON, name="王建国\n李秀英", phone="120341203434"))
    assert told.value.detail == "petitioner.name, petitioner.phone"
    assert sentence_of(told.value) == sentence_of(validation.ONE_LINE)
    assert "120341203434" not in str(told.value)
