"""Invalid names, telephones and places are reported, and valid ones pass."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core import places, validation
from core.authority.letter import Agent, AgentClass, Authority
from core.id_document import IdDocument
from core.message import Message
from core.person import Person
from core.petition import Matter, Purpose, implausible
from core.places import Place

TODAY = date(2026, 11, 20)
PERSON = Person(name="王建国", phone="12069738989")


@pytest.mark.parametrize(
    "number",
    [
        "13800138000",
        "+86 138 0013 8000",
        "0086-13800138000",
        "025-52123456",
        "（025）5212 3456",
        "02552123456",
        "0512-62345678",
        "0571-8812345",
        "025-52123456-801",
        "025-52123456转801",
        "400-810-1234",
        "8008101234",
        "+852 9123 4567",
        "12069738989",
    ],
)
def test_a_telephone(number: str) -> None:
    assert validation.telephone(number) is None


@pytest.mark.parametrize(
    "number",
    [
        "120341203434",
        "1203412034",
        "12345678901",
        "1380013800",
        "138001380000",
        "00000000000",
        "52123456",
        "110",
        "0000-12345678",
        "电话",
        "一三八零零一三八零零零",
        "１３８００１３８０００",
        "13800138000\n",
        "1380013\n8000",
        "13800138000,13900139000",
        "1" * 200,
        "+86 12345",
        "-",
        "转",
    ],
)
def test_no_telephone(number: str) -> None:
    assert validation.telephone(number) == validation.TELEPHONE


@given(some.text(max_size=30))
def test_what_passes_for_a_telephone_has_digits_to_dial(text: str) -> None:
    if text and not validation.telephone(text):
        assert 10 <= sum(each.isascii() and each.isdigit() for each in text) <= 22 or text.strip().startswith("+")


@pytest.mark.parametrize(
    "name",
    ["王建国", "欧阳婷婷", "阿卜杜热合曼·麦麦提依明", "㛃", "𠮷田", "Anna-Maria O'Neil", "\ue000某", "李〇", "王 某"],
)
def test_a_name(name: str) -> None:
    assert validation.name(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "王建国\n李秀英",
        "王建国\r",
        "王建国\u2028李",
        "120341203434",
        "王建国2",
        "王\x00建国",
        "王\u202e建国",
        "王\ufffd国",
        "···",
        "王建国！",
        "王" * 51,
    ],
)
def test_no_name(name: str) -> None:
    assert validation.name(name) or name.strip() == "王建国"


@given(some.text(max_size=60))
def test_what_passes_for_a_name_stands_in_one_line_without_digits(text: str) -> None:
    if not validation.name(text):
        assert len(text.strip().splitlines()) <= 1
        assert not any(each.isdigit() for each in text if each != "〇")


@pytest.mark.parametrize(
    ("code", "detail"),
    [("320115", ""), ("320000", "杨柳村三组"), ("441900", ""), ("330106001", ""), ("320115000000", ""), ("320199", "")],
)
def test_a_place(code: str, detail: str) -> None:
    assert validation.place(code, detail) is None


@pytest.mark.parametrize(
    ("code", "detail", "fault"),
    [
        ("440000", "", validation.TOO_WIDE),
        ("44", "", validation.TOO_WIDE),
        ("440100000000", "", validation.TOO_WIDE),
        ("440000", " 1 ", validation.TOO_WIDE),
        ("990000", "", validation.NO_PLACE),
        ("广东", "", validation.NO_PLACE),
        ("320115", "杨柳村\n三组", validation.ONE_LINE),
        ("320115", "杨" * 201, validation.TOO_LONG),
    ],
)
def test_no_place(code: str, detail: str, fault: Message) -> None:
    assert validation.place(code, detail) == fault


@given(some.sampled_from(sorted(places.divisions())))
def test_a_place_is_what_has_nothing_below_it(code: str) -> None:
    assert bool(validation.place(code)) == bool(places.children(code))


@pytest.mark.parametrize("address", ["杨柳村三组17号", "江苏省南京市江宁区", "", "5 Main Street"])
def test_an_address(address: str) -> None:
    assert validation.address(address) is None


@pytest.mark.parametrize("address", ["杨柳村\n三组", "17", "12345678901", "杨\x08柳村", "村" * 201])
def test_no_address(address: str) -> None:
    assert validation.address(address)


def test_a_story_may_have_lines_and_must_have_words() -> None:
    assert validation.story("水管漏水。\n没有人修。\t") is None
    assert validation.story("。。。") == validation.STORY
    assert validation.story("漏水\x1b[2J") == validation.SIGNS
    assert validation.story("漏" * 50_001) == validation.TOO_LONG


def test_every_person_and_paper_of_a_petition_is_asked() -> None:
    matter = Matter(
        purpose=Purpose.REQUEST,
        category="0701\n00",
        place=Place(code="440000", name="广东省"),
        narrative="!!",
    )
    wrong = Person(name="1", id_number="32990119530612047", phone="1", address="1", birth="2027-01-01", sex="\x00")
    agent = Agent(person=wrong, agent_class=AgentClass.VILLAGE_CADRE, organisation="村\n委")
    found = implausible(matter, wrong, agent, Authority(matter="\x00"), TODAY)
    assert sorted(found) == sorted(
        [
            *("matter.narrative", "matter.category", "matter.place", "agent.organisation", "authority.matter"),
            *(
                f"{whose}.{field}"
                for whose in ("petitioner", "agent.person")
                for field in ("name", "id_number", "birth", "sex", "address", "phone")
            ),
        ]
    )
    fine = replace(matter, category="070100", narrative="漏水", place=Place(code="320115", name="江宁区"))
    assert implausible(fine, PERSON, None, None, TODAY) == {}


def test_other_documents_have_other_numbers() -> None:
    assert validation.person(replace(PERSON, id_number="E12345678", document=IdDocument.PASSPORT), TODAY) == {}
    assert validation.person(replace(PERSON, id_number="E12345678"), TODAY) == {"id_number": validation.ID_NUMBER}


@pytest.mark.parametrize(
    "text", ["2026-12-01", "2026-12-1", "2026.12.1", "2026/12/01", "2026年12月1日", " 2026 年 12 月 1 日 "]
)
def test_a_day_as_people_type_it(text: str) -> None:
    assert validation.typed_day(text) == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["", "12月1日", "2026-13-01", "2026-02-30", "昨天", "２０２６-12-01"])
def test_what_is_no_day(text: str) -> None:
    assert validation.typed_day(text) is None
