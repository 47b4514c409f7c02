"""While something is being sent, nobody goes back or leaves: it would be done, and nobody would say so."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.case import Grade
from core.problems import NoAnswer
from core.wire import EvaluationCall, OwnAct, OwnActCall, OwnActDone
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from tests.ui.test_taken_back import asked_by_card
from training import example_case
from ui.base.page import SENDING
from ui.pages.evaluate import VISIT, EvaluatePage
from ui.pages.pledge import PledgePage
from ui.pages.signing import CHANGED
from ui.shell.shell import Shell

STROKES = (((10.0, 10.0), (200.0, 40.0), (60.0, 120.0)),)


@pytest.fixture
def line(kiosk: Panel) -> Iterator[Event]:
    """Yields what lets the platform answer."""
    answering, sync = Event(), kiosk.shell.station.sync

    def answered(call: object) -> OwnActDone:
        answering.wait()
        act = call.act if isinstance(call, OwnActCall) else OwnAct.WITHDRAW_AUTHORITY
        return OwnActDone(act=act, on=date(2026, 11, 30), version=7)

    for way in ("own_act", "evaluate", "answer_invitation", "withdraw_authority"):
        setattr(sync, way, answered)
    sync.life = lambda query: None  # type: ignore[method-assign]
    yield answering
    answering.set()


def urge(kiosk: Panel) -> None:
    kiosk.open("own_act", replace(kiosk.draft, inquiry=replace(kiosk.draft.inquiry, act=OwnAct.URGE)))
    press(kiosk.shell, "催办")


def under_way(kiosk: Panel, page: str) -> None:
    inquiry = replace(kiosk.draft.inquiry, life=example_case.under_way(), act=OwnAct.SIGN_PLEDGE)
    kiosk.open(page, replace(kiosk.draft, inquiry=inquiry))


def sign(kiosk: Panel) -> None:
    under_way(kiosk, "pledge")
    kiosk.showing(PledgePage).pad.show_strokes(STROKES)
    press(kiosk.shell, "签好了")


def come(kiosk: Panel) -> None:
    under_way(kiosk, "invitation")
    press(kiosk.shell, "我来")


def judge(kiosk: Panel) -> None:
    kiosk.open("evaluate")
    press(kiosk.shell, "信访部门办得满意", "办事单位办得满意", "送出评价")


def take_back(kiosk: Panel) -> None:
    kiosk.open("card_cases", asked_by_card())
    press(kiosk.shell, "撤回委托")
    press(kiosk.overlay, "撤回委托")


SENDINGS: dict[str, tuple[Callable[[Panel], None], str]] = {
    "own_act": (urge, "own_act_done"),
    "pledge": (sign, "own_act_done"),
    "invitation": (come, "own_act_done"),
    "evaluate": (judge, "thanks"),
    "card_cases": (take_back, "card_cases"),
}


@pytest.mark.parametrize("page", SENDINGS)
@pytest.mark.parametrize("away", [Shell.go_back, Shell.leave, QWidget.close])
def test_nobody_goes_before_it_is_said_what_was_done(
    kiosk: Panel, qtbot: QtBot, line: Event, page: str, away: Callable[[Shell], object]
) -> None:
    send, after = SENDINGS[page]
    send(kiosk)
    away(kiosk.shell)
    assert kiosk.page == page and kiosk.overlay is None and kiosk.shows(SENDING)
    assert kiosk.shell.page is not None
    assert not any(each.isEnabled() for each in kiosk.shell.page.choices)
    line.set()
    qtbot.waitUntil(lambda: kiosk.page == after and not kiosk.shows(SENDING))


def test_where_it_was_not_sent_the_page_is_free_again(kiosk: Panel, qtbot: QtBot, line: Event) -> None:
    def lost(call: OwnActCall) -> OwnActDone:
        line.wait()
        raise NoAnswer("")

    kiosk.shell.station.sync.own_act = lost  # type: ignore[method-assign]
    urge(kiosk)
    kiosk.shell.go_back()
    line.set()
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    press(kiosk.shell, "知道了")
    assert kiosk.enabled("催办") and not kiosk.shows(SENDING)
    assert kiosk.shell.page is not None and kiosk.shell.page.can_be_left()


def test_the_thanks_are_for_what_was_sent(kiosk: Panel, qtbot: QtBot, line: Event) -> None:
    """The grades on the page count no more once they are on their way."""
    calls: list[EvaluationCall] = []

    def evaluate(call: EvaluationCall) -> None:
        line.wait()
        calls.append(call)

    kiosk.shell.station.sync.evaluate = evaluate  # type: ignore[method-assign]
    judge(kiosk)
    assert not kiosk.enabled("改一改")
    kiosk.showing(EvaluatePage).grades["bureau"] = Grade.DISSATISFIED
    line.set()
    qtbot.waitUntil(lambda: kiosk.page == "thanks")
    assert calls[0].evaluation.bureau is Grade.SATISFIED and not kiosk.shows(VISIT)


def test_an_authority_taken_back_stays_so_on_the_page_opened_again(kiosk: Panel, qtbot: QtBot, line: Event) -> None:
    line.set()
    take_back(kiosk)
    qtbot.waitUntil(lambda: kiosk.shows("委托撤回了"))
    kiosk.open("card_cases", kiosk.shell.draft)
    assert button(kiosk.shell, "撤回委托") is None and kiosk.shows("委托撤回了")
    assert kiosk.shell.page is not None and "有别人替您办的" not in kiosk.shell.page.guidance()


def test_a_signature_begun_in_another_case_is_dropped_without_a_word(kiosk: Panel) -> None:
    kiosk.open("pledge")
    kiosk.showing(PledgePage).pad.show_strokes(STROKES)
    draft, letter = kiosk.shell.draft, example_case.pledge()
    for changed, asked in (({"text": f"{letter.text}又改了"}, True), ({"number": "宁水信承〔2026〕9号"}, False)):
        kiosk.open("pledge", draft)
        kiosk.showing(PledgePage).pad.show_strokes(STROKES)
        draft.inquiry.pledge = letter.model_copy(update=changed)
        kiosk.open("pledge", draft)
        page = kiosk.showing(PledgePage)
        assert (CHANGED in page.guidance()) is asked
        assert not page.pad.strokes and not draft.inks
