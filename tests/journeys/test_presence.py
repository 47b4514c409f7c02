"""The end of abandoned visits. The clock is turned by hand; the limits are the product's."""

from core.draft import Draft
from core.narrative import narrative_from_text
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from training.simulation import SPEECH
from ui.base.overlay import StillThere

ASKED = "您还在吗"


def test_warned_and_then_sent_home(kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.stand_on("purpose", Draft(told=narrative_from_text("说过的话")))
    kiosk.pass_time(89)
    assert kiosk.overlay is None
    kiosk.pass_time(1)
    assert isinstance(kiosk.overlay, StillThere)
    assert kiosk.says("还有 60 秒")
    visitor.driver.wait(lambda: kiosk.said(ASKED), "to be asked aloud")
    kiosk.pass_time(59)
    assert kiosk.page == "purpose"
    kiosk.pass_time(1)
    visitor.arrive("welcome")
    assert kiosk.overlay is None
    assert kiosk.shell.draft == Draft()


def test_one_touch_anywhere_extends(kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.stand_on("purpose")
    kiosk.pass_time(120)
    assert kiosk.overlay
    visitor.driver.tap(kiosk.overlay.title)
    visitor.driver.wait(lambda: kiosk.overlay is None, "the question to go")
    assert kiosk.page == "purpose", "the touch went to the question, not to what lies below"
    kiosk.pass_time(89)
    assert kiosk.overlay is None
    kiosk.pass_time(61)
    visitor.arrive("welcome")


def test_speaking_is_being_there(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.microphone.load(SPEECH)
    visitor.stand_on("tell")
    visitor.driver.touch("开始说")
    kiosk.clock.now += 80
    heard: list[object] = []
    kiosk.shell.station.dictation.partial.connect(heard.append)
    visitor.driver.wait(lambda: heard, "a word")
    kiosk.pass_time(80)
    assert kiosk.overlay is None
    kiosk.pass_time(10)
    assert kiosk.overlay


def test_looking_for_a_paper_takes_time(kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.stand_on("papers")
    visitor.driver.touch("我去找材料")
    kiosk.pass_time(300)
    kiosk.pass_time(89)
    assert (kiosk.page, kiosk.overlay) == ("papers", None)
    kiosk.pass_time(1)
    assert kiosk.overlay
    kiosk.pass_time(60)
    visitor.arrive("welcome")


def test_nobody_is_expected_at_the_first_page(kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.shell.end_visit()
    kiosk.pass_time(1000)
    assert (kiosk.page, kiosk.overlay) == ("welcome", None)


def test_volume_and_privacy_are_as_before(kiosk: KioskFixture, visitor: Visitor) -> None:
    speech_output = kiosk.shell.station.speech_output
    usual = speech_output.speaker.volume
    visitor.turn("welcome", "我要反映")
    visitor.driver.touch("声音")
    visitor.driver.touch("大声点")
    assert speech_output.speaker.volume > usual
    visitor.driver.touch("私下听")
    assert speech_output.private
    kiosk.pass_time(150)
    visitor.arrive("welcome")
    assert (speech_output.private, speech_output.speaker.volume) == (False, usual)
