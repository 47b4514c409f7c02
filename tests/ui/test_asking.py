"""Asking about a matter, and evaluating it."""

from collections.abc import Iterable

import pytest
from pytestqt.qtbot import QtBot

from capture.page import decode
from capture.qr import read_qr
from core.case import CaseView
from core.draft import Draft
from core.problems import NoAnswer, NotFound, UnknownItem
from core.sentences import sentence_of
from core.wire import CaseQuery
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from tests.look.ruler import settle
from tests.look.states import STATES as LOOKS
from ui.pages.code_query import CodeQueryPage
from ui.pages.scan_query import FOREIGN, LAY_IT, NEARER, PATIENT_LOOKS, ScanQueryPage
from ui.widgets.button import ChoiceButton
from ui.widgets.long_scroll import LongScroll
from ui.widgets.qr import qr_png

CODE = "4821093755661204"


def test_card_paper_and_number_are_offered_in_this_order(kiosk: Panel) -> None:
    kiosk.open("query", Draft())
    assert kiosk.shell.page is not None
    doors = [each.accessibleName() for each in kiosk.shell.page.findChildren(ChoiceButton)]
    assert doors == ["放身份证", "放回执", "输号码"]
    for door, page in zip(doors, ("card_query", "scan_query", "code_query"), strict=True):
        kiosk.open("query", Draft())
        press(kiosk.shell, door)
        assert kiosk.page == page


@pytest.fixture
def scanning(kiosk: Panel) -> ScanQueryPage:
    kiosk.open("scan_query", Draft())
    page = kiosk.shell.page
    assert isinstance(page, ScanQueryPage)
    return page


def test_a_receipt_under_the_camera_still_asks_for_the_four_digits(kiosk: Panel, scanning: ScanQueryPage) -> None:
    scanning.take("4821-0937-5566-1204")
    assert kiosk.page == "code_query"
    assert kiosk.shell.draft.inquiry.view is None
    assert button(kiosk.shell, f"查询码 {CODE}") is not None
    assert not kiosk.enabled("查询")
    pad(kiosk, "047X")
    assert kiosk.enabled("查询")


def test_a_slip_under_the_camera_tells_what_is_known_here(kiosk: Panel, scanning: ScanQueryPage) -> None:
    slip = kiosk.draft.slip
    assert slip is not None
    scanning.take(slip.local_number)
    assert kiosk.page == "standing"


@pytest.mark.parametrize("text", ["https://example.org", CODE, "微信支付"])
def test_a_strangers_code_is_said_once_and_one_may_go_on(kiosk: Panel, scanning: ScanQueryPage, text: str) -> None:
    scanning.take(text)
    assert kiosk.page == "scan_query"
    assert kiosk.shows(FOREIGN)
    scanning.unsay()
    scanning.take(text)
    assert not kiosk.shows(FOREIGN)
    scanning.take("4821-0937-5566-1204")
    assert kiosk.page == "code_query"


def test_a_slip_of_elsewhere_is_said_in_place(kiosk: Panel, scanning: ScanQueryPage) -> None:
    scanning.take("0101-000001")
    assert kiosk.page == "scan_query"
    assert kiosk.shows(sentence_of(UnknownItem))


def test_who_is_not_seen_for_a_while_hears_what_may_help(kiosk: Panel, scanning: ScanQueryPage) -> None:
    for _look in range(PATIENT_LOOKS):
        assert kiosk.shows(LAY_IT)
        scanning.take("")
    assert kiosk.shows(NEARER)


def test_the_paper_that_is_printed_is_the_paper_that_is_read(kiosk: Panel) -> None:
    """Neither code opens more than the number beside it does."""
    assert kiosk.draft.slip is not None and kiosk.draft.receipt is not None
    for number in (kiosk.draft.slip.local_number, kiosk.draft.receipt.query_code):
        assert read_qr(decode(qr_png(number))) == number


def test_a_wrong_four_digits_is_said_in_place_and_typed_again(asking: Panel, qtbot: QtBot) -> None:
    def nobody(query: CaseQuery) -> CaseView:
        raise NotFound

    asking.shell.station.sync.query = nobody  # type: ignore[method-assign]
    pad(asking, CODE + "0000")
    press(asking.shell, "查询")
    qtbot.waitUntil(lambda: asking.shows(sentence_of(NotFound)))
    assert asking.overlay is None
    assert button(asking.shell, f"查询码 {CODE}") is not None
    pad(asking, "047X")
    assert asking.enabled("查询")


@pytest.fixture
def asking(kiosk: Panel) -> Panel:
    kiosk.open("code_query", Draft())
    return kiosk


def pad(kiosk: Panel, keys: Iterable[str]) -> None:
    press(kiosk.showing(CodeQueryPage).pad, *keys)


def test_after_the_code_the_four_digits_are_asked_for(asking: Panel) -> None:
    pad(asking, CODE)
    assert not asking.enabled("查询")
    pad(asking, "047X")
    assert asking.enabled("查询")
    assert button(asking.shell, f"查询码 {CODE}") is not None


def test_a_wrong_digit_is_taken_back(asking: Panel) -> None:
    pad(asking, "49")
    pad(asking, ["退格"])
    pad(asking, CODE[1:])
    assert button(asking.shell, f"查询码 {CODE}") is not None


def test_one_may_go_back_to_the_code(asking: Panel) -> None:
    pad(asking, CODE)
    press(asking.shell, "查询码")
    pad(asking, ["退格"])
    assert not asking.enabled("查询")
    assert button(asking.shell, f"查询码 {CODE[:-1]}") is not None


def test_where_nobody_answers_it_is_said_and_one_may_ask_again(asking: Panel, qtbot: QtBot) -> None:
    pad(asking, CODE[::-1] + "0470")
    press(asking.shell, "查询")
    qtbot.waitUntil(lambda: asking.overlay is not None)
    assert asking.shows(sentence_of(NoAnswer))
    press(asking.shell, "知道了")
    assert asking.enabled("查询")
    assert asking.page == "code_query"


def test_where_nobody_answers_what_was_handed_in_here_is_still_known(asking: Panel, qtbot: QtBot) -> None:
    pad(asking, CODE + "0470")
    press(asking.shell, "查询")
    qtbot.waitUntil(lambda: asking.page == "standing")
    assert asking.shows("平台现在没有答复")
    assert asking.shows("XF2026-00000001")


def test_the_reply_is_shown_and_read_out(kiosk: Panel) -> None:
    kiosk.open("case")
    assert kiosk.shows("水管已于11月17日更换")
    assert kiosk.shell.page is not None
    assert "水管已于11月17日更换" in kiosk.shell.page.guidance()
    press(kiosk.shell, "去评价")
    assert kiosk.page == "evaluate"


def test_the_reply_comes_first_and_a_long_one_says_that_it_goes_on(kiosk: Panel) -> None:
    LOOKS["case-long-reply"](kiosk)
    settle(kiosk.shell)
    assert kiosk.shell.page is not None
    reply, down = kiosk.shell.page.findChildren(LongScroll)[0], button(kiosk.shell, "下面还有")
    assert down is not None
    assert reply.area.verticalScrollBar().value() == 0
    press(kiosk.shell, "下面还有")
    assert reply.area.verticalScrollBar().value() > 0
    press(kiosk.shell, "念给我听")


def test_a_short_reply_needs_no_arrows(kiosk: Panel) -> None:
    LOOKS["case-older-platform"](kiosk)
    settle(kiosk.shell)
    assert button(kiosk.shell, "下面还有") is None


def test_a_judgement_that_does_not_arrive_is_not_thanked_for(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("evaluate")
    press(kiosk.shell, "信访部门办得满意", "办事单位办得满意", "送出评价")
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    assert kiosk.page == "evaluate"
    assert kiosk.enabled("送出评价")


def test_a_card_alone_shows_no_word_of_a_matter(kiosk: Panel) -> None:
    kiosk.open("card_cases")
    assert kiosk.shows("XF2026-00000001")
    assert not kiosk.shows("水管")
