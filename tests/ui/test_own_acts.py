"""What a petitioner can still do with a case: the list, one act, what came of it."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.cases.state import Answer
from core.draft import Draft
from core.problems import NoAnswer, NotNow
from core.wire import AppointmentAnswerCall, CaseQuery, OwnAct, OwnActCall, OwnActDone, PossibleAct, PossibleActs
from testkit.hands import press
from testkit.kiosk_window import Panel
from training import example_case
from trust.keys import SigningKey
from trust.rights_card import checked, signed
from ui.pages.invitation import InvitationPage
from ui.pages.own_acts import IRREVERSIBLE, OwnActPage, OwnActsPage
from ui.pages.scan_query import ScanQueryPage
from ui.platform import own_act_words as words
from ui.widgets.button import Button

EVERYTHING = PossibleActs(acts=tuple(PossibleAct(act=act) for act in OwnAct), told_to="*0470")


@pytest.fixture
def calls(kiosk: Panel) -> list[OwnActCall]:
    """Returns the acts that reached the platform."""
    reached: list[OwnActCall] = []

    def possible(query: CaseQuery) -> PossibleActs:
        return example_case.possible()

    def own_act(call: OwnActCall) -> OwnActDone:
        reached.append(call)
        return OwnActDone(act=call.act, on=example_case.act_done().on, version=7)

    kiosk.shell.station.sync.possible = possible  # type: ignore[method-assign]
    kiosk.shell.station.sync.own_act = own_act  # type: ignore[method-assign]
    return reached


def open_act(kiosk: Panel, act: OwnAct, said: str = "") -> OwnActPage:
    inquiry = replace(kiosk.draft.inquiry, possible=EVERYTHING, act=act, act_done=None)
    kiosk.open("own_act", replace(kiosk.draft, inquiry=inquiry))
    page = kiosk.showing(OwnActPage)
    if said:
        page.said._take(said)
    return page


def test_from_the_case_to_the_record(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]) -> None:
    kiosk.open("case")
    press(kiosk.shell, "还能办什么")
    qtbot.waitUntil(lambda: kiosk.page == "own_acts")
    assert kiosk.shows("不同意答复，请上一级再查一遍，最晚2026年12月21日") and kiosk.shows(
        "还没到期，最晚2026年12月7日"
    )
    press(kiosk.shell, "申请复查")
    assert kiosk.page == "own_act" and not kiosk.enabled("申请复查")
    kiosk.showing(OwnActPage).said._take("依据没有说清楚")
    press(kiosk.shell, "申请复查")
    qtbot.waitUntil(lambda: kiosk.page == "own_act_done")
    assert [(call.act, call.words) for call in calls] == [(OwnAct.REVIEW, "依据没有说清楚")]
    assert kiosk.shows("您申请了复查，已经记在这件事里。")
    press(kiosk.shell, "打一张单子")
    qtbot.waitUntil(lambda: kiosk.shows("记录单已经打印") or kiosk.shows("记录单存成了文件"))


@pytest.mark.parametrize("act", sorted(IRREVERSIBLE))
def test_what_cannot_be_undone_is_asked_about(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall], act: OwnAct) -> None:
    page = open_act(kiosk, act, "想好了")
    press(kiosk.shell, words.of(act).button)
    assert kiosk.overlay is not None and calls == []
    press(kiosk.shell, "先不办")
    qtbot.waitUntil(lambda: kiosk.overlay is None)
    assert calls == [] and page.said.value == "想好了"


def test_sent_again_after_no_answer_it_is_the_same_act(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]) -> None:
    heard = kiosk.shell.station.sync.own_act
    tried: list[OwnActCall] = []

    def lost(call: OwnActCall) -> OwnActDone:
        tried.append(call)
        raise NoAnswer("")

    kiosk.shell.station.sync.own_act = lost  # type: ignore[method-assign]
    open_act(kiosk, OwnAct.URGE)
    press(kiosk.shell, "催办")
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    press(kiosk.shell, "知道了")
    kiosk.shell.station.sync.own_act = heard  # type: ignore[method-assign]
    press(kiosk.shell, "催办")
    qtbot.waitUntil(lambda: kiosk.page == "own_act_done")
    assert calls[0].id == tried[0].id


def test_what_the_platform_refuses_is_said_in_its_place(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]) -> None:
    def refused(call: OwnActCall) -> OwnActDone:
        raise NotNow("not-allowed")

    kiosk.shell.station.sync.own_act = refused  # type: ignore[method-assign]
    open_act(kiosk, OwnAct.URGE)
    press(kiosk.shell, "催办")
    qtbot.waitUntil(lambda: kiosk.shows("这件事现在不能这样办"))
    assert kiosk.page == "own_act" and kiosk.enabled("催办")


@pytest.mark.parametrize("act", list(OwnAct))
def test_every_act_says_what_follows_and_what_was_done(kiosk: Panel, act: OwnAct) -> None:
    open_act(kiosk, act)
    assert kiosk.shows(words.explained(act, EVERYTHING))
    assert "{" not in words.explained(act, EVERYTHING) + words.done(OwnActDone(act=act, on=example_case.act_done().on))


@pytest.mark.parametrize(
    ("became", "said", "unsaid"),
    [
        (("erased",), "录音已从平台删除", "没有送到的录音"),
        (("refused",), "没有送到的录音，平台不收", "已从平台删除"),
        ((), "您收回了留录音的同意", "已从平台删除"),
    ],
)
def test_of_a_consent_that_is_withdrawn_only_what_happened_is_said(
    became: tuple[str, ...], said: str, unsaid: str
) -> None:
    on = example_case.act_done().on
    told = words.done(OwnActDone.model_validate({"act": "no-audio", "on": on, **dict.fromkeys(became, ("1.age",))}))
    assert said in told and unsaid not in told


def test_a_recording_is_deleted_after_one_more_question(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]) -> None:
    open_act(kiosk, OwnAct.NO_AUDIO)
    assert kiosk.shows("平台以前做的备份里可能还有一份")
    press(kiosk.shell, "删掉录音")
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    assert kiosk.overlay is not None and calls == []
    press(kiosk.overlay, "删掉录音")
    qtbot.waitUntil(lambda: kiosk.page == "own_act_done")
    assert [each.act for each in calls] == [OwnAct.NO_AUDIO] and kiosk.shows("您收回了留录音的同意")


def test_a_rights_card_is_made_shown_and_printed(kiosk: Panel, qtbot: QtBot, calls: list[OwnActCall]) -> None:
    card = example_case.rights_card()
    kiosk.shell.station.sync.new_card = lambda query: ("the code", card)  # type: ignore[method-assign]
    kiosk.open("case")
    press(kiosk.shell, "还能办什么")
    qtbot.waitUntil(lambda: kiosk.page == "own_acts")
    kiosk.showing(OwnActsPage).card.click()  # below the fold
    qtbot.waitUntil(lambda: kiosk.page == "rights_card")
    assert kiosk.shows("2026年11月5日\u3000正式受理了") and not kiosk.shows("这张卡是真的")
    press(kiosk.shell, "打印带走")
    qtbot.waitUntil(lambda: kiosk.shows("权益保障卡已经打印") or kiosk.shows("权益保障卡存成了文件"))


def test_a_card_under_the_camera_is_checked_here(kiosk: Panel) -> None:
    key = SigningKey.generate()
    text = signed(example_case.rights_card(), key)
    kiosk.shell.station.sync.check_card = lambda text: checked(text, key.public)  # type: ignore[method-assign]
    kiosk.open("scan_query", Draft())
    page = kiosk.showing(ScanQueryPage)
    page.take(text.replace("20261105", "20261205"))
    assert kiosk.shows("这张卡改动过，不算数") and kiosk.page == "scan_query"
    page.take(signed(example_case.rights_card(), SigningKey.generate()))
    assert kiosk.shows("这张卡不是本省平台发的")
    page.take(text)
    assert kiosk.page == "rights_card" and kiosk.shows("这张卡是真的") and not kiosk.shows("打印带走")
    press(kiosk.shell, "看看现在办到哪一步")
    assert kiosk.page == "code_query"


def invited(kiosk: Panel) -> list[AppointmentAnswerCall]:
    """Opens the list of a case whose petitioner is invited; returns the answers that reach the platform."""
    said: list[AppointmentAnswerCall] = []
    kiosk.shell.station.sync.answer_invitation = said.append  # type: ignore[method-assign, assignment]
    inquiry = replace(kiosk.draft.inquiry, life=example_case.under_way(), possible=EVERYTHING)
    kiosk.open("own_acts", replace(kiosk.draft, inquiry=inquiry))
    press(kiosk.shell, "约您来一趟")
    assert kiosk.page == "invitation" and kiosk.shows("请您参加听证会：2026年11月25日09:30")
    return said


def test_who_comes_says_so(kiosk: Panel, qtbot: QtBot) -> None:
    said = invited(kiosk)
    press(kiosk.shell, "我来")
    qtbot.waitUntil(lambda: kiosk.page == "own_act_done")
    assert [(call.appointment, call.answer, call.wished) for call in said] == [(6, Answer.COMES, None)]
    assert kiosk.shows("您说来。已经告诉约您的单位。")


def test_who_would_rather_another_day_chooses_a_working_day(kiosk: Panel, qtbot: QtBot) -> None:
    said = invited(kiosk)
    press(kiosk.shell, "想改一天")
    offered = [each.text() for each in kiosk.showing(InvitationPage).findChildren(Button) if each.isVisible()]
    assert offered[:3] == ["2026年11月23日\n星期一", "2026年11月24日\n星期二", "2026年11月26日\n星期四"] and said == []
    press(kiosk.shell, "2026年11月24日\n星期二")
    qtbot.waitUntil(lambda: kiosk.page == "own_act_done")
    assert [(call.answer, call.wished) for call in said] == [(Answer.OTHER_DAY, date(2026, 11, 24))]
    assert kiosk.shows("您想改到2026年11月24日。")
