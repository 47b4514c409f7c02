"""A question without a name: asked aloud, touched or written; answered or not; and taken along into a petition."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from advice.entries import entries, topics
from advice.questions import consult
from core.draft import Draft
from core.narrative import narrative_from_text
from core.question import Question
from core.routes.asked import EVENT
from core.routes.signpost import OTHER, Facts, signpost
from core.working_days import shipped
from devices.ports import SAMPLE_RATE, Sound
from devices.sound_file import write_wav
from kiosk.pages.advice import NOT_KNOWN, AdvicePage, AdviceRoutesPage
from kiosk.pages.take_along import TakeAlong
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel

ASKED = "交上去以后多久有答复"
OUTSIDE = "给我唱一首红歌吧"


@pytest.fixture
def asking(kiosk: Panel, tmp_path: Path) -> Panel:
    """Returns a kiosk to which somebody has spoken for half a second, at the page of questions."""
    write_wav(tmp_path / "clip.wav", Sound(np.full(SAMPLE_RATE // 2, 0.3, np.float32), SAMPLE_RATE))
    kiosk.simulation.microphone.load(tmp_path / "clip.wav")
    press(kiosk.shell, "我想问问")
    return kiosk


def ask(kiosk: Panel, qtbot: QtBot, words: str) -> None:
    kiosk.speech.clauses = (words,)
    press(kiosk.shell, "开始说", "说完了")
    qtbot.waitUntil(lambda: kiosk.page == "advice")


def choose(kiosk: Panel, name: str) -> None:
    """Touches a line of a list, which may have to be moved into sight first."""
    found = button(kiosk.shell, name)
    assert found
    found.click()
    settled()


def answered(words: str) -> Draft:
    return Draft(question=Question(narrative_from_text(words)))


def test_what_is_asked_aloud_is_answered(asking: Panel, qtbot: QtBot) -> None:
    ask(asking, qtbot, ASKED)
    found = consult(ASKED)
    assert found.entry
    assert asking.shows(found.title) and asking.shows(found.answer) and asking.shows(ASKED)
    assert all(asking.shows(each.cited) for each in found.articles)
    said = asking.showing(AdvicePage).guidance()
    assert found.answer in said


def test_every_topic_leads_to_questions_and_each_to_its_answer(asking: Panel) -> None:
    for topic in topics():
        assert topic.entries, topic.name
        choose(asking, topic.name)
        assert all(button(asking.shell, entry.title) for entry in topic.entries)
        choose(asking, topic.entries[0].title)
        assert asking.showing(AdvicePage).advice.entry == topic.entries[0].id
        press(asking.shell, "再问一个")


def test_what_is_not_known_is_not_invented(asking: Panel, qtbot: QtBot) -> None:
    ask(asking, qtbot, OUTSIDE)
    page = asking.showing(AdvicePage)
    assert page.advice.entry is None
    assert asking.shows(NOT_KNOWN) and asking.shows("12345") and not asking.shows("依据")
    assert NOT_KNOWN in page.guidance()
    other = page._other_entries()[0]
    choose(asking, other.title)
    assert page.advice.entry == other.id, "there is always something to touch"


def test_silence_and_no_question_lead_nowhere(asking: Panel, qtbot: QtBot) -> None:
    asking.speech.clauses = ()
    press(asking.shell, "开始说", "说完了")
    qtbot.waitUntil(lambda: asking.shows("没有听到"))
    assert asking.page == "question"


def test_one_may_write_instead(asking: Panel) -> None:
    press(asking.shell, "我来打字", *"xinfang", "信访", "好了")
    assert asking.page == "advice"
    assert asking.shell.draft.question.words == "信访"


def test_what_was_asked_becomes_the_beginning_if_wanted_with_its_sound(asking: Panel, qtbot: QtBot) -> None:
    ask(asking, qtbot, ASKED)
    press(asking.shell, "反映这件事")
    assert isinstance(asking.overlay, TakeAlong)
    assert asking.shows(ASKED)
    press(asking.overlay, "放进去")
    draft = asking.shell.draft
    assert asking.page == "consent"
    assert draft.narrative == ASKED and draft.audio[:4] == b"RIFF"
    assert draft.question.words == "", "it is kept once"
    asking.open("tell", draft)
    assert asking.shows("这是您刚才问的话") and asking.shows(ASKED)


def test_or_stays_behind(asking: Panel, qtbot: QtBot) -> None:
    ask(asking, qtbot, ASKED)
    press(asking.shell, "反映这件事")
    press(asking.overlay, "不放，从头说")
    assert asking.page == "consent"
    assert asking.shell.draft.narrative == ""
    asking.open("tell", asking.shell.draft)
    assert not asking.shows("这是您刚才问的话")


def test_a_touched_question_is_nobodys_words(asking: Panel) -> None:
    entry = topics()[0].entries[0]
    choose(asking, topics()[0].name)
    choose(asking, entry.title)
    press(asking.shell, "反映这件事")
    assert asking.page == "consent"
    assert asking.shell.draft.narrative == ""


def test_the_question_goes_into_no_petition(kiosk: Panel) -> None:
    """Of two drafts that differ in the question alone the same is filed."""
    from dataclasses import replace

    from training import example

    whole = replace(example.draft(), scans=[])
    asked = replace(whole, question=Question(narrative_from_text(ASKED)))
    assert asked.freeze(example.WHEN) == whole.freeze(example.WHEN)
    assert asked.signed_words == whole.signed_words


def test_the_ways_an_answer_names_are_one_touch_away_with_their_last_days(asking: Panel, qtbot: QtBot) -> None:
    ask(asking, qtbot, "工资拖欠半年了去哪里告")
    named = asking.showing(AdvicePage).advice.routes
    press(asking.shell, "去哪里办，最晚哪天")
    page = asking.showing(AdviceRoutesPage)
    assert [each.route for each in page.posts][: len(named)] == [*named]
    page.fields[EVENT]._take("2026年11月1日")
    assert any(each.last_day for each in page.posts)
    press(asking.shell, "打一张告知单")
    qtbot.waitUntil(lambda: any((asking.terminal.home.parent / "paper").glob("notice*")))
    press(asking.shell, "看完了")
    assert asking.page == "advice"
    draft = asking.shell.draft
    assert (draft.narrative, draft.category, draft.routes.words) == ("", "", {})


def test_an_answer_that_names_no_other_way_offers_none(asking: Panel) -> None:
    entry = next(each for topic in topics() for each in topic.entries if set(each.routes) <= {"petition"})
    asking.open("advice", Draft(question=Question(entry=entry.id)))
    assert button(asking.shell, "去哪里办，最晚哪天") is None


@pytest.mark.parametrize("entry", [each.id for topic in topics() for each in topic.entries if each.routes])
def test_every_way_that_an_answer_names_is_shown(entry: str) -> None:
    """Of an answer whose matter the table of ways does not know, the general way is shown."""
    named = entries()[entry].routes
    facts = Facts(entries()[entry].category or OTHER, named=named)
    shown = [each.route for each in signpost(facts, date(2026, 11, 30), shipped())]
    assert [each for each in named if each not in shown and each not in {"arbitration", "procuracy"}] == []
