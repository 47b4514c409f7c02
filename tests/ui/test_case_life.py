"""The page of a case: the answer, whose turn it is, the way, the papers, the readers, what can be done."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.case_life import CanDo, CaseLife, LifeEvent, Owed
from core.cases.actions import EVALUATE, REGISTER
from core.cases.clock_table import shipped_table
from core.cases.state import CaseState
from core.cases.table import TABLE
from core.inquiry import Inquiry
from core.problems import NoAnswer
from core.wire import DocumentAnswer, DocumentQuery
from testkit.hands import press
from testkit.kiosk_window import Panel
from testkit.stand_ins import Reciter
from tests.look.states import STATES as LOOKS
from training import example_case
from training.touch_driver import TouchDriver
from ui.pages.case import CasePage
from ui.platform import life_words

WINDOW_RULES = {"objection", "review-ask", "recheck-ask"}
"""Terms in which somebody may act; nobody owes anything by them."""


def test_first_the_answer_then_whose_turn_it_is(kiosk: Panel) -> None:
    kiosk.open("case")
    for words in (example_case.REPLY, "现在该区水务局把答应的事办好。", "2026年12月7日", "《信访工作条例》第32条"):
        assert kiosk.shows(words)
    order = kiosk.texts
    assert order.index(example_case.REPLY) < order.index("现在该区水务局把答应的事办好。")


def test_each_event_with_its_day_and_organ_and_who_read_it(kiosk: Panel) -> None:
    kiosk.open("case")
    for words in ("转给区水务局办理", "2026年11月3日\u3000区信访局", "写好了答复", "谁看过您的材料", "2026年11月16日"):
        assert kiosk.shows(words)


def test_what_can_be_done_until_when(kiosk: Panel) -> None:
    kiosk.open("case")
    for words in ("最晚2026年12月21日，可以向区人民政府书面申请复查", "可以到区信访局窗口撤回"):
        assert kiosk.shows(words)
    guidance = kiosk.showing(CasePage).guidance()
    assert example_case.REPLY in guidance and "申请复查" in guidance and "现在该区水务局" in guidance


def test_the_law_stands_beside_the_promise_and_the_invitation_on_top(kiosk: Panel) -> None:
    LOOKS["case-under-way"](kiosk)
    for words in ("本地答应，最晚", "2026年11月25日", "国家规定，最晚", "2027年1月4日", "请您参加听证会", "二楼会议室"):
        assert kiosk.shows(words)


def test_a_day_that_has_passed_is_said(kiosk: Panel) -> None:
    LOOKS["case-overdue"](kiosk)
    assert kiosk.shows("已经过了最晚的日子")


def test_an_older_platform_shows_the_five_steps(kiosk: Panel) -> None:
    LOOKS["case-older-platform"](kiosk)
    assert kiosk.shows("责任单位已受理") and not kiosk.shows("谁看过您的材料")


def test_a_paper_is_read_aloud_and_printed(kiosk: Panel, qtbot: QtBot) -> None:
    asked: list[DocumentQuery] = []

    def document(query: DocumentQuery) -> DocumentAnswer:
        asked.append(query)
        return example_case.paper()

    kiosk.shell.station.sync.document = document  # type: ignore[method-assign]
    voice = Reciter()
    kiosk.shell.station.speech_output._voice = lambda: voice
    kiosk.open("case")
    TouchDriver(kiosk.shell).touch("打开信访事项处理意见书", 20)
    qtbot.waitUntil(lambda: kiosk.page == "paper")
    assert [call.number for call in asked] == [example_case.OPINION.number]
    assert kiosk.shows("三十日内向区人民政府书面申请复查")
    press(kiosk.shell, "念给我听")
    qtbot.waitUntil(lambda: any("供水支管" in sentence for sentence in voice.told))
    press(kiosk.shell, "打印带走")
    qtbot.waitUntil(lambda: kiosk.shows("文书已经打印") or kiosk.shows("文书存成了文件"))
    press(kiosk.shell, "返回")
    assert kiosk.page == "case"


def test_a_paper_that_does_not_come_is_said_and_may_be_asked_for_again(kiosk: Panel, qtbot: QtBot) -> None:
    def nothing(query: DocumentQuery) -> DocumentAnswer:
        raise NoAnswer("")

    kiosk.shell.station.sync.document = nothing  # type: ignore[method-assign]
    kiosk.open("case")
    TouchDriver(kiosk.shell).touch("打开信访事项处理意见书", 20)
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    assert kiosk.page == "case"
    press(kiosk.shell, "知道了")
    assert kiosk.enabled("打开信访事项处理意见书")


def test_a_paper_too_large_for_a_terminal_says_where_it_is(kiosk: Panel) -> None:
    large = example_case.paper().model_copy(update={"pdf": ""})
    kiosk.open("paper", replace(kiosk.draft, inquiry=Inquiry(paper=large)))
    assert kiosk.shows("请到办事单位领") and not kiosk.enabled("打印带走")


def test_who_is_not_satisfied_hears_truthfully_what_follows(kiosk: Panel) -> None:
    kiosk.open("evaluate")
    press(kiosk.shell, "信访部门办得满意", "办事单位办得基本满意")
    assert not kiosk.shows("回访您")
    press(kiosk.shell, "改一改", "信访部门办得满意", "办事单位办得不满意")
    assert kiosk.shows("信访部门要回访您")
    LOOKS["thanks-dissatisfied"](kiosk)
    assert kiosk.shows("信访部门要回访您")
    kiosk.open("thanks")
    assert not kiosk.shows("回访您")


def test_what_was_heard_before_is_shown_event_by_event(kiosk: Panel) -> None:
    LOOKS["standing-events"](kiosk)
    assert kiosk.shows("写好了答复") and kiosk.shows("2026年11月18日") and not kiosk.shows("区水务局")


@pytest.mark.parametrize("action", sorted({REGISTER, EVALUATE} | {each.action.value for each in TABLE if each.told}))
def test_every_event_that_is_told_has_its_words(action: str) -> None:
    assert action in life_words.HAPPENED


@pytest.mark.parametrize("action", sorted(life_words.HAPPENED))
def test_an_event_of_which_little_is_known_is_said_too(action: str) -> None:
    first = example_case.life().events[0]
    said = life_words.happened(LifeEvent(action=action, step=first.step, at=first.at))
    assert said and "{" not in said


def test_every_duty_has_its_words() -> None:
    rules = {row.rule for rows in shipped_table().values() for row in rows.values()} - WINDOW_RULES
    owed = {"forward", "told-unit", "accept", "handle", "deliver", "assigned", "execute", "review", "recheck", "visit"}
    assert owed <= rules and owed <= set(life_words.TURN)


def test_a_case_in_every_state_says_something() -> None:
    for state in CaseState:
        life = CaseLife(case_number="1", state=state, today=date(2026, 3, 2))
        assert life_words.turn(life) and life_words.invitation(life) == "" == life_words.late(life)
    owed = Owed(organ="", rule="something new", started=date(2026, 3, 2))
    life = CaseLife(case_number="1", state=CaseState.ACCEPTED, today=date(2026, 3, 2), owed=owed)
    assert life_words.turn(life) == "现在该办事单位办理。"
    assert life_words.last_days(owed) == [] and life_words.until(owed) == "" == life_words.basis(owed)
    assert life_words.abilities(CanDo(), evaluated=False) == []
    first = example_case.life().events[0]
    unknown = LifeEvent(action="something new", step=first.step, at=first.at)
    assert life_words.happened(unknown) == "已登记"
