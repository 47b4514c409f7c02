"""The story spoken, spoken again or written: the words are the person's own."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.problems import MicrophoneMissing, NothingHeard, PackMissing
from core.sentences import sentence_of
from devices.ports import SAMPLE_RATE, Sound
from devices.sound_file import write_wav
from testkit.hands import button, press
from testkit.kiosk_window import Panel, panel
from tests.ui.conftest import SMALL

CLAUSES = ("村口的水管漏水，", "没有人修。")
TOLD = "".join(CLAUSES)


@pytest.fixture
def spoken(kiosk: Panel, tmp_path: Path) -> Panel:
    """Returns a kiosk to which somebody has spoken for half a second."""
    write_wav(tmp_path / "clip.wav", Sound(np.full(SAMPLE_RATE // 2, 0.3, np.float32), SAMPLE_RATE))
    kiosk.simulation.microphone.load(tmp_path / "clip.wav")
    kiosk.open("tell", Draft())
    return kiosk


def speak(kiosk: Panel, qtbot: QtBot, words: str) -> None:
    with qtbot.waitSignal(kiosk.shell.station.dictation.clause):
        press(kiosk.shell, words)
    press(kiosk.shell, "说完了")
    qtbot.waitUntil(lambda: bool(kiosk.shell.draft.audio) and ready(kiosk))


def ready(kiosk: Panel) -> bool:
    found = button(kiosk.shell, "下一步")
    return found is not None and found.isEnabled()


def test_words_come_while_one_speaks_and_the_last_ones_after(spoken: Panel, qtbot: QtBot) -> None:
    assert not ready(spoken)
    speak(spoken, qtbot, "开始说")
    assert spoken.shell.draft.narrative == TOLD
    assert all(spoken.shows(clause) for clause in CLAUSES)
    assert spoken.shell.draft.audio[:4] == b"RIFF"


def test_adding_to_what_was_said(spoken: Panel, qtbot: QtBot) -> None:
    speak(spoken, qtbot, "开始说")
    length = len(spoken.shell.draft.audio)
    speak(spoken, qtbot, "接着说")
    qtbot.waitUntil(lambda: spoken.shell.draft.narrative == 2 * TOLD)
    assert len(spoken.shell.draft.audio) > length


def test_saying_it_all_again(spoken: Panel, qtbot: QtBot) -> None:
    speak(spoken, qtbot, "开始说")
    heard = spoken.speech.clauses = ("路灯坏了。",)
    press(spoken.shell, "重说一遍")
    assert not spoken.shows(CLAUSES[0])
    assert spoken.shell.draft.narrative == TOLD, "nothing is lost before something else was heard"
    press(spoken.shell, "说完了")
    qtbot.waitUntil(lambda: ready(spoken))
    assert spoken.shell.draft.narrative == heard[0]
    press(spoken.shell, "拿回来")
    assert spoken.shell.draft.narrative == TOLD
    assert all(spoken.shows(clause) for clause in CLAUSES)


def test_whatever_stood_there_comes_back(spoken: Panel, qtbot: QtBot) -> None:
    """The clause is said anew twice, then taken back repeatedly: none of the three is lost."""
    speak(spoken, qtbot, "开始说")
    for clause in ("路灯坏了。", "嗯。"):
        spoken.speech.clauses = (clause,)
        press(spoken.shell, "重说一遍", "说完了")
        qtbot.waitUntil(lambda: ready(spoken))
    seen = []
    for _ in range(3):
        press(spoken.shell, "拿回来")
        seen.append(spoken.shell.draft.narrative)
    assert seen == ["路灯坏了。", TOLD, "嗯。"]


def test_putting_it_right_by_hand(spoken: Panel, qtbot: QtBot) -> None:
    speak(spoken, qtbot, "开始说")
    press(spoken.shell, "改字", "退格", "符号", "！", "好了")
    assert spoken.shell.draft.narrative == TOLD[:-1] + "！"


def test_only_writing(kiosk: Panel) -> None:
    kiosk.open("tell", Draft())
    press(kiosk.shell, "我来打字", *"shui", "水", "好了")
    assert kiosk.shell.draft.narrative == "水"
    assert ready(kiosk)


def test_silence_is_said_to_be_silence(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.speech.clauses = ()
    kiosk.open("tell", Draft())
    press(kiosk.shell, "开始说", "说完了")
    qtbot.waitUntil(lambda: kiosk.shows(sentence_of(NothingHeard)))
    assert kiosk.overlay is None


def test_without_a_microphone_one_writes(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.simulation.microphone.unplug()
    kiosk.open("tell", Draft())
    press(kiosk.shell, "开始说")
    qtbot.waitUntil(lambda: kiosk.overlay is not None)
    assert kiosk.shows(sentence_of(MicrophoneMissing))
    press(kiosk.overlay, "我来打字")
    assert kiosk.shell.findChildren(QPlainTextEdit)


def test_leaving_the_page_ends_the_listening(spoken: Panel, qtbot: QtBot) -> None:
    press(spoken.shell, "开始说")
    spoken.shell.end_visit()
    dictation = spoken.shell.station.dictation
    assert not dictation.listening
    assert not dictation.recording()[44:]


@pytest.fixture
def speechless(qtbot: QtBot, tmp_path: Path) -> Iterator[Panel]:
    """Yields a kiosk whose speech pack is not installed."""

    def missing() -> object:
        raise PackMissing("whisper-base")

    with panel(tmp_path, SMALL, {"speech": missing}) as opened:
        qtbot.waitUntil(lambda: not opened.shell.station.engines.loading)
        yield opened


def test_without_a_speech_pack_one_still_writes(speechless: Panel) -> None:
    speechless.open("tell", Draft())
    found = button(speechless.shell, "开始说")
    assert found is not None
    assert not found.isEnabled()
    press(speechless.shell, "我来打字", *"shui", "水", "好了")
    assert ready(speechless)
