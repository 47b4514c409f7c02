"""Several cards in one picture: overlapping outlines, and one reading out of many."""

import numpy as np
import pytest

from capture.card.classification import several, side_of
from capture.card.multiple_cards import ANCHORS, combined, within
from capture.card.result import CardReading

ONE = CardReading("portrait", {"name": "王小明", "id_number": "419901198003071231"})
OTHER = CardReading("portrait", {"name": "李秀英", "id_number": "419901195511201246"})
BACK = CardReading("emblem", {"issuer": "平桥市公安", "valid_to": "长期"}, doubtful=("issuer",))


@pytest.mark.parametrize("anchor", ANCHORS)
@pytest.mark.parametrize("turn", [0, 37, 90, 180, 265])
def test_one_line_gives_the_outline(anchor: object, turn: float) -> None:
    card = np.array([[0, 0], [856, 0], [856, 540], [0, 540]], np.float32)
    angle = np.radians(turn)
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    left, right, middle = anchor.left * 856, anchor.right * 856, anchor.middle * 540  # type: ignore[attr-defined]
    line = np.array([[left, middle - 9], [right, middle - 9], [right, middle + 9], [left, middle + 9]], np.float32)
    found = anchor.outline(line @ spin + 400)  # type: ignore[attr-defined]
    assert np.allclose(found, card @ spin + 400, atol=1.5)
    assert within(found, card @ spin + 400)


def test_of_two_people_all_is_doubtful() -> None:
    reading = combined([ONE, OTHER])
    assert reading.cards_seen == 2
    assert {*reading.doubtful} == {*reading.fields}


def test_the_same_card_found_twice_is_one() -> None:
    assert combined([ONE, ONE]) == ONE


def test_a_card_whose_number_is_not_read_is_another() -> None:
    assert combined([ONE, CardReading("portrait", {"name": "李秀英"})]).cards_seen == 2


def test_both_sides_are_one_card_and_only_what_is_sure_is_taken_from_the_other() -> None:
    for order in ([ONE, BACK], [BACK, ONE]):
        reading = combined(order)
        assert (reading.side, reading.cards_seen) == ("portrait", 1)
        assert reading.other_side == {"valid_to": "长期"}


def test_more_than_one_side_of_one_card() -> None:
    front = "姓名王小明性别男民族汉住址公民身份号码"
    assert not several(f"{front}419901198003071231")
    assert several(f"{front}419901198003071231{front}419901195511201246")
    assert several(f"{front}419901198003071231中华人民共和国居民身份证签发机关")


def test_permits_are_cards_and_passes_are_not() -> None:
    assert side_of("中华人民共和国港澳居民居住证签发机关有效期限通行证号码") == "emblem"
    assert side_of("中华人民共和国往来港澳通行证姓名性别") is None
    assert side_of("外国人永久居留身份证姓名/Name性别/Sex") == "portrait"
