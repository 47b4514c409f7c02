"""A number that was misread or mistyped must not pass."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.id_number import CHECK, IdNumber, check_character

TODAY = date(2026, 11, 20)


@some.composite
def numbers(draw: some.DrawFn) -> str:
    birth = draw(some.dates(date(1900, 1, 1), TODAY))
    first17 = f"{draw(some.integers(110000, 829999))}{birth:%Y%m%d}{draw(some.integers(0, 999)):03d}"
    return first17 + check_character(first17)


@given(numbers())
def test_a_right_number_has_no_faults(number: str) -> None:
    assert IdNumber(number).faults(TODAY) == []


@given(numbers(), some.integers(0, 17), some.data())
def test_one_wrong_character_is_found(number: str, at: int, data: some.DataObject) -> None:
    possible = CHECK if at == 17 else "0123456789"
    wrong = data.draw(some.sampled_from([each for each in possible if each != number[at]]))
    assert "check" in IdNumber(number[:at] + wrong + number[at + 1 :]).faults(TODAY)


@given(numbers(), some.integers(0, 15))
def test_two_neighbours_swapped_are_found(number: str, at: int) -> None:
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert swapped == number or "check" in IdNumber(swapped).faults(TODAY)


@pytest.mark.parametrize(
    "text", ["", "3299011953061204", "32990119530612047x", "３２９９０１１９５３０６１２０４７７", "X" * 18]
)
def test_what_is_no_number_at_all(text: str) -> None:
    assert IdNumber(text).faults(TODAY) == ["shape"]


@pytest.mark.parametrize("birth", ["19530230", "20991301", "20270101"])
def test_a_birthday_that_was_never_or_not_yet(birth: str) -> None:
    first17 = f"329901{birth}047"
    assert IdNumber(first17 + check_character(first17)).faults(TODAY) == ["birth"]


def test_as_people_write_it() -> None:
    assert IdNumber.of(" 32990119 53061204 x ").text == "3299011953061204X"
    assert IdNumber.of("32990119530612×").text == "32990119530612X"


def test_what_the_number_says_of_a_person() -> None:
    assert IdNumber("329901195306120470").birth == date(1953, 6, 12)
    assert IdNumber("329901195306120470").sex == "男"
    assert IdNumber("329901195306120425").sex == "女"
    assert IdNumber("3299").sex is None


@given(some.text(max_size=30))
def test_a_screen_never_shows_more_than_ten_characters_of_it(text: str) -> None:
    masked = IdNumber(text).masked
    assert len(masked) == len(text)
    assert sum(character != "*" for character in masked) <= 10


def test_masking_hides_the_birthday() -> None:
    assert IdNumber("329901195306120470").masked == "329901********0470"
