"""Cards of the shipped samples, and pictures without a card."""

import numpy as np
import pytest

from capture.card import CardScanner
from capture.card.classification import side_of
from capture.page import load
from core.resources import resource
from tests.capture.page.samples import truths

CARDS = truths("idcards")


@pytest.mark.parametrize("name", ["card_s00_front.jpg", "card_s07_front.jpg", "card_s17_back.jpg"])
def test_a_card_is_read(card_scanner: CardScanner, name: str) -> None:
    """Upright, upside down on white, and turned by a quarter."""
    reading = card_scanner.read(load(resource("samples", "idcards", name)))
    assert reading.side == CARDS[name]["side"]
    assert reading.fields == CARDS[name]["fields"]
    assert not reading.doubtful
    assert reading.corners
    assert set(reading.places) == set(reading.fields)


def test_a_card_becomes_a_person(card_scanner: CardScanner) -> None:
    reading = card_scanner.read(load(resource("samples", "idcards", "card_s13_front.jpg")))
    assert reading.person().name == CARDS["card_s13_front.jpg"]["fields"]["name"]


def test_a_page_is_no_card(card_scanner: CardScanner) -> None:
    assert card_scanner.read(load(resource("samples", "documents", "page_s07_note.jpg"))).side is None


def test_an_empty_table_is_no_card(card_scanner: CardScanner) -> None:
    table = np.random.default_rng(2).normal(120, 8, (720, 1280, 3)).clip(0, 255).astype(np.uint8)
    assert card_scanner.read(table).side is None


@pytest.mark.parametrize(
    "text",
    [
        "中华人民共和国机动车驾驶证证号姓名张三性别男住址广东省出生日期准驾车型",
        "中华人民共和国残疾人证姓名李秀兰性别女民族汉住址",
        "社会保障卡姓名张三社会保障号码",
        "王建国经理青石建材有限公司地址电话",
    ],
)
def test_other_papers_are_no_card(text: str) -> None:
    assert side_of(text) is None
