import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.invitation import FINGERPRINT, SECRET, TYPED, EnrolmentCode, Invitation
from core.problems import CodeOutdated, DigitsMissing, GroupMistyped
from core.sentences import sentence_of
from core.typed_digits import digits_of, first_wrong_group, with_check_digits

SECRETS = st.from_regex(f"[0-9]{{{SECRET}}}", fullmatch=True)
FINGERPRINTS = st.from_regex(f"[0-9]{{{FINGERPRINT}}}", fullmatch=True)
CODES = st.builds(EnrolmentCode, SECRETS, FINGERPRINTS)
CODE = EnrolmentCode("123456789012", "000111222333444")


@given(st.from_regex(r"https?://[a-z0-9.:/%\[\]-]{1,40}", fullmatch=True), CODES)
def test_what_is_written_is_read(url: str, code: EnrolmentCode) -> None:
    assert Invitation.read(f" {Invitation(url, code.text).text}\n") == Invitation(url, digits_of(code.text))
    assert EnrolmentCode.read(code.text) == code


@given(st.text(max_size=40))
def test_any_other_text_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="no invitation"):
        Invitation.read(text)


def test_the_secret_is_not_shown_by_accident() -> None:
    assert digits_of(CODE.text) not in repr(Invitation("https://platform.example", digits_of(CODE.text)))
    assert CODE.secret not in repr(CODE)


def test_it_is_printed_in_groups_of_four() -> None:
    assert re.fullmatch(r"\d{4}( \d{4}){8}", CODE.text)


def test_digits_may_be_grouped_otherwise_and_be_full_width() -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) if each.isdigit() else "－" for each in CODE.text)
    for typed in (wide, digits_of(CODE.text), CODE.text.replace(" ", "-"), f" {CODE.text}\n"):
        assert EnrolmentCode.read(typed) == CODE
    assert digits_of("no code") == ""


@given(CODES, st.integers(0, TYPED - 1), st.integers(1, 9))
def test_one_wrong_digit_is_named_by_its_group(code: EnrolmentCode, place: int, by: int) -> None:
    digits = digits_of(code.text)
    typed = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    with pytest.raises(GroupMistyped) as told:
        EnrolmentCode.read(typed)
    assert told.value.group == place // 4 + 1
    assert f"第{place // 4 + 1}组" in sentence_of(told.value)


@given(CODES, st.integers(0, TYPED - 2))
def test_two_neighbours_that_changed_places_are_found(code: EnrolmentCode, place: int) -> None:
    digits = digits_of(code.text)
    typed = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert first_wrong_group(typed) == (place // 4 + 1 if typed != digits else 0)


@given(CODES, st.integers(0, 8), st.integers(0, 8))
def test_groups_in_the_wrong_order_are_found(code: EnrolmentCode, one: int, other: int) -> None:
    groups = code.text.split()
    groups[one], groups[other] = groups[other], groups[one]
    assert first_wrong_group(" ".join(groups)) == (min(one, other) + 1 if one != other else 0)


def test_what_is_not_all_there_is_said_to_be_so() -> None:
    for typed in (CODE.text[:-5], CODE.text[:-1], CODE.text[:14], "", with_check_digits("123" * 10)):
        with pytest.raises(DigitsMissing):
            EnrolmentCode.read(typed)


def test_a_code_of_the_version_before_is_said_to_be_one() -> None:
    with pytest.raises(CodeOutdated):
        EnrolmentCode.read("1234 5678 9012")
