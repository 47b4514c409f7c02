"""Every way out of a page or sheet: what a person entered is kept, or asked about."""

from dataclasses import replace
from datetime import datetime
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capture.speech.port import Partial
from core.draft import Draft
from core.id_document import IdDocument
from core.introduction import Evidence
from core.narrative import narrative_from_text
from core.person import Person
from core.problems import CameraMissing
from core.sentences import label
from testkit.hands import button, press, settled
from testkit.kiosk_window import Panel
from testkit.stand_ins import ScriptedPages
from training import example
from training.scripted_visit import NAME
from training.simulation import PAGES
from training.touch_driver import TouchDriver
from ui.base.confirmation import Confirmation
from ui.pages.ask import AskPage
from ui.pages.identify import IdentifyPage
from ui.pages.place import PlacePage
from ui.pages.signing import CHANGED
from ui.pages.tell import TellPage
from ui.papers.cropper import Cropper
from ui.widgets.signature import SignaturePad


def asked(kiosk: Panel, about: str) -> bool:
    return isinstance(kiosk.overlay, Confirmation) or (
        any(each.isVisible() for each in kiosk.shell.findChildren(Confirmation)) and kiosk.shows(about)
    )


def unfiled(kiosk: Panel) -> Draft:
    return replace(kiosk.draft, slip=None, receipt=None, scans=list(kiosk.draft.scans), inks={})


def cropping(kiosk: Panel) -> Cropper:
    kiosk.open("papers", Draft(scans=[example.scan(PAGES[0])]))
    press(kiosk.shell, "第1页", "裁边")
    [cropper] = [each for each in kiosk.shell.findChildren(Cropper) if each.isVisible()]
    return cropper


def drag(cropper: Cropper, number: int, by: QPoint) -> None:
    start = cropper.handle(number).toPoint()
    QTest.mousePress(cropper, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(cropper, start + by)
    QTest.mouseRelease(cropper, Qt.MouseButton.LeftButton, pos=start + by)


def test_corners_that_were_moved_are_asked_about(kiosk: Panel) -> None:
    cropper = cropping(kiosk)
    drag(cropper, 2, QPoint(-30, -20))
    moved = cropper.corners
    press(kiosk.shell, "不改了")
    assert asked(kiosk, "移好的边")
    press(kiosk.shell, "接着办")
    assert cropper.isVisible()
    assert cropper.corners == moved
    press(kiosk.shell, "不改了", "不要了")
    assert kiosk.shell.draft.scans[0].text != "裁好的欠条"


def test_corners_nobody_moved_ask_nothing(kiosk: Panel) -> None:
    cropping(kiosk)
    press(kiosk.shell, "不改了")
    assert not asked(kiosk, "")
    assert button(kiosk.shell, "就这样裁") is None


class SlowPages(ScriptedPages):
    """A page reader that waits for permission."""

    def __init__(self) -> None:
        super().__init__()
        self.let = Event()

    def read(self, frame):  # type: ignore[no-untyped-def]
        self.let.wait(120)
        return super().read(frame)


@pytest.fixture
def slow(kiosk: Panel) -> SlowPages:
    pages = SlowPages()
    kiosk.shell.station.engines._loaded["pages"] = pages
    return pages


@pytest.mark.parametrize(("page", "named"), [("papers", "正在读的材料"), ("letter", "刚拍的1页信")])
def test_a_page_that_is_still_being_read_is_asked_about(
    kiosk: Panel, slow: SlowPages, qtbot: QtBot, page: str, named: str
) -> None:
    kiosk.open(page, Draft())
    qtbot.waitUntil(lambda: kiosk.shell.station.camera.latest is not None)
    press(kiosk.shell, "拍照", "返回")
    assert asked(kiosk, named)
    press(kiosk.shell, "接着办")
    slow.let.set()
    assert kiosk.page == page


def test_a_letter_is_not_lost_to_a_camera_that_fails(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("letter", Draft())
    qtbot.waitUntil(lambda: kiosk.shell.station.camera.latest is not None)
    press(kiosk.shell, "拍照")
    qtbot.waitUntil(lambda: bool(kiosk.shell.page and kiosk.shell.page.unkept()))
    qtbot.waitUntil(lambda: button(kiosk.shell, "还有一页") is not None)
    kiosk.shell.sheets.tell(CameraMissing(), of_camera=True)
    press(kiosk.shell, "不用信，我来说")
    assert asked(kiosk, "刚拍的1页信")
    assert kiosk.page == "letter"


def test_a_page_taken_again_and_the_one_before_it_are_both_had_back(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("papers", Draft(scans=[example.scan(PAGES[0])]))
    qtbot.waitUntil(lambda: kiosk.shell.station.camera.latest is not None)
    first = kiosk.shell.draft.scans[0]
    press(kiosk.shell, "重拍这一张", "拍照")
    qtbot.waitUntil(lambda: kiosk.shell.draft.scans[0] is not first)
    second = kiosk.shell.draft.scans[0]
    press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.scans == [first]
    press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.scans == [second]


def test_papers_that_went_can_be_had_back_until_the_visit_ends(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("papers", Draft(scans=[example.scan(page) for page in PAGES[:2]]))
    qtbot.waitUntil(lambda: kiosk.shell.station.camera.latest is not None)
    first, second = kiosk.shell.draft.scans
    press(kiosk.shell, "第2页", "删掉")
    assert kiosk.shell.draft.scans == [first]
    press(kiosk.shell, "下一步")
    assert kiosk.page != "papers" and kiosk.shell.draft.scans == [first], "what was deleted is not handed in"
    kiosk.open("papers", kiosk.shell.draft)
    press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.scans == [first, second]


def test_words_that_were_replaced_can_be_had_back_until_the_visit_ends(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("tell", Draft(told=narrative_from_text("水管漏了。")))
    kiosk.showing(TellPage)._written("不漏了。")
    assert kiosk.shell.draft.narrative == "不漏了。"
    kiosk.open("ask", kiosk.shell.draft)
    assert button(kiosk.shell, "拿回来") is None, "the answers to questions are another matter"
    kiosk.showing(AskPage)._written("三组。")
    kiosk.showing(AskPage)._written("五组。")
    press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.narrative == "不漏了。三组。"
    press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.narrative == "不漏了。五组。"
    kiosk.open("tell", kiosk.shell.draft)
    press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.narrative == "不漏了。三组。"
    press(kiosk.shell, "拿回来")
    assert kiosk.shell.draft.narrative == "水管漏了。"


def test_ticks_on_the_consent_page_are_asked_about_where_the_visit_would_end(kiosk: Panel) -> None:
    kiosk.open("welcome", Draft())
    press(kiosk.shell, "我要反映", "带上录音", "返回")
    assert asked(kiosk, "您选好的几项")
    press(kiosk.shell, "接着办")
    assert kiosk.page == "consent" and kiosk.shell.draft.consents.keep_audio
    press(kiosk.shell, "不办了")
    assert asked(kiosk, "您选好的几项")
    press(kiosk.shell, "接着办", "带上录音", "返回")
    assert kiosk.page == "welcome"


def test_one_question_at_a_time(kiosk: Panel) -> None:
    kiosk.open("consent", Draft(petitioner=Person(name="王建国")))
    for _ in range(2):
        kiosk.shell.leave()
        kiosk.shell.go_back()
    assert len([each for each in kiosk.shell.findChildren(Confirmation) if each.isVisible()]) == 1


def test_half_a_telephone_number_is_asked_about(kiosk: Panel) -> None:
    kiosk.open("contact", replace(unfiled(kiosk), petitioner=Person(name="王建国", phone="12069738989")))
    press(kiosk.shell, "退格", "返回")
    assert asked(kiosk, "没按完的号码")
    press(kiosk.shell, "接着办", "9", "返回")
    assert not kiosk.shows("没按完的号码")
    assert kiosk.shell.draft.petitioner.phone == "12069738989"


def test_a_village_without_its_county_is_asked_about(kiosk: Panel) -> None:
    kiosk.open("place", Draft())
    kiosk.showing(PlacePage).detail._take("杨柳村三组")
    press(kiosk.shell, "返回")
    assert asked(kiosk, "写好的村或街道")


def test_a_code_is_asked_about_where_one_turns_to_the_slip(kiosk: Panel) -> None:
    kiosk.open("code_query", Draft())
    press(kiosk.shell, "4", "没有查询码")
    assert asked(kiosk, "按好的号码")
    press(kiosk.shell, "不要了")
    assert kiosk.page == "slip_query"


def test_words_that_are_just_coming_are_asked_about(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("tell", Draft(told=narrative_from_text("水管漏了。")))
    press(kiosk.shell, "水管漏了", "重说这句")
    kiosk.shell.station.dictation.partial.emit(Partial("不是水管", 0))
    press(kiosk.shell, "算了")
    assert asked(kiosk, "刚才说的“不是水管”")
    press(kiosk.shell, "不要了")
    assert kiosk.shell.draft.narrative == "水管漏了。"


def signed(kiosk: Panel) -> bytes:
    kiosk.open("sign", unfiled(kiosk))
    return drawn(kiosk)


def drawn(kiosk: Panel) -> bytes:
    settled()
    [pad] = kiosk.shell.findChildren(SignaturePad)
    TouchDriver(kiosk.shell).draw(pad, NAME)
    return pad.png()


def test_a_signature_stays_while_its_words_do(kiosk: Panel) -> None:
    ink = signed(kiosk)
    kiosk.open("review", kiosk.shell.draft)
    kiosk.open("sign", kiosk.shell.draft)
    settled()
    [pad] = kiosk.shell.findChildren(SignaturePad)
    assert pad.png() == ink
    press(kiosk.shell, "签好了")
    assert kiosk.shell.draft.signature == ink


def test_other_words_want_another_signature_and_say_so(kiosk: Panel) -> None:
    ink = signed(kiosk)
    press(kiosk.shell, "签好了")
    assert kiosk.shell.draft.signature == ink
    kiosk.shell.draft.told = narrative_from_text("不漏了。")
    kiosk.open("sign", kiosk.shell.draft)
    settled()
    [pad] = kiosk.shell.findChildren(SignaturePad)
    assert not pad.signed
    assert kiosk.shows(CHANGED)
    assert kiosk.shell.draft.signature == b""
    again = drawn(kiosk)
    press(kiosk.shell, "签好了")
    assert kiosk.shell.draft.signature == again


def test_the_telephone_outlives_another_card() -> None:
    draft = Draft(petitioner=Person(name="王建国", id_number="1", phone="12069738989", address="杨柳村"))
    draft.take_card(Person(name="李红", id_number="2"), Evidence.CAMERA)
    assert (draft.petitioner.phone, draft.petitioner.address) == ("12069738989", "")
    draft.identify(address="柳树村")
    draft.take_card(Person(name="李红", id_number="2"), Evidence.CHIP)
    assert draft.petitioner.address == "柳树村"


def test_what_was_put_right_outlives_a_card_that_still_lies_there(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("identify", Draft())
    kiosk.simulation.reader.lay(example.person())
    qtbot.waitUntil(lambda: bool(kiosk.shell.draft.petitioner.name))
    kiosk.shell.draft.identify(address="柳树村五组")
    kiosk.open("identify", kiosk.shell.draft)
    page = kiosk.showing(IdentifyPage)
    qtbot.waitUntil(lambda: page.chip is not None)
    assert kiosk.shell.draft.petitioner.address == "柳树村五组"


def test_each_document_keeps_its_own_number(kiosk: Panel) -> None:
    person = example.person()
    kiosk.open("identify", Draft(petitioner=person))
    passport = next(each for each in IdDocument if each not in (person.document, IdDocument.NONE))
    for document in (passport, person.document):
        press(kiosk.shell, "重新拍", "没有身份证", label(document))
    assert kiosk.shell.draft.petitioner.id_number == person.id_number


@pytest.mark.parametrize("way", ["返回", "不办了"])
def test_leaving_while_it_is_handed_in_waits_for_what_comes_of_it(kiosk: Panel, qtbot: QtBot, way: str) -> None:
    let, freeze = Event(), Draft.freeze
    kiosk.open("submit", replace(unfiled(kiosk), signature=b"ink"))

    def slowly(draft: Draft, created: datetime, *given: object) -> object:
        let.wait(120)
        return freeze(draft, created, *given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Draft, "freeze", slowly)
        press(kiosk.shell, "提交", way)
        assert kiosk.page == "submit"
        assert not asked(kiosk, "")
        let.set()
        qtbot.waitUntil(lambda: kiosk.page != "submit")
    assert kiosk.shell.draft.slip is not None
    assert kiosk.page == "registering"
