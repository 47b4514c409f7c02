"""Telling the story when the microphone is missing, hears nothing, or fails."""

import io
import wave

from core.draft import Draft
from core.narrative import SAMPLE_BYTES, SAMPLE_RATE, narrative_from_text
from core.problems import MicrophoneMissing, NothingHeard
from core.sentences import sentence_of
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from training.simulation import SPEECH


def seconds(recording: bytes) -> float:
    with wave.open(io.BytesIO(recording)) as file:
        return float(file.getnframes() / file.getframerate())


def test_no_microphone_so_a_finger_writes(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.microphone.unplug()
    visitor.stand_on("tell")
    visitor.driver.touch("开始说")
    visitor.see(sentence_of(MicrophoneMissing))
    visitor.hear(sentence_of(MicrophoneMissing))
    assert kiosk.says(sentence_of(MicrophoneMissing)), "it stays until it is answered"
    visitor.answer_notice("我来打字")
    visitor.driver.type("shuiguan")
    visitor.driver.touch("水管")
    visitor.driver.type("lou")
    visitor.driver.touch("漏")
    visitor.driver.touch("好了")
    visitor.turn("tell", "下一步")
    visitor.arrive("ask")
    assert kiosk.shell.draft.narrative == "水管漏"


def test_silence(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.microphone.load(None)
    visitor.stand_on("tell")
    visitor.driver.touch("开始说")
    visitor.driver.wait(kiosk.shell.station.dictation.recording, "sound")
    visitor.driver.touch("说完了")
    visitor.see(sentence_of(NothingHeard))
    assert (kiosk.page, kiosk.overlay) == ("tell", None)
    assert visitor.driver.button("开始说")


def test_pulled_out_in_mid_speech(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.microphone.load(SPEECH)
    visitor.stand_on("tell")
    visitor.driver.touch("开始说")
    visitor.driver.wait(lambda: kiosk.shell.draft.narrative, "words")
    kiosk.simulation.microphone.unplug()
    visitor.see(sentence_of(MicrophoneMissing))
    visitor.answer_notice("知道了")
    so_far = kiosk.shell.draft.narrative
    assert so_far and all(kiosk.says(said.text) for said in kiosk.shell.draft.told)
    kiosk.simulation.microphone.plug()
    visitor.driver.touch("接着说")
    visitor.driver.wait(lambda: len(kiosk.shell.draft.narrative) > len(so_far), "more words")
    visitor.driver.touch("说完了")
    visitor.driver.touch("下一步")
    visitor.arrive("ask")
    assert kiosk.shell.draft.narrative.startswith(so_far)


def test_more_said_later_is_added_to_the_recording(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.microphone.load(SPEECH)
    visitor.stand_on("tell")
    dictation = kiosk.shell.station.dictation
    for button in ("开始说", "接着说"):
        before = seconds(kiosk.shell.draft.audio) if kiosk.shell.draft.audio else 0
        visitor.driver.touch(button)
        visitor.driver.wait(
            lambda: len(dictation.recording()) > 1.5 * SAMPLE_RATE * SAMPLE_BYTES, "a second and a half of sound"
        )
        visitor.driver.touch("说完了")
        visitor.driver.touch("下一步")
        visitor.arrive("ask")
        assert seconds(kiosk.shell.draft.audio) > before + 1
        visitor.driver.touch("返回")
        visitor.arrive("tell")


def test_said_again_from_the_start(kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.stand_on("tell", Draft(told=narrative_from_text("说错了。")))
    kiosk.simulation.microphone.load(SPEECH)
    visitor.driver.touch("重说一遍")
    visitor.driver.wait(lambda: kiosk.shell.draft.narrative.startswith("话"), "words")
    assert "说错了" not in kiosk.shell.draft.narrative
