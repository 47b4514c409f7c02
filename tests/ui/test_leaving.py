"""Nothing said, scanned or written is lost by one touch: it is asked about, or kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.narrative import narrative_from_text
from testkit.hands import press, settled
from testkit.kiosk_window import Panel
from training.scripted_visit import NAME
from training.simulation import SPEECH
from training.touch_driver import TouchDriver
from ui.base.confirmation import Confirmation
from ui.shell.shell import visit_contents
from ui.widgets.signature import SignaturePad


def only(**given: object) -> Callable[[Draft], Draft]:
    return lambda whole: replace(Draft(), **given)  # type: ignore[arg-type]


def scanned(whole: Draft) -> Draft:
    return Draft(scans=list(whole.scans))


def known(whole: Draft) -> Draft:
    return Draft(petitioner=whole.petitioner)


GIVEN = {
    "said": only(told=narrative_from_text("水管漏了。")),
    "scanned": scanned,
    "identified": known,
    "signed": only(signature=b"ink"),
}


@pytest.mark.parametrize("given", GIVEN)
def test_leaving_asks_what_would_be_lost(kiosk: Panel, given: str) -> None:
    draft = GIVEN[given](kiosk.draft)
    kiosk.open("purpose", draft)
    press(kiosk.shell, "不办了")
    assert isinstance(kiosk.overlay, Confirmation)
    assert kiosk.shows(visit_contents(draft)[0])
    press(kiosk.shell, "接着办")
    assert kiosk.page == "purpose"
    assert kiosk.shell.draft is draft
    press(kiosk.shell, "不办了")
    press(kiosk.shell, "不办了，都不要了")
    assert kiosk.page == "welcome"
    assert kiosk.shell.draft == Draft()


def test_going_back_out_of_the_visit_asks_too(kiosk: Panel) -> None:
    draft = GIVEN["identified"](kiosk.draft)
    kiosk.open("consent", draft)
    press(kiosk.shell, "返回")
    assert isinstance(kiosk.overlay, Confirmation)
    press(kiosk.shell, "接着办")
    assert kiosk.shell.draft is draft


def test_with_nothing_given_nobody_is_asked(kiosk: Panel) -> None:
    kiosk.open("consent", Draft())
    press(kiosk.shell, "返回")
    assert kiosk.page == "welcome"


def test_what_is_handed_in_is_not_lost_by_leaving(kiosk: Panel) -> None:
    assert visit_contents(kiosk.draft) == []


def test_the_other_choice_stands_elsewhere_than_what_led_to_it(kiosk: Panel) -> None:
    kiosk.open("sign", replace(kiosk.draft, slip=None))
    leave = kiosk.shell.header.leave
    asked_at = leave.geometry().translated(kiosk.shell.header.pos())
    press(kiosk.shell, "不办了")
    question = kiosk.overlay
    assert isinstance(question, Confirmation)
    settled()
    for button in (question.go, question.stay):
        place = button.rect().translated(button.mapTo(kiosk.shell, button.rect().topLeft()))
        assert not place.intersects(asked_at)


def test_going_back_while_speaking_keeps_the_words(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("tell", Draft())
    kiosk.simulation.microphone.load(SPEECH)
    press(kiosk.shell, "开始说")
    qtbot.waitUntil(lambda: bool(kiosk.shell.draft.narrative))
    press(kiosk.shell, "返回")
    qtbot.waitUntil(lambda: kiosk.overlay is not None or kiosk.page == "welcome")
    assert kiosk.shell.draft.narrative == "村口的水管漏水，没有人修。"


def test_a_window_closed_by_hand_asks(kiosk: Panel) -> None:
    kiosk.open("sign", replace(kiosk.draft, slip=None))
    kiosk.shell.windowHandle().close()
    QCoreApplication.processEvents()
    assert isinstance(kiosk.overlay, Confirmation)
    assert kiosk.shell.isVisible()
    press(kiosk.shell, "接着办")
    assert kiosk.overlay is None


def test_what_stands_on_the_page_alone_counts(kiosk: Panel) -> None:
    kiosk.open("code_query", Draft())
    press(kiosk.shell, "4")
    press(kiosk.shell, "返回")
    assert isinstance(kiosk.overlay, Confirmation)
    assert kiosk.shows("按好的号码")
    press(kiosk.shell, "返回，不要了")
    assert kiosk.page == "welcome"


def test_a_signature_that_was_cleared_comes_back(kiosk: Panel) -> None:
    kiosk.open("sign", replace(kiosk.draft, slip=None))
    [pad] = kiosk.shell.findChildren(SignaturePad)
    TouchDriver(kiosk.shell).draw(pad, NAME)
    drawn = pad.png()
    press(kiosk.shell, "重新签")
    assert not pad.signed
    press(kiosk.shell, "拿回来")
    assert pad.png() == drawn
    press(kiosk.shell, "重新签")
    TouchDriver(kiosk.shell).draw(pad, NAME[:3])
    press(kiosk.shell, "重新签")
    assert not pad.signed


def test_papers_come_back_one_after_another(kiosk: Panel) -> None:
    kiosk.open("papers", replace(kiosk.draft, slip=None, scans=list(kiosk.draft.scans)))
    before = list(kiosk.shell.draft.scans)
    for _ in before:
        press(kiosk.shell, "第1页", "删掉")
    assert kiosk.shell.draft.scans == []
    for _ in before:
        press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.scans == before
