"""The person judges what was understood, sentence by sentence."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from capture.speech.port import Partial
from core.draft import Draft
from core.narrative import SAMPLE_RATE, Clause, Narrative, SpokenClause
from core.problems import MicrophoneMissing, NothingHeard, SpeakerMissing
from core.sentences import sentence_of
from devices.ports import Sound
from devices.speaker.silent import SilentSpeaker
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel
from testkit.stand_ins import Reciter
from ui.narrative.clause_list import ClauseButton, ClauseList
from ui.narrative.clause_sheet import ASK, LISTEN, ClauseSheet
from ui.narrative.other_readings import other_readings
from ui.pages.review import GAP, GAPS
from ui.pages.speaking import MARKED, UNHEARD, UNMARKED
from ui.pages.tell import TellPage

SECOND = b"\1\0" * SAMPLE_RATE
DOUBTFUL = Clause("住在洋楼村三组，", 0, 1, 0.5, ("住在杨柳村三组，", "住在羊溜村三组，"), ((2, 4),))
TOLD: Narrative = (
    SpokenClause(Clause("我叫王建国，", 0, 1, 0.9), SECOND),
    SpokenClause(DOUBTFUL, 2 * SECOND),
    SpokenClause(Clause("水管漏了。", 0, 1, 0.9)),
)


class Ears(SilentSpeaker):
    """A speaker that records each sound's length."""

    def __init__(self) -> None:
        super().__init__(pace=0)
        self.heard: list[float] = []

    def play(self, sound: Sound) -> None:
        self.heard.append(round(sound.seconds, 1))
        super().play(sound)


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def told(kiosk: Panel, ears: Ears, qtbot: QtBot) -> Panel:
    kiosk.shell.station.speech_output._loud = ears
    kiosk.open("tell", Draft(told=TOLD))
    qtbot.waitUntil(lambda: not kiosk.shell.station.speech_output.runner.busy)
    ears.heard.clear()
    return kiosk


def sheet(kiosk: Panel) -> ClauseSheet | None:
    return next((each for each in kiosk.shell.findChildren(ClauseSheet) if each.isVisible()), None)


def texts(kiosk: Panel) -> list[str]:
    return [said.text for said in kiosk.shell.draft.told]


def test_what_is_doubtful_is_marked_and_said_so(told: Panel) -> None:
    rows = told.shell.findChildren(ClauseButton)
    assert [row.accessibleName() for row in rows] == [said.text for said in TOLD]
    assert [bool(row.accessibleDescription()) for row in rows] == [False, True, False]
    assert told.shows(MARKED)


def test_a_touch_plays_that_clause_and_asks(told: Panel, ears: Ears, qtbot: QtBot) -> None:
    press(told.shell, "住在洋楼村")
    assert told.shows(ASK)
    qtbot.waitUntil(lambda: ears.heard == [1.3])
    press(told.shell, "再听一遍")
    qtbot.waitUntil(lambda: ears.heard == [1.3, 1.3])


def test_right_as_it_is(told: Panel) -> None:
    press(told.shell, "住在洋楼村", "对的，不用改")
    assert sheet(told) is None
    assert texts(told) == [said.text for said in TOLD]
    assert told.shell.draft.told[1].clause.doubtful == ()
    assert told.shows(UNMARKED)
    assert button(told.shell, "拿回来") is None


def test_another_reading(told: Panel) -> None:
    press(told.shell, "住在洋楼村", "住在杨柳村三组")
    assert texts(told)[1] == "住在杨柳村三组，"
    assert told.shell.draft.told[1].sound == TOLD[1].sound
    press(told.shell, "拿回来")
    assert texts(told)[1] == "住在洋楼村三组，"


def test_readings_show_what_makes_them_different() -> None:
    long = "村口的自来水管漏水已经两个多月了，路面结"
    clause = Clause(long + "冰了。", 0, 1, 0.5, (long + "饼了。", long + "冰了！", "", long + "冰。"))
    shown = [(reading.shown, [reading.shown[a:b] for a, b in reading.different]) for reading in other_readings(clause)]
    assert shown[0] == ("…月了，路面结饼了。", ["饼"])
    assert [reading.text for reading in other_readings(clause)] == [long + "饼了。", long + "冰。"]


def test_deleting_and_taking_back(told: Panel) -> None:
    press(told.shell, "住在洋楼村", "删这句")
    assert texts(told) == ["我叫王建国，", "水管漏了。"]
    press(told.shell, "拿回来")
    assert told.shell.draft.told == TOLD


def test_writing_one_sentence(told: Panel) -> None:
    press(told.shell, "住在洋楼村", "改这句")
    edit = next(each for each in told.shell.findChildren(QPlainTextEdit) if each.isVisible())
    edit.setPlainText("住在杨柳村三组，")
    press(told.shell, "好了")
    assert texts(told)[1] == "住在杨柳村三组，"
    assert told.shell.draft.told[1].sound, "a spelling put right is still what was said"
    assert sheet(told) is None


def test_what_was_written_cannot_be_heard(told: Panel) -> None:
    press(told.shell, "水管漏了")
    found = button(told.shell, "再听一遍")
    assert found is not None
    assert not found.isEnabled()


def test_saying_one_sentence_again_replaces_that_one(told: Panel, qtbot: QtBot) -> None:
    told.speech.clauses = ("住在杨柳村。",)
    press(told.shell, "住在洋楼村", "重说这句")
    assert told.shows(LISTEN)
    assert texts(told)[1] == "住在洋楼村三组，", "it stands until something was heard"
    press(told.shell, "说完了")
    qtbot.waitUntil(lambda: sheet(told) is None)
    assert texts(told) == ["我叫王建国，", "住在杨柳村。", "水管漏了。"]
    assert told.shell.draft.told[0].sound == SECOND
    assert told.shell.draft.told[1].sound != TOLD[1].sound
    press(told.shell, "拿回来")
    assert told.shell.draft.told == TOLD


def test_thinking_better_of_it(told: Panel) -> None:
    press(told.shell, "住在洋楼村", "重说这句", "算了")
    assert told.shows(ASK)
    assert not told.shell.station.dictation.listening
    assert told.shell.draft.told == TOLD


def test_nothing_heard_leaves_the_sentence(told: Panel, qtbot: QtBot) -> None:
    told.speech.clauses = ()
    press(told.shell, "住在洋楼村", "重说这句", "说完了")
    qtbot.waitUntil(lambda: told.shows(sentence_of(NothingHeard)))
    assert sheet(told)
    assert told.shell.draft.told == TOLD


def test_a_microphone_pulled_out_leaves_the_sentence(told: Panel, qtbot: QtBot) -> None:
    told.speech.clauses = ()
    press(told.shell, "住在洋楼村")
    told.simulation.microphone.unplug()
    press(told.shell, "重说这句")
    qtbot.waitUntil(lambda: told.shows(sentence_of(MicrophoneMissing)))
    press(told.shell, "知道了")
    qtbot.waitUntil(lambda: told.shows(ASK))
    assert told.shell.draft.told == TOLD
    press(told.shell, "对的，不用改")
    assert sheet(told) is None


def test_without_a_speaker_the_words_are_still_there(told: Panel, ears: Ears, qtbot: QtBot) -> None:
    ears.unplugged = True
    press(told.shell, "住在洋楼村")
    qtbot.waitUntil(lambda: told.shows(sentence_of(SpeakerMissing)))
    press(told.shell, "对的，不用改")
    assert sheet(told) is None


def test_leaving_before_anything_new_was_heard_loses_nothing(told: Panel) -> None:
    draft = told.shell.draft
    press(told.shell, "重说一遍", "返回")
    assert draft.told == TOLD


def test_nobody_talks_into_the_microphone(told: Panel, ears: Ears, qtbot: QtBot) -> None:
    speech_output = told.shell.station.speech_output
    press(told.shell, "接着说")
    speech_output.play(Sound(np.zeros(SAMPLE_RATE, np.float32), SAMPLE_RATE))
    speech_output.repeat()
    assert not speech_output.runner.busy
    assert ears.heard == []
    press(told.shell, "说完了")
    qtbot.waitUntil(lambda: ears.heard == [1.0])


def test_asked_in_vain_with_the_microphone_open_is_not_asked_later(told: Panel, qtbot: QtBot) -> None:
    voice = Reciter()
    told.shell.station.speech_output._voice = lambda: voice
    press(told.shell, "接着说")
    told.clock.now += 100
    told.shell.station.presence.check()
    assert told.shows("您还在吗")
    press(told.shell, "我还在")
    qtbot.waitUntil(lambda: told.overlay is None)
    press(told.shell, "说完了")
    qtbot.waitUntil(lambda: button(told.shell, "接着说") is not None)
    qtbot.waitUntil(lambda: not told.shell.station.speech_output.runner.busy)
    assert not any("还在吗" in sentence for sentence in voice.told)


def test_the_end_of_a_long_story_stays_in_sight(kiosk: Panel) -> None:
    kiosk.open("tell", Draft(told=TOLD * 10))
    settled()
    press(kiosk.shell, "接着说")
    bar = kiosk.shell.findChildren(ClauseList)[-1].verticalScrollBar()
    ends = []
    for number in range(3):
        kiosk.shell.station.dictation.clause.emit(Clause(f"第{number}句，没有人来修，", 0, 1, 0.9))
        kiosk.shell.station.dictation.partial.emit(Partial("村里没有人", 0))
        settled()
        assert bar.value() == bar.maximum()
        ends.append(bar.maximum())
    assert ends == sorted(set(ends))


def test_a_row_for_each_clause_however_they_change(told: Panel) -> None:
    page = told.shell.page
    assert isinstance(page, TellPage)
    for texts_now in (("一。",), ("一。", "二。", "三。", "四。"), (), ("五。",)):
        told.shell.draft.told = tuple(replace(TOLD[0], clause=Clause(text, 0, 1, 1)) for text in texts_now)
        page.refresh()
        settled()
        rows = [row for row in told.shell.findChildren(ClauseButton) if row.isVisible()]
        assert [row.accessibleName() for row in rows] == list(texts_now)


def test_the_review_says_what_was_not_heard_and_how_to_say_it_again(kiosk: Panel) -> None:
    kiosk.open("review", replace(kiosk.draft, told=TOLD))
    assert not kiosk.shows(GAP)
    missed = (*TOLD[:1], SpokenClause(Clause("", 1, 4, 0, unheard=True), SECOND), *TOLD[1:])
    kiosk.open("review", replace(kiosk.draft, told=missed))
    assert kiosk.shows(f"我叫王建国，{GAP}住在")
    assert kiosk.shows(GAPS.format(count=1))
    assert kiosk.shell.page is not None
    assert GAPS.format(count=1) in kiosk.shell.page.guidance()
    assert GAP not in kiosk.shell.draft.narrative
    press(kiosk.shell, "修改事情")
    assert kiosk.page == "tell"
    assert kiosk.shows(UNHEARD)
