"""Wire models arrive as they were sent, and invalid data is refused."""

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from core.authority.letter import Agent, Authority
from core.bounded_json import JsonTooLarge
from core.consents import Consents
from core.id_document import IdDocument
from core.person import Person
from core.petition import Attachment, Matter, Petition
from core.places import Place
from core.wire import (
    MAX_PETITION_BYTES,
    MAX_PETITION_VALUES,
    PETITION,
    CardQuery,
    CaseQuery,
    Enrolment,
    Envelope,
    FiledAttachment,
    PetitionFile,
    SealedPart,
    SignedEnvelope,
    petition_of,
    petition_schema,
)

TEXT = some.text(alphabet=some.characters(exclude_categories=["Cs"]), max_size=60)
MOMENTS = some.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=some.just(UTC))


def records(kind: type, **fields: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    return some.builds(kind, **fields)


PEOPLE = records(
    Person, **{**dict.fromkeys(Person.__dataclass_fields__, TEXT), "document": some.sampled_from(IdDocument)}
)
PLACES = records(Place, code=TEXT, name=TEXT, detail=TEXT)
MATTERS = records(Matter, category=TEXT, narrative=TEXT, place=PLACES)
ATTACHMENTS = records(Attachment, name=TEXT, media_type=TEXT, sha256=TEXT, size=some.integers(0, 10**9), text=TEXT)
AGENTS = records(Agent, person=PEOPLE, organisation=TEXT)
AUTHORITIES = records(Authority, matter=TEXT, starts=TEXT, ends=TEXT, letter=TEXT)
PETITIONS = records(
    Petition,
    local_number=TEXT,
    created=MOMENTS,
    matter=MATTERS,
    petitioner=PEOPLE,
    consents=some.builds(Consents),
    attachments=some.lists(ATTACHMENTS, max_size=3).map(tuple),
    agent=some.none() | AGENTS,
    authority=some.none() | AUTHORITIES,
)
PETITION_JSON: dict[str, Any] = {
    "matter": {
        "purpose": "request",
        "category": "070100",
        "place": {"code": "320115", "name": "江宁区"},
        "narrative": "水管漏水。",
    },
    "petitioner": {"name": "王建国", "phone": "12069738989"},
}


@given(PETITIONS)
def test_a_petition_arrives_as_it_was_sent(petition: Petition) -> None:
    assert PETITION.validate_json(PETITION.dump_json(petition)) == petition


@given(PETITIONS)
def test_a_field_nobody_knows_is_refused_at_every_level(petition: Petition) -> None:
    sent = json.loads(PETITION.dump_json(petition))
    for inside in (sent, sent["matter"], sent["petitioner"], sent["matter"]["place"], sent["consents"]):
        inside["extra"] = 1
        with pytest.raises(ValidationError):
            PETITION.validate_python(sent)
        del inside["extra"]


def test_petition_json_as_a_technician_writes_it() -> None:
    file = PetitionFile.model_validate(PETITION_JSON)
    assert file.consents == Consents()
    assert file.matter.narrative == "水管漏水。"


JUNK = some.recursive(
    some.none() | some.booleans() | some.integers() | TEXT,
    lambda inside: some.lists(inside, max_size=3) | some.dictionaries(TEXT, inside, max_size=3),
    max_leaves=6,
)


@given(JUNK)
def test_junk_is_no_petition(junk: Any) -> None:
    with pytest.raises(ValidationError):
        PetitionFile.model_validate(junk)


@given(some.sampled_from(["matter", "petitioner"]), JUNK)
def test_nor_is_a_petition_with_junk_in_it(part: str, junk: Any) -> None:
    with pytest.raises(ValidationError):
        PetitionFile.model_validate({**PETITION_JSON, part: junk})


@given(some.binary(max_size=80))
def test_bytes_that_are_no_json(data: bytes) -> None:
    with pytest.raises(ValidationError):
        PetitionFile.model_validate_json(data)


@pytest.mark.parametrize("name", ["", "../store.db", "/etc/passwd", "a\\b", "a\0", "x" * 121])
def test_an_attachment_lies_in_the_same_folder(name: str) -> None:
    with pytest.raises(ValidationError):
        FiledAttachment(name=name)


@pytest.mark.parametrize("name", ["text.age.exe", "0.age", "100.age", "../1.age", "1"])
def test_a_part_is_called_as_it_must_be(name: str) -> None:
    with pytest.raises(ValidationError):
        SealedPart(name=name, sha256="0" * 64, size=1)


def test_an_envelope_is_carried_as_the_very_text_that_was_signed() -> None:
    envelope = Envelope.model_validate(
        {
            "item": "00000000-0000-4000-8000-000000000007",
            "suite": "age-x25519-v1",
            "recipient_set": "bureau",
            "size_class": 4096,
            "created": "2026-11-20T09:30:00+08:00",
            "terminal": "north",
            "place_code": "320115",
            "kind": "request",
            "parts": [{"name": "text.age", "sha256": "0" * 64, "size": 1}],
        }
    )
    assert SignedEnvelope(envelope=envelope.model_dump_json(), signature="x").opened() == envelope
    with pytest.raises(ValidationError):
        Envelope.model_validate({**envelope.model_dump(), "created": datetime(2026, 11, 20)})


@pytest.mark.parametrize("last_four", ["", "123", "12345", "abcd", "12X4"])
def test_the_last_four_are_four(last_four: str) -> None:
    with pytest.raises(ValidationError):
        CaseQuery(query_code="1" * 16, last_four=last_four)


def test_what_queries_and_enrolment_take() -> None:
    assert CaseQuery(query_code="1" * 16, last_four="047X").last_four == "047X"
    with pytest.raises(ValidationError):
        CardQuery(name="王建国", id_number="1")
    with pytest.raises(ValidationError):
        Enrolment(code="abc", public_key="")


def test_the_schema_is_printed_for_others() -> None:
    printed = subprocess.run([sys.executable, "-m", "core", "schema"], capture_output=True, text=True, check=True)
    assert json.loads(printed.stdout) == petition_schema()
    assert petition_schema()["required"] == ["matter", "petitioner"]


@given(PETITIONS)
def test_what_a_version_before_sealed_is_read(petition: Petition) -> None:
    told = json.loads(PETITION.dump_json(petition))
    told["matter"]["urgent"] = False
    assert PETITION.validate_json(json.dumps(told)) == petition


def test_and_its_envelope_is_known_again() -> None:
    """Compared with the fingerprint that a gateway of that version stored."""
    part = {"name": "text.age", "sha256": "0" * 64, "size": 9}
    before = {
        "item": "11111111-2222-4333-8444-555555555555",
        "suite": "age-x25519-v1",
        "recipient_set": "bureau",
        "size_class": 4096,
        "created": "2026-11-20T08:00:00+08:00",
        "place_code": "320115",
        "kind": "request",
        "urgent": False,
        "parts": [part],
    }
    stored = hashlib.sha256(json.dumps(before, separators=(",", ":")).encode()).hexdigest()
    assert Envelope.model_validate({**before, "terminal": "t1"}).fingerprint == stored


@pytest.mark.parametrize(
    "text", [b" " * (MAX_PETITION_BYTES + 1), b'{"attachments":[' + b"{}," * MAX_PETITION_VALUES + b"{}]}"]
)
def test_a_petition_larger_than_any_is_not_read(text: bytes) -> None:
    with pytest.raises(JsonTooLarge):
        petition_of(text)
