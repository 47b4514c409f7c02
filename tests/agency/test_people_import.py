"""A list looked at and taken: who is joined to whom is known before, and all are stored or none."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from agency.agents import Agents, SignedIn
from agency.people import People
from agency.people_import import content_of, preview, take
from agency.people_merge import joinings
from agency.person_served import ConsentWay, PersonServed
from core.authority.letter import Agent, AgentClass, Capacity
from core.id_document import IdDocument
from core.id_number import check_character
from core.person import Person
from core.problems import DiskFull, PeopleListFaulty, PeopleListUnreadable
from core.sentences import sentence_of
from core.table_file import MAX_BYTES
from sync.terminal import Terminal

TODAY = date(2026, 12, 1)
AGENT = Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="杨柳村")
BODY = "32011519490101001"
NUMBER = BODY + check_character(BODY)
KNOWN = replace(
    PersonServed.new(Person(name="王小满", id_number=NUMBER, phone="12069731001")),
    village="阳光村一组",
    note="耳朵背",
    capacity=Capacity.LIMITED,
    guardian="王小青",
    consent=ConsentWay.SPOKEN,
    consented_on="2026-11-01",
    died=True,
)


@pytest.fixture
def li(enrolled: Terminal) -> SignedIn:
    return Agents.of(enrolled).add("320115", "口令-一一一", AGENT)


@pytest.fixture
def people(enrolled: Terminal, li: SignedIn) -> People:
    return People(enrolled.store, "320115", li.key)


def csv(*rows: str) -> bytes:
    return "\n".join(["姓名,身份证号,电话,村,户", *rows]).encode("gb18030")


def test_what_the_list_does_not_say_stays(people: People) -> None:
    """Nor does a list give back a capacity, withdraw a consent, or revive somebody."""
    people.keep(KNOWN)
    looked_at = preview(csv(f"王小满,{NUMBER},12069731002,,", "赵大年,,,石桥村,8"), people.listed(), TODAY)
    assert (looked_at.fresh, looked_at.joined, looked_at.wrong) == (1, 1, 0)
    (joining,) = [row.joining for row in looked_at.rows if row.joining and row.joining.known]
    assert joining.changed == ("phone",)
    assert take(people, looked_at) == 2
    (again,) = [each for each in people.listed() if each.id == KNOWN.id]
    assert again == replace(KNOWN, person=replace(KNOWN.person, phone="12069731002"))


def test_a_known_number_stays_the_number_of_its_document(people: People) -> None:
    people.keep(KNOWN)
    take(people, preview(csv("王小满,,12069731001,石桥村,"), people.listed(), TODAY))
    (again,) = people.listed()
    assert (again.person.id_number, again.person.document) == (NUMBER, IdDocument.RESIDENT_CARD)


def test_a_name_alone_joins_nobody_of_another_house() -> None:
    one = replace(PersonServed.new(Person(name="王小满")), village="阳光村", household="8")
    other = replace(one, id="0" * 32, household="9")
    again = replace(one, id="1" * 32, note="下午在家")
    assert [each.known for each in joinings([one], [other, again])] == [None, one]


def test_nobody_is_joined_to_twice() -> None:
    known = PersonServed.new(Person(name="王小满", phone="12069731001"))
    rows = [replace(PersonServed.new(known.person), note=note) for note in ("一", "二")]
    assert len({each.joined.id for each in joinings([known], rows)}) == 2


def test_with_one_wrong_row_nobody_comes_in(people: People) -> None:
    looked_at = preview(csv("王小满,,,,", "王2满,,,,", "赵大年,,,石桥村,8", "赵大年,,,石桥村,8"), [], TODAY)
    assert looked_at.wrong == 2
    with pytest.raises(PeopleListFaulty):
        take(people, looked_at)
    assert people.listed() == []
    assert "第4行" in sentence_of(looked_at.rows[3].checked.faults["name"])


def test_on_a_full_disk_nobody_comes_in(people: People, enrolled: Terminal) -> None:
    enrolled.store.read("PRAGMA max_page_count = 60")
    rows = [f"王小{number},,,阳光村,{number}" for number in "一二三四五六七八九十"] * 40
    looked_at = preview(csv(*(f"{row}{at}" for at, row in enumerate(rows))), [], TODAY)
    with pytest.raises(DiskFull):
        take(people, looked_at)
    assert people.listed() == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", "不是表格"),
        (b"\xff\xd8\xff\xe0 picture", "不是表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "另存为XLSX"),
        (b"PK\x03\x04 torn", "另存"),
        (b"", "空的"),
        (bytes(MAX_BYTES + 1), "太大"),
    ],
)
def test_a_file_that_is_no_list_is_said_to_be_none(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "list").write_bytes(content)
    with pytest.raises(PeopleListUnreadable) as problem:
        preview(content_of(tmp_path / "list"), [], TODAY)
    assert words in sentence_of(problem.value)


def test_a_folder_and_a_file_that_is_gone(tmp_path: Path) -> None:
    for name, words in (("", "文件夹"), ("gone.csv", "没有找到")):
        with pytest.raises(PeopleListUnreadable) as problem:
            content_of(tmp_path / name)
        assert words in sentence_of(problem.value)
