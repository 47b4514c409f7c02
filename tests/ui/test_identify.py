"""Who is speaking: the card, the reader, or the hand."""

import pytest
from pytestqt.qtbot import QtBot

from capture.card import CardReading
from core.draft import Draft
from core.person import Person
from core.problems import NotACard
from tests.ui.hands import button, press
from tests.ui.panel import Panel


@pytest.fixture
def empty(kiosk: Panel, qtbot: QtBot) -> Panel:
    """The page as somebody meets it, with something before the camera."""
    kiosk.open("identify", Draft())
    qtbot.waitUntil(lambda: kiosk.shell.station.eyes.latest is not None)
    return kiosk


def shown(kiosk: Panel, field: str) -> str:
    assert kiosk.shell.page is not None
    return str(kiosk.shell.page.fields[field].shown.text())


def can_go_on(kiosk: Panel) -> bool:
    found = button(kiosk.shell, "是我，下一步")
    return found is not None and found.isEnabled()


def test_the_card_is_read_and_what_is_doubtful_marked(empty: Panel, qtbot: QtBot) -> None:
    press(empty.shell, "拍照")
    qtbot.waitUntil(lambda: can_go_on(empty))
    assert shown(empty, "name") == "王建国"
    assert "请核对" in shown(empty, "address")
    press(empty.shell, "是我，下一步")
    assert empty.page == "contact"
    assert empty.shell.draft.card_image[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("side", "advice"), [("emblem", "这是国徽面，请翻到有照片的一面。"), (None, NotACard.sentence)]
)
def test_what_is_no_card_side_with_a_face(empty: Panel, qtbot: QtBot, side: str | None, advice: str) -> None:
    empty.shell.station.engines.cards.reading = CardReading(side, {})
    press(empty.shell, "拍照")
    qtbot.waitUntil(lambda: empty.shows(advice))
    assert empty.shell.draft.petitioner == Person(name="")
    assert button(empty.shell, "手工填写") is not None


def test_by_hand(empty: Panel) -> None:
    press(empty.shell, "手工填写", "姓名", *"wang", "王", "好了")
    assert not can_go_on(empty)
    press(empty.shell, "身份证号", *"32990119530612047X", "好了")
    assert can_go_on(empty)
    assert empty.shell.draft.petitioner.id_number == "32990119530612047X"


def test_a_wrong_number_is_said_and_stops(empty: Panel) -> None:
    press(empty.shell, "手工填写", "姓名", *"wang", "王", "好了", "身份证号", *"329901195306120471", "好了")
    assert empty.shows("身份证号不对")
    assert not can_go_on(empty)


def test_the_reader_knows_best(empty: Panel, qtbot: QtBot) -> None:
    empty.stage.reader.lay(Person(name="李秀英", id_number="329901198503172062", address="杨柳村"))
    qtbot.waitUntil(lambda: empty.shell.draft.petitioner.name == "李秀英")
    empty.stage.reader.lift()
    assert shown(empty, "name") == "李秀英"


def test_once_more(empty: Panel, qtbot: QtBot) -> None:
    press(empty.shell, "拍照")
    qtbot.waitUntil(lambda: can_go_on(empty))
    press(empty.shell, "重新拍")
    assert button(empty.shell, "拍照") is not None
