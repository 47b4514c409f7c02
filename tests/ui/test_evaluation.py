"""The evaluation in private: one question after the other, by face or by voice; reasons; nothing aloud unasked."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.case import Grade
from core.wire import EvaluationCall
from devices.ports import SAMPLE_RATE, Sound
from devices.sound_file import write_wav
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel
from ui.pages.evaluate import EvaluatePage
from ui.pages.grade_question import FaceButton

Sent = list[EvaluationCall]


@pytest.fixture
def spoken(kiosk: Panel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Returns what the loudspeaker says from now on."""
    said: list[str] = []
    monkeypatch.setattr(kiosk.shell.station.speech_output, "say", said.append)
    return said


@pytest.fixture
def sent(kiosk: Panel, monkeypatch: pytest.MonkeyPatch) -> Sent:
    arrived: Sent = []
    monkeypatch.setattr(kiosk.shell.station.sync, "evaluate", arrived.append)
    return arrived


@pytest.fixture
def judging(kiosk: Panel, tmp_path: Path) -> EvaluatePage:
    write_wav(tmp_path / "clip.wav", Sound(np.full(SAMPLE_RATE // 2, 0.3, np.float32), SAMPLE_RATE))
    kiosk.simulation.microphone.load(tmp_path / "clip.wav")
    kiosk.open("evaluate")
    return kiosk.showing(EvaluatePage)


def say(kiosk: Panel, page: EvaluatePage, qtbot: QtBot, words: str) -> None:
    kiosk.speech.clauses = (words,)
    with qtbot.waitSignal(page.question.pad.understood):
        press(kiosk.shell, "开始说", "说完了")
    settled()


def marked(page: EvaluatePage) -> list[str]:
    return [face.accessibleName() for face in page.findChildren(FaceButton) if face.isVisible() and face.isChecked()]


def test_bureau_and_unit_are_asked_apart_and_sent_together(
    kiosk: Panel, judging: EvaluatePage, sent: Sent, qtbot: QtBot
) -> None:
    assert button(kiosk.shell, "办事单位办得满意") is None
    press(kiosk.shell, "信访部门办得满意")
    assert button(kiosk.shell, "信访部门办得满意") is None
    press(kiosk.shell, "办事单位办得基本满意")
    assert button(kiosk.shell, "用嘴说") is None, "reasons are asked of nobody else"
    press(kiosk.shell, "送出评价")
    qtbot.waitUntil(lambda: kiosk.page == "thanks")
    said = sent[0].evaluation
    assert (said.bureau, said.unit, said.reasons) == (Grade.SATISFIED, Grade.MOSTLY, "")


def test_reasons_are_asked_of_the_dissatisfied_and_may_be_left_out(
    kiosk: Panel, judging: EvaluatePage, sent: Sent, qtbot: QtBot
) -> None:
    press(kiosk.shell, "信访部门办得满意", "办事单位办得不满意")
    assert kiosk.shows("要回访您")
    press(kiosk.shell, "不说了，下一步", "送出评价")
    qtbot.waitUntil(lambda: kiosk.page == "thanks")
    assert sent[0].evaluation.reasons == ""
    assert kiosk.shows("要回访您")


def test_reasons_are_spoken_corrected_and_read_back(
    kiosk: Panel, judging: EvaluatePage, spoken: list[str], sent: Sent, qtbot: QtBot
) -> None:
    press(kiosk.shell, "信访部门办得不满意", "办事单位办得满意")
    kiosk.speech.clauses = ("水管没有修。",)
    press(kiosk.shell, "用嘴说", "开始说", "说完了")
    qtbot.waitUntil(lambda: kiosk.shows("水管没有修"))
    press(kiosk.shell, "好了")
    assert judging.reasons.value == "水管没有修。"
    press(kiosk.shell, "念给我听")
    assert spoken[-1] == "水管没有修。"
    press(kiosk.shell, "说好了，下一步")
    press(kiosk.shell, "送出评价")
    qtbot.waitUntil(lambda: kiosk.page == "thanks")
    assert sent[0].evaluation.reasons == "水管没有修。"


@pytest.mark.parametrize(
    ("words", "grade"), [("还行吧", "基本满意"), ("一点不满意", "不满意"), ("没啥不满意的", "满意")]
)
def test_what_is_said_is_shown_and_confirmed_by_touch(
    kiosk: Panel, judging: EvaluatePage, qtbot: QtBot, words: str, grade: str
) -> None:
    say(kiosk, judging, qtbot, words)
    assert kiosk.shows(f"“{words}”，就是{grade}，对吗？")
    assert marked(judging) == [f"信访部门办得{grade}"]
    assert judging.grades == {}, "nothing is taken before the touch"
    press(kiosk.shell, "对")
    assert judging.step == "unit"
    assert judging.grades.keys() == {"bureau"}


def test_what_was_understood_wrongly_is_asked_again(kiosk: Panel, judging: EvaluatePage, qtbot: QtBot) -> None:
    say(kiosk, judging, qtbot, "不咋样")
    press(kiosk.shell, "不对")
    assert (judging.grades, marked(judging)) == ({}, [])
    assert button(kiosk.shell, "开始说") is not None


@pytest.mark.parametrize("words", ["没法说", "有点不满意", "满意不满意都行", "今天下雨"])
def test_what_is_not_plain_is_asked_and_not_guessed(
    kiosk: Panel, judging: EvaluatePage, spoken: list[str], qtbot: QtBot, words: str
) -> None:
    say(kiosk, judging, qtbot, words)
    assert kiosk.shows("我没听准")
    assert button(kiosk.shell, "对") is None
    assert (judging.grades, marked(judging)) == ({}, [])
    assert not any(words in each for each in spoken)


def test_the_loudspeaker_tells_no_choice_unless_asked(
    kiosk: Panel, judging: EvaluatePage, spoken: list[str], qtbot: QtBot
) -> None:
    say(kiosk, judging, qtbot, "不咋样")
    press(kiosk.shell, "对", "办事单位办得不满意", "不说了，下一步")
    assert judging.step == "all"
    assert not any("不满意，" in each or "办得不满意" in each or "不咋样" in each for each in spoken)
    assert "办得不满意" not in judging.guidance()
    press(kiosk.shell, "念给我听")
    assert spoken[-1] == "信访部门办得不满意。办事单位办得不满意。"


def test_each_face_is_read_and_shown_one_by_one(kiosk: Panel, judging: EvaluatePage, spoken: list[str]) -> None:
    read, pointed = judging.opening(), []
    while "按话筒" not in read:
        judging._said(read)
        read = spoken[-1]
        pointed.append([face.accessibleName() for face in judging.findChildren(FaceButton) if face.isDown()])
    names = [[f"信访部门办得{grade}"] for grade in ("满意", "基本满意", "不满意")]
    assert pointed == [*names, []]
    assert "苦脸，是不满意。" in spoken


def test_back_goes_a_question_back_and_keeps_what_was_chosen(kiosk: Panel, judging: EvaluatePage) -> None:
    press(kiosk.shell, "信访部门办得满意", "返回")
    assert kiosk.page == "evaluate" and judging.step == "bureau"
    assert marked(judging) == ["信访部门办得满意"]
    press(kiosk.shell, "信访部门办得基本满意", "办事单位办得满意")
    assert kiosk.shows("就这样送出吗")
    press(kiosk.shell, "改一改")
    assert marked(judging) == ["信访部门办得基本满意"]


def test_no_name_stands_on_it(kiosk: Panel, judging: EvaluatePage) -> None:
    draft = kiosk.shell.draft
    secret = {draft.petitioner.name, draft.petitioner.id_number, "XF2026"}
    assert kiosk.shows("请旁人走开些")
    for presses in ((), ("信访部门办得不满意", "办事单位办得不满意"), ("不说了，下一步",)):
        press(kiosk.shell, *presses) if presses else None
        assert not any(word and kiosk.shows(word) for word in secret)


def test_without_a_microphone_nothing_is_said_of_one(
    kiosk: Panel, judging: EvaluatePage, spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "话筒" in judging.guidance()
    monkeypatch.setattr(kiosk.shell.station.engines, "loaded_or_loading", lambda name: False)
    kiosk.open("evaluate")
    page = kiosk.showing(EvaluatePage)
    assert "话筒" not in page.guidance() and page.guidance().endswith("按一张脸。")
    page._said(page._faces()[-1])
    assert spoken[-1] == "按一张脸。"
