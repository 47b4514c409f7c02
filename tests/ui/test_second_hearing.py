"""A dictated story is read once more as a whole, unless the person is editing it already."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.narrative import Clause
from devices.ports import SAMPLE_RATE, Sound
from devices.sound_file import write_wav
from testkit.hands import press
from testkit.kiosk_window import Panel
from testkit.stand_ins import ScriptedEar, ScriptedSpeech

ALONG, AGAIN = "村口的水管漏税，没有人修。", "村口的水管漏水，没有人修。"


class SlowSpeech(ScriptedSpeech):
    """A recogniser that waits for permission."""

    def __init__(self) -> None:
        super().__init__(ALONG)
        self.second_hearing = True
        self.done = Event()
        self.again, self.more = Clause(AGAIN, 0, 1, 0.9), list[Clause]()

    def listen(self, live: bool = True) -> ScriptedEar:
        if live:
            return super().listen()
        assert self.done.wait(120)
        return ScriptedEar([self.again, *self.more])


@pytest.fixture
def speech() -> SlowSpeech:
    return SlowSpeech()


@pytest.fixture
def told(kiosk: Panel, speech: SlowSpeech, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Panel:
    """Returns a kiosk after somebody has just spoken."""
    write_wav(tmp_path / "clip.wav", Sound(np.full(SAMPLE_RATE // 2, 0.3, np.float32), SAMPLE_RATE))
    kiosk.simulation.microphone.load(tmp_path / "clip.wav")
    monkeypatch.setitem(kiosk.shell.station.engines._loaded, "speech", speech)
    kiosk.open("tell", Draft())
    press(kiosk.shell, "开始说")
    qtbot.waitUntil(lambda: kiosk.shell.station.dictation.listening)
    press(kiosk.shell, "说完了")
    qtbot.waitUntil(lambda: bool(kiosk.shell.draft.told) and kiosk.shows("再从头听一遍"))
    assert kiosk.shell.draft.narrative == ALONG
    return kiosk


def settled(kiosk: Panel, qtbot: QtBot, speech: SlowSpeech) -> None:
    """Lets the second hearing return."""
    speech.done.set()
    qtbot.waitUntil(lambda: not kiosk.shell.station.tasks.busy)


def test_it_takes_the_place_of_the_first(told: Panel, qtbot: QtBot, speech: SlowSpeech) -> None:
    audio = told.shell.draft.audio
    settled(told, qtbot, speech)
    assert told.shell.draft.narrative == AGAIN and told.shows(AGAIN)
    assert told.shell.draft.audio == audio
    assert not told.shows("再从头听一遍")


def test_what_it_changed_is_shown_and_can_be_had_back(told: Panel, qtbot: QtBot, speech: SlowSpeech) -> None:
    settled(told, qtbot, speech)
    (clause,) = (each.clause for each in told.shell.draft.told)
    assert [clause.text[first:last] for first, last in clause.doubtful] == ["水"]
    assert clause.alternatives == (ALONG,)
    assert told.shows("改过的地方画了线")


def test_it_never_takes_words_away(told: Panel, qtbot: QtBot, speech: SlowSpeech) -> None:
    speech.again = Clause("村。", 0, 1, 0.9)
    settled(told, qtbot, speech)
    assert told.shell.draft.narrative == ALONG


def test_what_it_did_not_understand_either_is_asked_for(
    kiosk: Panel, told: Panel, qtbot: QtBot, speech: SlowSpeech
) -> None:
    speech.more = [Clause("", 1.2, 3, 0, unheard=True)]
    settled(told, qtbot, speech)
    assert told.shell.draft.narrative == AGAIN
    assert told.shows("这里没听清") and told.shows("有的地方我没听清")
    press(told.shell, "（这里没听清")
    assert told.shows("请再说一遍")
    press(told.shell, "先这样")
    assert [said.clause.unheard for said in told.shell.draft.told] == [False, True]


def test_words_the_person_is_judging_stay(told: Panel, qtbot: QtBot, speech: SlowSpeech) -> None:
    press(told.shell, ALONG)
    settled(told, qtbot, speech)
    assert told.shell.draft.narrative == ALONG


def test_who_goes_on_speaking_is_listened_to(told: Panel, qtbot: QtBot, speech: SlowSpeech) -> None:
    press(told.shell, "接着说")
    settled(told, qtbot, speech)
    assert told.shell.draft.narrative == ALONG


def test_who_goes_on_takes_the_words_seen(told: Panel, qtbot: QtBot, speech: SlowSpeech) -> None:
    press(told.shell, "下一步")
    settled(told, qtbot, speech)
    assert told.shell.draft.narrative == ALONG
