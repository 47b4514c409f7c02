"""The line breaker: nothing is lost, nothing too long, no mark where it may not be."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as some

from gateway.letters.lines import CLOSING, OPENING, broken

MEASURE = 28


def width(character: str) -> float:
    return 0.55 if character.isascii() else 1.0


def wide(line: str) -> float:
    return sum(map(width, line))


any_text = some.text(some.characters(exclude_characters="\n\r"), max_size=300)
clause = some.text("人民政府应当依法处理", min_size=1, max_size=40)
quoted = some.builds(lambda inner: f"（《{inner}》）", clause)
word = some.text("abcXYZ0189-./", min_size=1, max_size=30)
sentence = some.lists(
    some.one_of(clause, quoted, word).flatmap(lambda said: some.sampled_from([f"{said}。", f"{said}，", said]))
)
prose = sentence.map("".join)


@given(any_text, some.integers(0, 4))
def test_no_character_is_lost_and_no_line_too_long(text: str, first: int) -> None:
    lines = broken(text, MEASURE, width, first)
    assert "".join(lines) == text
    assert all(wide(line) <= MEASURE - (first if number == 0 else 0) + 1e-6 for number, line in enumerate(lines))
    assert all(lines)


@given(prose)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    lines = broken(text, MEASURE, width, 2)
    assert [line for line in lines[1:] if line[0] in "。，、；：？！）》”"] == []
    assert [line for line in lines[:-1] if line[-1] in OPENING] == []


@given(prose)
def test_no_word_is_cut(text: str) -> None:
    breaks = set(itertools.accumulate(map(len, broken(text, MEASURE, width, 2))))
    for found in re.finditer(r"[\w./-]+", text, re.ASCII):
        inside = breaks & set(range(found.start() + 1, found.end()))
        assert not inside or wide(found[0]) > MEASURE - 3, "only a word as long as a line is cut"


def test_a_word_goes_to_the_next_line_whole() -> None:
    text = "一" * 26 + "Certificate"
    assert broken(text, MEASURE, width) == ["一" * 26, "Certificate"]


def test_a_stop_takes_the_character_before_it_along() -> None:
    text = "一" * 28 + "。二"
    assert broken(text, MEASURE, width) == ["一" * 27, "一。二"]


def test_a_word_longer_than_a_line_is_cut_at_last() -> None:
    assert [len(line) for line in broken("a" * 120, MEASURE, width)] == [50, 50, 20]


def test_marks_alone_are_broken_anywhere() -> None:
    assert [len(line) for line in broken("。" * 60, MEASURE, width)] == [28, 28, 4]
    assert not OPENING & CLOSING
