"""What no rule knows is understood in the window too: behind the page, before it goes on; also in a question."""

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from advice.urgency import judged, loaded
from core.draft import Draft
from core.narrative import narrative_from_text
from core.problems import PackMissing
from core.question import Question
from core.urgency.judge import Urgency
from core.urgency.kinds import UrgencyKind
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel, panel
from testkit.stand_ins import ScriptedSpeech
from tests.ui.conftest import SMALL
from tests.ui.test_urgent import CALM, FIRE, numbers, words
from ui.pages.urgent import UrgentQuestionPage
from ui.startup.bootstrap import engine_loaders

UNKNOWN_TO_RULES = "婆婆把绳子挂到房梁上了，被我看见"
ANOTHER = "孙子三点钟出去玩，天黑了还没见人影"
QUESTION = "老伴喝了农药，找谁"


class Opened:
    """A window whose engine of meaning is loaded when the test says so."""

    def __init__(self) -> None:
        self.may_load = threading.Event()
        self.missing = False

    def load(self) -> Callable[..., Urgency]:
        assert self.may_load.wait(60)
        if self.missing:
            raise PackMissing("resources/meaning")
        return loaded()


@pytest.fixture
def engine() -> Opened:
    return Opened()


@pytest.fixture
def window(engine: Opened, qtbot: QtBot, tmp_path: Path) -> Iterator[Panel]:
    with panel(tmp_path, SMALL, {"speech": ScriptedSpeech, "meaning": engine.load}) as opened:
        qtbot.waitUntil(lambda: opened.shell.station.engines.has("speech"))
        try:
            yield opened
        finally:
            engine.may_load.set()


@pytest.fixture
def kiosk(window: Panel, engine: Opened, qtbot: QtBot) -> Panel:
    engine.may_load.set()
    qtbot.waitUntil(lambda: window.shell.station.engines.has("meaning"))
    return window


def tell(kiosk: Panel, text: str) -> Draft:
    draft = Draft(told=narrative_from_text(text))
    kiosk.open("tell", draft)
    return draft


def ask(kiosk: Panel, text: str) -> None:
    kiosk.open("question", Draft(question=Question(narrative_from_text(text))))
    page = kiosk.shell.page
    assert page is not None
    page._ask_in_words()  # type: ignore[attr-defined]


def test_the_window_judges_as_the_command_and_the_benchmark_do() -> None:
    assert engine_loaders(lambda: pytest.fail("no settings are needed"))["meaning"]() is judged


def test_what_no_rule_knows_shows_whom_to_call(kiosk: Panel, qtbot: QtBot) -> None:
    draft = tell(kiosk, UNKNOWN_TO_RULES)
    press(kiosk.shell, "下一步")
    qtbot.waitUntil(lambda: kiosk.page == "urgent")
    assert draft.urgency == (UrgencyKind.SELF_HARM,)
    assert numbers(kiosk)[0] == "12356"


def test_calm_words_go_on(kiosk: Panel, qtbot: QtBot) -> None:
    tell(kiosk, CALM)
    press(kiosk.shell, "下一步")
    qtbot.waitUntil(lambda: kiosk.page != "tell")
    assert kiosk.page != "urgent"


def test_who_is_done_before_the_engine_is_loaded_waits_for_it(window: Panel, engine: Opened, qtbot: QtBot) -> None:
    tell(window, UNKNOWN_TO_RULES)
    press(window.shell, "下一步")
    assert window.page == "tell" and not window.enabled("下一步")
    engine.may_load.set()
    qtbot.waitUntil(lambda: window.page == "urgent")


def test_where_there_is_no_engine_the_rules_decide_and_the_log_says_so(
    window: Panel, engine: Opened, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    engine.missing = True
    with caplog.at_level(logging.WARNING):
        engine.may_load.set()
        qtbot.waitUntil(lambda: not window.shell.station.engines.loading)
    assert "no meaning: P301" in caplog.text
    tell(window, FIRE)
    press(window.shell, "下一步")
    assert window.page == "urgent"
    tell(window, UNKNOWN_TO_RULES)
    press(window.shell, "下一步")
    assert window.page not in {"tell", "urgent"}


def test_who_goes_back_meanwhile_is_not_led_on(window: Panel, engine: Opened, qtbot: QtBot) -> None:
    tell(window, UNKNOWN_TO_RULES)
    press(window.shell, "下一步", "返回")
    before = window.page
    engine.may_load.set()
    qtbot.waitUntil(lambda: not window.shell.station.engines.loading and not window.shell.station.tasks.busy)
    settled()
    assert window.page == before


def test_an_answer_may_be_urgent_too_and_the_questions_go_on_after_it(kiosk: Panel, qtbot: QtBot) -> None:
    draft = Draft(told=narrative_from_text("我家的事没人管。"))
    kiosk.open("ask", draft)
    draft.told = (*draft.told, *narrative_from_text(ANOTHER))
    page = kiosk.shell.page
    assert page is not None
    page.refresh()  # type: ignore[attr-defined]
    press(kiosk.shell, "下一步")
    qtbot.waitUntil(lambda: kiosk.page == "urgent")
    press(kiosk.shell, "接着办")
    assert kiosk.page == "ask"
    assert UrgencyKind.CHILD in draft.urgency


def test_what_one_was_told_of_stays_marked_while_words_are_added() -> None:
    draft = Draft(told=narrative_from_text(UNKNOWN_TO_RULES))
    draft.note_urgency(draft.narrative, judged(draft.narrative, today=date(2027, 1, 20)).kinds)
    unseen = Draft(told=draft.told)
    unseen.note_urgency(draft.narrative, draft.urgency)
    draft.urgency_shown |= set(draft.urgency)
    for each in (draft, unseen):
        each.narrative = UNKNOWN_TO_RULES + "。这是上礼拜的事，现在好了。"
    assert [*draft.urgency] == [UrgencyKind.SELF_HARM]
    assert not unseen.urgency
    draft.narrative = CALM
    assert not draft.urgency, "other words, other marks"


def test_a_question_of_danger_shows_whom_to_call_before_its_answer(kiosk: Panel, qtbot: QtBot) -> None:
    ask(kiosk, QUESTION)
    qtbot.waitUntil(lambda: kiosk.page == "urgent_question")
    assert numbers(kiosk)[0] in {"120", "110", "12356"}
    assert "会写明" not in words(kiosk), "nothing is filed"
    assert button(kiosk.shell, "这件事不急") is None
    press(kiosk.shell, "看回答")
    assert kiosk.page == "advice"
    draft = kiosk.shell.draft
    assert (draft.narrative, draft.urgency) == ("", ())


@pytest.mark.parametrize("text", ["拖欠工资去哪里告", "村里停水了找谁", CALM])
def test_other_questions_are_answered_at_once(kiosk: Panel, qtbot: QtBot, text: str) -> None:
    ask(kiosk, text)
    qtbot.waitUntil(lambda: kiosk.page == "advice")


def test_a_touched_question_is_no_danger(kiosk: Panel, qtbot: QtBot) -> None:
    ask(kiosk, QUESTION)
    qtbot.waitUntil(lambda: kiosk.page == "urgent_question")
    assert isinstance(kiosk.shell.page, UrgentQuestionPage)
    press(kiosk.shell, "返回")
    kiosk.shell.page._touch("pension-rural")  # type: ignore[attr-defined]
    assert kiosk.page == "advice"


def test_nothing_of_such_a_question_is_kept(kiosk: Panel, qtbot: QtBot) -> None:
    def lies() -> dict[str, int]:
        home = kiosk.terminal.home
        return {str(each.relative_to(home)): each.stat().st_size for each in home.rglob("*") if each.is_file()}

    before = lies()
    ask(kiosk, QUESTION)
    qtbot.waitUntil(lambda: kiosk.page == "urgent_question")
    press(kiosk.shell, "看回答")
    kiosk.shell.end_visit()
    assert lies() == before
    assert kiosk.shell.draft.question.urgent == ()
