"""Names with rare characters, or with a character the reader skipped."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from capture.card.characters import characters
from capture.card.lookalikes import SIDE, lookalikes
from capture.card.names import as_printed, plausible, seen
from capture.card.result import FoundField
from capture.page.ocr import Reading
from capture.page.result import TextLine
from devices.ports import Picture

LEFT, TOP, SIZE = 220, 80, 44


def inks() -> dict[str, NDArray[np.uint8]]:
    """Returns shapes of the shipped table as ink."""
    return {
        each: np.asarray(np.clip((ink - ink.min()) / (ink.max() - ink.min()) * 255, 0, 255), np.uint8)
        for each, ink in lookalikes().shapes.items()
    }


def card(*glyphs: str) -> Picture:
    """Returns a picture of a row of evenly spaced characters on plastic."""
    picture = np.full((810, 1284, 3), 224, np.uint8)
    drawn = inks()
    for at, each in enumerate(glyphs):
        ink = cv2.resize(drawn[each], (SIZE, SIZE), interpolation=cv2.INTER_AREA).astype(np.int16)
        left = LEFT + at * (SIZE + 3)
        part = picture[TOP : TOP + SIZE, left : left + SIZE]
        part[:] = np.clip(part - ink[..., None], 0, 255).astype(np.uint8)
    return picture


def row(text: str, glyphs: int = 0) -> TextLine:
    right = LEFT + (glyphs or len(text)) * (SIZE + 3) + 8
    return TextLine(
        text, 0.999, ((LEFT - 8, TOP - 8), (right, TOP - 8), (right, TOP + SIZE + 8), (LEFT - 8, TOP + SIZE + 8))
    )


def told(picture: Picture, line: TextLine, *confidences: float, said: str = "") -> FoundField:
    reading = Reading(replace(line, text=said or line.text), confidences or (0.99,) * len(line.text))
    return as_printed(FoundField(line.text, [line]), [reading], picture)


def test_the_table_knows_pairs_of_which_both_shapes_are_there() -> None:
    table = lookalikes()
    assert "𠮷" in table.rare["吉"]
    assert "冮" in table.rare["江"]
    assert {*table.rare, *"".join(table.rare.values())} <= {*table.shapes}
    assert all(ink.shape == (SIDE, SIDE) for ink in table.shapes.values())


def test_every_pair_is_told_apart_by_its_shapes() -> None:
    table, drawn = lookalikes(), inks()
    for read, rares in table.rare.items():
        assert not table.taken_for(read, drawn[read])
        assert all(table.taken_for(read, drawn[rare]) for rare in rares)


def test_a_row_is_cut_into_its_characters() -> None:
    assert len(characters(card("江", "吉", "珠"), row("江吉珠"), "江吉珠")) == 3
    assert not characters(np.full((810, 1284, 3), 224, np.uint8), row("江吉珠"), "江吉珠")


def test_a_rare_character_read_as_a_common_one_is_doubtful() -> None:
    assert not told(card("江", "吉"), row("江吉")).doubtful
    assert told(card("江", "𠮷"), row("江吉")).doubtful
    assert told(card("冮", "吉"), row("江吉")).doubtful


def test_a_character_read_weakly_is_doubtful() -> None:
    assert told(card("江", "吉"), row("江吉"), 0.99, 0.7).doubtful


def test_a_blank_in_a_label_shifts_no_confidence() -> None:
    reading = Reading(replace(row("江吉"), text="姓 名江吉"), (1.0, 0.5, 1.0, 1.0, 0.7))
    assert seen(reading)[-2:] == [("江", 1.0), ("吉", 0.7)]
    assert seen(replace(reading, confidences=(1.0, 1.0, 1.0, 0.7)))[-2:] == [("江", 1.0), ("吉", 0.7)]


def test_a_name_keeps_the_form_of_its_characters_and_is_asked_about() -> None:
    name = told(card("江", "吉"), replace(row("江吉"), text="江𬱖"), said="江頔")
    assert (name.value, name.doubtful) == ("江頔", True)


@pytest.mark.parametrize(
    ("simple", "seen_as", "kept", "asked"),
    [("汉", "漢", "汉", False), ("𬱖", "頔", "頔", True), ("𫖯", "頫", "頫", True), ("𪩘", "巘", "巘", True)],
)
def test_only_a_common_character_is_made_simple_where_the_reader_was_less_sure(
    simple: str, seen_as: str, kept: str, asked: bool
) -> None:
    """A rare simple form is hardly ever printed: to write it would put a character into a name that nobody saw."""
    name = told(card("江", "吉"), replace(row("江吉"), text=f"江{simple}"), 0.99, 0.9, said=f"江{seen_as}")
    assert (name.value, name.doubtful) == (f"江{kept}", asked)


def test_a_row_too_wide_for_what_was_read_is_doubtful() -> None:
    assert told(card("江", "吉", "珠"), row("江珠", 3)).doubtful


@pytest.mark.parametrize(("name", "good"), [("王", False), ("王芳", True), ("欧阳小明", True), ("王小明明", False)])
def test_lengths(name: str, good: bool) -> None:
    assert plausible(name) is good
