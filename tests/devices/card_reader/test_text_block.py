"""A chip's bytes become the person they name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from core.id_document import IdDocument
from core.id_number import IdNumber
from core.person import Person
from devices.card_reader.emulator.cards import foreigner, number, permit, resident
from devices.card_reader.text_block import cardholder

TODAY = date(2026, 11, 22)


def test_a_long_name_with_a_middle_dot_and_a_full_address_are_whole() -> None:
    name, address = "阿卜杜热西提·吐尔逊尼亚孜江", "阳光省杨柳市" + "长" * 29
    found = cardholder(resident(name, address=address).block)
    assert (found.name, found.address, found.doubtful) == (name, address, ())


def test_a_small_x_is_a_capital_one() -> None:
    first17 = next(f"32990119560412{n:03}" for n in range(2, 999, 2) if number(f"32990119560412{n:03}")[-1] == "X")
    found = cardholder(resident().with_field(122, 36, first17 + "x").block)
    assert (found.id_number, found.doubtful) == (first17 + "X", ())


@pytest.mark.parametrize(
    ("offset", "width", "text", "doubtful"),
    [
        (122, 36, "329901195604122040", "id_number"),
        (122, 36, "", "id_number"),
        (36, 16, "19560413", "birth"),
        (36, 16, "19561399", "birth"),
        (30, 2, "1", "sex"),
        (0, 30, "", "name"),
        (204, 16, "20010101", "valid_to"),
    ],
)
def test_what_contradicts_itself_is_doubtful(offset: int, width: int, text: str, doubtful: str) -> None:
    assert not IdNumber(number("32990119560412204")).faults()
    assert doubtful in cardholder(resident().with_field(offset, width, text).block).doubtful


@pytest.mark.parametrize(
    ("valid_to", "expired"), [("长期", False), ("20261122", False), ("20261121", True), ("", False)]
)
def test_a_card_may_be_past_its_day(valid_to: str, expired: bool) -> None:
    assert cardholder(resident(valid_to=valid_to).block).expired(TODAY) is expired


@pytest.mark.parametrize(
    ("code", "group"), [("01", "汉"), ("56", "基诺"), ("97", "其他"), ("98", "外国血统"), ("57", "")]
)
def test_ethnic_groups_by_their_code(code: str, group: str) -> None:
    assert cardholder(resident().with_field(32, 4, code).block).ethnicity == group


def test_a_permit_names_its_travel_permit_and_no_ethnic_group() -> None:
    found = cardholder(permit().block)
    assert (found.document, found.permit, found.ethnicity) == (IdDocument.HMT_RESIDENCE_PERMIT, "H00000000", "")
    assert found.doubtful == ()


def test_a_foreigner_may_have_no_chinese_name() -> None:
    assert cardholder(foreigner().block).name == "简试"
    assert cardholder(foreigner().with_field(158, 30, "").block).name == "SAMPLE, JANE"
    assert cardholder(foreigner().block).doubtful == ()


@pytest.mark.parametrize("kind", ["", "Y"])
def test_of_the_foreigners_form_of_2023_the_number_is_sure_and_the_name_is_not(kind: str) -> None:
    found = cardholder(
        resident("SAMPLE").with_field(122, 36, number("91124019850505001")).with_field(248, 2, kind).block
    )
    assert (found.document, found.id_number) == (IdDocument.FOREIGNER_CARD, number("91124019850505001"))
    assert (found.birth, found.sex) == ("1985-05-05", "男")
    assert found.doubtful == ("name",)


@given(st.binary(max_size=300), st.binary(max_size=80), st.sampled_from(["", "I", "J", "Y"]))
def test_any_bytes_make_a_cardholder(block: bytes, new_address: bytes, kind: str) -> None:
    block = block[:248].ljust(248, b" ") + kind.ljust(1).encode("utf-16-le") + b" \0" * 3
    found = cardholder(block, new_address)
    assert found.person.name == found.name
    assert all(text.isprintable() for text in (found.name, found.address, found.id_number))


def test_nobody_is_printed_and_what_travels_is_a_person() -> None:
    found = cardholder(resident().block)
    assert "王小满" not in repr(found)
    assert type(found.person) is Person
    persons = TypeAdapter(Person)
    assert persons.dump_python(found, mode="json") == persons.dump_python(found.person, mode="json")
