"""Marks put over a card after it was printed, and what glare hides on it."""

import cv2
import numpy as np
import pytest

from capture.card.classification import colourless
from capture.card.marks import is_mark, level_of, stamped
from capture.card.occlusion import occluded
from capture.card.result import FoundField
from devices.ports import Picture
from tests.capture.card.print import at, card

NAME = at("王小明", 220, 100)
FOUND = {"name": FoundField("王小明", [NAME])}


def plastic(level: int = 222) -> Picture:
    return np.full((810, 1284, 3), (level + 6, level, level - 4), np.uint8)


@pytest.mark.parametrize("words", ["仅供信访使用", "复印无效", "401他用无交", "与原件一致"])
def test_words_that_no_card_has(words: str) -> None:
    assert is_mark(at(words, 300, 500), 0.0)


def test_what_stands_at_an_angle_is_no_print_of_the_card() -> None:
    lines = [*card(), at("此件归档用途甲", 300, 420, tilt=20)]
    level = level_of(lines)
    assert [line.text for line in lines if is_mark(line, level)] == ["此件归档用途甲"]


def test_a_card_that_was_flattened_askew_has_no_marks() -> None:
    lines = [at(line.text, *line.box[0], tilt=4) for line in card()]
    assert not any(is_mark(line, level_of(lines)) for line in lines)


def test_a_field_under_red_ink_is_doubtful() -> None:
    picture = plastic()
    assert not stamped(FOUND, picture)
    cv2.circle(picture, (300, 100), 60, (60, 50, 210), 7)
    assert stamped(FOUND, picture) == {"name"}


def test_ink_in_the_photograph_touches_no_field() -> None:
    picture = plastic()
    cv2.circle(picture, (950, 300), 90, (60, 50, 210), -1)
    assert not stamped(FOUND, picture)


def test_a_field_beside_a_burnt_out_spot_is_doubtful() -> None:
    picture = plastic()
    assert not occluded(FOUND, picture)
    cv2.circle(picture, (375, 100), 40, (255, 255, 255), -1)
    assert occluded(FOUND, picture) == {"name"}


def test_a_card_that_is_bright_all_over_hides_nothing() -> None:
    assert not occluded(FOUND, plastic(247))


def test_a_grey_copy_is_told_from_a_card() -> None:
    assert colourless(np.full((810, 1284, 3), 200, np.uint8))
    tinted = np.full((810, 1284, 3), (180, 205, 230), np.uint8)
    tinted[100:200, 100:500] = (120, 70, 40)
    assert not colourless(tinted)


def test_ink_behind_a_value_that_nobody_read_is_a_reason_to_ask() -> None:
    picture = plastic()
    right = int(NAME.box[1][0])
    cv2.line(picture, (right + 12, 85), (right + 30, 112), (30, 30, 30), 5)
    assert occluded(FOUND, picture) == {"name"}
