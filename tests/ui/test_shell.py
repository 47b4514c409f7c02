"""The shell: a visit ends clean, and a failed device has another way."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from capture.speech.port import Partial
from core.draft import Draft
from core.petition import Purpose
from core.problems import CameraMissing, DiskFull, PlatformUnreachable
from core.sentences import sentence_of
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel
from ui.base.overlay import StillThere, TroubleNotice
from ui.entry.typing_sheet import TypingSheet


def test_a_visit_begins_at_the_welcome_page(kiosk: Panel) -> None:
    assert kiosk.page == "welcome"
    press(kiosk.shell, "我要反映")
    assert kiosk.page == "consent"
    press(kiosk.shell, "返回")
    assert kiosk.page == "welcome"


def test_nothing_of_a_visit_is_left(kiosk: Panel) -> None:
    old_draft = kiosk.draft
    kiosk.open("review", old_draft)
    old_page = kiosk.shell.page
    kiosk.shell.end_visit()
    settled()
    assert kiosk.page == "welcome"
    assert kiosk.shell.draft == Draft()
    assert not isValid(old_page)
    words = [label.text() for label in kiosk.shell.findChildren(QLabel)]
    assert not any("王建国" in text or "水管" in text or "3299" in text for text in words)
    assert not kiosk.shell.station.dictation.recording()[44:]


def test_nothing_of_it_can_be_heard_again(kiosk: Panel) -> None:
    speech_output = kiosk.shell.station.speech_output
    kiosk.open("review")
    speech_output.listen_privately(True)
    kiosk.shell.end_visit()
    assert list(speech_output._last()) == []
    assert speech_output.private is False


def test_what_was_being_written_goes_too(kiosk: Panel) -> None:
    kiosk.open("tell")
    press(kiosk.shell, "改字")
    assert any("王建国" in edit.toPlainText() for edit in kiosk.shell.findChildren(QPlainTextEdit))
    kiosk.clock.now += 150
    kiosk.shell.station.presence.check()
    settled()
    assert kiosk.page == "welcome"
    assert kiosk.shell.findChildren(TypingSheet) == []
    assert kiosk.shell.findChildren(QPlainTextEdit) == []


def test_not_going_on_leads_home(kiosk: Panel) -> None:
    kiosk.open("tell", Draft())
    press(kiosk.shell, "不办了")
    assert kiosk.page == "welcome"
    assert kiosk.shell.draft == Draft()


def test_a_warning_is_seen_and_one_touch_takes_it_away(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("sign")
    kiosk.clock.now += 90
    kiosk.shell.station.presence.check()
    assert isinstance(kiosk.overlay, StillThere)
    assert kiosk.shows("还有 60 秒")
    press(kiosk.shell, "我还在")
    qtbot.waitUntil(lambda: kiosk.overlay is None)
    assert kiosk.page == "sign"


def test_after_the_warning_the_visit_is_closed(kiosk: Panel) -> None:
    kiosk.open("sign")
    for seconds in (90, 60):
        kiosk.clock.now += seconds
        kiosk.shell.station.presence.check()
    assert kiosk.page == "welcome"
    assert kiosk.overlay is None


def test_speaking_counts_as_being_there(kiosk: Panel) -> None:
    kiosk.open("tell")
    kiosk.clock.now += 100
    kiosk.shell.station.dictation.partial.emit(Partial("水", 0))
    kiosk.shell.station.presence.check()
    assert kiosk.overlay is None


def test_nobody_is_asked_on_the_first_page(kiosk: Panel) -> None:
    kiosk.clock.now += 1000
    kiosk.shell.station.presence.check()
    assert kiosk.overlay is None


def test_trouble_says_what_happened_and_its_number(kiosk: Panel) -> None:
    kiosk.open("submit")
    kiosk.shell.tell_trouble(DiskFull("outbox"))
    assert isinstance(kiosk.overlay, TroubleNotice)
    assert kiosk.shows(sentence_of(DiskFull))
    assert kiosk.shows("P401")
    press(kiosk.shell, "知道了")
    assert kiosk.overlay is None


def test_only_a_failing_device_has_another_way(kiosk: Panel) -> None:
    kiosk.open("tell")
    kiosk.shell.tell_trouble(PlatformUnreachable())
    assert kiosk.overlay is not None
    assert button(kiosk.overlay, "我来打字") is None


def test_one_trouble_at_a_time_and_none_unread(kiosk: Panel) -> None:
    kiosk.open("submit")
    for problem in (DiskFull(), PlatformUnreachable(), DiskFull()):
        kiosk.shell.tell_trouble(problem)
    for kind in (DiskFull, PlatformUnreachable):
        settled()
        assert len(kiosk.shell.findChildren(TroubleNotice)) == 1
        assert kiosk.shows(sentence_of(kind))
        press(kiosk.shell, "知道了")
    assert kiosk.overlay is None


def test_a_trouble_outlives_the_page_unless_it_was_a_device_of_it(kiosk: Panel) -> None:
    kiosk.open("identify", Draft())
    kiosk.shell.tell_trouble(CameraMissing())
    kiosk.shell.tell_trouble(DiskFull())
    kiosk.open("sign")
    assert kiosk.shows(sentence_of(DiskFull))
    press(kiosk.shell, "知道了")
    assert kiosk.overlay is None


def test_a_change_asked_for_at_the_review_comes_back_to_it(kiosk: Panel) -> None:
    kiosk.open("review")
    press(kiosk.shell, "修改想要")
    assert kiosk.page == "purpose"
    press(kiosk.shell, "提个建议")
    assert kiosk.page == "review"
    assert kiosk.shell.draft.purpose is Purpose.SUGGESTION


def test_progress_is_shown_where_it_counts(kiosk: Panel) -> None:
    kiosk.open("tell")
    for name in ("认人", "说事", "材料", "核对", "提交"):
        assert kiosk.shows(name)
    assert [label.text() for label in kiosk.shell.header.stages if label.property("step") == "now"] == ["说事"]
    kiosk.open("query")
    assert not kiosk.shows("认人")
