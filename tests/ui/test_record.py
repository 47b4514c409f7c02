"""Missing slots of the oral record are asked for one at a time, and every question may be skipped."""

import pytest
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.flow import Runner
from core.narrative import narrative_from_text
from core.person import Person
from kiosk.flow import RESIDENT
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel
from training.example import TOLD
from ui.base.page_words import questions
from ui.narrative.oral_record import missing, record
from ui.pages.ask import AskPage

PART = "我叫王建国，村口的自来水管漏水，路面结冰。"


def draft(text: str = PART) -> Draft:
    return Draft(told=narrative_from_text(text), petitioner=Person(name="王建国"))


@pytest.fixture
def asked(kiosk: Panel) -> Panel:
    kiosk.open("ask", draft())
    return kiosk


def question(kiosk: Panel) -> str:
    settled()
    assert isinstance(kiosk.shell.page, AskPage)
    return kiosk.shell.page.title.text()


def test_what_was_said_is_shown_in_the_persons_own_words() -> None:
    told = draft(TOLD)
    assert list(record(told)) == ["who", "where", "when", "what", "asked", "reasons"]
    assert all(part and (part in TOLD) for part in record(told).values())
    assert missing(told) == []


def test_only_what_is_missing_is_asked() -> None:
    assert missing(draft()) == ["asked", "when", "reasons"]
    assert missing(Draft(told=narrative_from_text("水管漏水，希望修好。")))[-1] != "asked"


def test_who_it_is_was_on_the_card() -> None:
    somebody = draft("自来水管漏水。")
    assert record(somebody)["who"] == "王建国"
    assert "who" not in missing(somebody)


def test_a_complete_story_goes_straight_on() -> None:
    for text, page in ((TOLD, "purpose"), (PART, "ask")):
        runner = Runner(RESIDENT, draft(text))
        runner.jump("tell")
        assert runner.answer().page == page


def test_every_question_is_asked_once_and_may_be_passed_over(asked: Panel) -> None:
    seen = []
    while asked.page == "ask":
        seen.append(question(asked))
        press(asked.shell, "不清楚，跳过")
    assert seen == [questions()[slot].ask for slot in ("asked", "when", "reasons")]
    assert asked.page == "purpose"
    assert asked.shell.draft.narrative == PART
    assert missing(asked.shell.draft) == []


def test_an_answer_is_added_to_the_end(asked: Panel, qtbot: QtBot) -> None:
    asked.speech.clauses = ("赶紧给弄好。",)
    press(asked.shell, "开始说", "说完了")
    qtbot.waitUntil(lambda: button(asked.shell, "下一步") is not None)
    assert question(asked) == questions()["asked"].ask, "the person looks at it first"
    press(asked.shell, "下一步")
    assert asked.shell.draft.narrative == PART + "赶紧给弄好。"
    assert record(asked.shell.draft)["asked"] == "赶紧给弄好", "no rule knows these words, but they are the answer"
    assert question(asked) == questions()["when"].ask


def test_an_answer_is_written(asked: Panel) -> None:
    press(asked.shell, "我来打字", *"xiu", "修", "好了", "下一步")
    assert asked.shell.draft.narrative == PART + "修。"
    assert record(asked.shell.draft)["asked"] == "修"


def test_an_answer_is_judged_like_everything_else(asked: Panel, qtbot: QtBot) -> None:
    asked.speech.clauses = ("赶紧给弄好。",)
    press(asked.shell, "开始说", "说完了")
    qtbot.waitUntil(lambda: button(asked.shell, "赶紧") is not None)
    press(asked.shell, "赶紧", "删这句")
    assert asked.shell.draft.narrative == PART
    assert button(asked.shell, "不清楚，跳过") is not None
    press(asked.shell, "拿回来")
    assert asked.shell.draft.narrative == PART + "赶紧给弄好。"


def test_an_answer_taken_back_later_is_not_shown(asked: Panel) -> None:
    press(asked.shell, "我来打字", *"xiu", "修", "好了", "下一步")
    asked.shell.draft.narrative = PART
    assert record(asked.shell.draft)["asked"] == ""


def test_each_question_is_said_aloud(asked: Panel) -> None:
    page = asked.shell.page
    assert page is not None
    assert page.guidance() == questions()["asked"].spoken


def test_who_comes_back_is_not_asked_again(kiosk: Panel) -> None:
    before = draft()
    before.asked = dict.fromkeys(missing(before), "")
    kiosk.open("ask", before)
    assert button(kiosk.shell, "开始说") is None
    press(kiosk.shell, "下一步")
    assert kiosk.page == "purpose"


def test_the_review_shows_it(kiosk: Panel) -> None:
    kiosk.open("review")
    assert all(kiosk.shows(each.name) for each in questions().values())
    assert kiosk.shows(record(kiosk.draft)["asked"])


def test_the_words_are_short() -> None:
    assert all(len(each.ask) <= 12 and each.hint.endswith("。") for each in questions().values())


def test_nobody_is_scolded_for_what_was_not_said(asked: Panel) -> None:
    assert not asked.shows("没有说")
    assert asked.shows("村口的自来水管漏水")
