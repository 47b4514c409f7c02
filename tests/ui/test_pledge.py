"""The two-way pledge at the window: heard, signed by whoever wants to, and nothing kept of who does not."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.case_life import CaseLife
from core.ink import of_text
from core.petition import Channel
from core.problems import NoAnswer
from core.wire import DocumentAnswer, DocumentQuery, OwnAct, OwnActCall, OwnActDone, PossibleAct, PossibleActs
from testkit.hands import press
from testkit.kiosk_window import Panel
from training import example_case
from ui.pages.pledge import THEMSELVES, PledgePage
from ui.platform import life_words

STROKES = (((10.0, 10.0), (200.0, 40.0), (60.0, 120.0)), ((220.0, 20.0), (320.0, 110.0)))
SIGNED = DocumentAnswer(number="宁水信承〔2026〕4号", title="承诺书", text="由信访人签名", pdf=example_case.paper().pdf)


@pytest.fixture
def calls(kiosk: Panel) -> list[OwnActCall]:
    """Returns the acts that reached the platform; the list of what can be done is open."""
    reached, sync = list[OwnActCall](), kiosk.shell.station.sync

    def own_act(call: OwnActCall) -> OwnActDone:
        reached.append(call)
        return OwnActDone(act=call.act, on=date(2026, 11, 20), version=7)

    def document(query: DocumentQuery) -> DocumentAnswer:
        return SIGNED if reached else example_case.pledge()

    sync.own_act = own_act  # type: ignore[method-assign]
    sync.document = document  # type: ignore[method-assign]
    sync.life = lambda query: example_case.under_way()  # type: ignore[method-assign]
    possible = PossibleActs(acts=(PossibleAct(act=OwnAct.SIGN_PLEDGE),))
    inquiry = replace(kiosk.draft.inquiry, life=example_case.under_way(), possible=possible, act=None, act_done=None)
    kiosk.open("own_acts", replace(kiosk.draft, inquiry=replace(inquiry, pledge=None)))
    return reached


def opened(kiosk: Panel, qtbot: QtBot) -> PledgePage:
    press(kiosk.shell, "看承诺书")
    qtbot.waitUntil(lambda: kiosk.page == "pledge")
    return kiosk.showing(PledgePage)


def test_it_is_heard_signed_and_the_copy_is_printed(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]) -> None:
    page = opened(kiosk, qtbot)
    assert kiosk.shows("签不签由您自己定。不签，这件事照样办") and kiosk.shows(example_case.PROMISE)
    assert example_case.PLEDGE_TEXT in page.guidance() and not kiosk.enabled("签好了")
    page.pad.show_strokes(STROKES)
    press(kiosk.shell, "签好了")
    qtbot.waitUntil(lambda: kiosk.page == "pledge_signed")
    (call,) = calls
    assert (call.act, call.pledge) == (OwnAct.SIGN_PLEDGE, example_case.PLEDGE.number)
    assert [len(each) for each in of_text(call.signature)] == [3, 2]
    assert not kiosk.draft.inks
    press(kiosk.shell, "打印带走")
    qtbot.waitUntil(lambda: kiosk.shows("文书已经打印") or kiosk.shows("文书存成了文件"))


def test_who_does_not_sign_goes_on_and_nothing_is_sent(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]) -> None:
    opened(kiosk, qtbot)
    press(kiosk.shell, "不签")
    assert kiosk.page == "case" and calls == [] and kiosk.draft.inks == {}
    assert kiosk.shows("签不签名，承诺照样算数。")


def test_sent_again_after_no_answer_it_is_the_same_signature(
    kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]
) -> None:
    sync, tried = kiosk.shell.station.sync, list[OwnActCall]()
    heard = sync.own_act

    def lost(call: OwnActCall) -> OwnActDone:
        tried.append(call)
        raise NoAnswer("")

    sync.own_act = lost  # type: ignore[method-assign]
    opened(kiosk, qtbot).pad.show_strokes(STROKES)
    press(kiosk.shell, "签好了")
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    press(kiosk.shell, "知道了")
    sync.own_act = heard  # type: ignore[method-assign]
    press(kiosk.shell, "签好了")
    qtbot.waitUntil(lambda: kiosk.page == "pledge_signed")
    assert calls == tried


def test_where_the_copy_does_not_come_it_is_said_that_it_was_signed(
    kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]
) -> None:
    page = opened(kiosk, qtbot)

    def life(query: object) -> CaseLife | None:
        return None

    kiosk.shell.station.sync.life = life  # type: ignore[method-assign]
    page.pad.show_strokes(STROKES)
    press(kiosk.shell, "签好了")
    qtbot.waitUntil(lambda: kiosk.page == "own_act_done")
    assert len(calls) == 1 and kiosk.shows("您签了承诺书，已经记在这件事里。")


def test_in_the_agents_window_the_petitioner_signs(kiosk: Panel) -> None:
    kiosk.open("pledge", replace(kiosk.draft, channel=Channel.PROXY))
    assert kiosk.shows(THEMSELVES)


def test_the_page_of_the_case_says_what_was_promised(kiosk: Panel) -> None:
    life, made = example_case.under_way(), example_case.PLEDGE
    late = replace(life, today=date(2026, 11, 28))
    kept = replace(life, pledge=replace(made, kept=date(2026, 11, 26), signed=date(2026, 11, 20)))
    assert "最晚2026年11月27日做到。" in life_words.pledge(life)
    assert "已经过了这一天，您可以催问。" in life_words.pledge(late)
    assert "2026年11月26日登记做到了。" in life_words.pledge(kept)
    kiosk.open("case", replace(kiosk.draft, inquiry=replace(kiosk.draft.inquiry, life=life)))
    assert kiosk.shows(f"区水务局答应：{example_case.PROMISE}")
