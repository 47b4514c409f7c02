"""Handing in, from the touch on 提交 to the printed papers."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from core.claim import new_claim
from core.date_format import day
from core.outbox_state import OutboxState
from core.petition import Purpose
from core.problems import ClockWrong, NotEnrolled, OutOfPaper, PlatformRefused, PlatformUnreachable, PrinterMissing
from core.receipt import Receipt, Slip
from core.sentences import label, sentence_of
from sync.terminal import terminal
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from testkit.paper import text_of
from training import example
from ui.base.card_reminder import TAKE_IT
from ui.base.page_words import spelled
from ui.documents.slip import receipt_document, slip_document
from ui.pages.receipt import ReceiptPage
from ui.pages.registering import MISSES, RegisteringPage
from ui.pages.slip import SlipPage
from ui.platform.sync_facade import SyncFacade
from ui.widgets.qr import QrCode


def slip(kiosk: Panel) -> Slip:
    assert kiosk.draft.slip is not None
    return kiosk.draft.slip


def test_handed_in_is_sealed_queued_and_answered_with_a_slip(kiosk: Panel, qtbot: QtBot) -> None:
    draft = example.draft()
    kiosk.open("submit", draft)
    press(kiosk.shell, "提交")
    qtbot.waitUntil(lambda: kiosk.page == "registering")
    assert draft.slip is not None
    assert not kiosk.shows("成功")
    wait_over(kiosk)
    assert kiosk.page == "slip"
    assert kiosk.shows(draft.slip.local_number)
    assert kiosk.shows(label(OutboxState.SAVED))
    assert not kiosk.shows("成功")
    assert (kiosk.terminal.home / "outbox" / str(draft.slip.item) / "text.age").exists()


def wait_over(kiosk: Panel) -> None:
    """Lets the platform's waiting time pass."""
    page = kiosk.shell.page
    assert isinstance(page, RegisteringPage)
    page.patience.stop()
    page.patience.timeout.emit()


@pytest.fixture
def unanswered(kiosk: Panel) -> Slip:
    """Returns the slip of another item that the platform has not registered."""
    return kiosk.terminal.submissions.accept(replace(kiosk.draft, claim=new_claim(), scans=[]).freeze(example.WHEN))


def answered(kiosk: Panel, item: UUID) -> None:
    """Makes the platform register the item."""
    receipt = Receipt(
        item=item, case_number="XF2026-00000002", query_code="1111-2222-3333-4444", registered_at=example.WHEN
    )
    kiosk.terminal.outbox.note_receipt(receipt)
    kiosk.shell.station.sync.changed.emit(item)


def waiting_for(kiosk: Panel, unanswered: Slip) -> RegisteringPage:
    kiosk.open("registering", replace(kiosk.draft, slip=unanswered, receipt=None))
    page = kiosk.shell.page
    assert isinstance(page, RegisteringPage)
    return page


def test_an_answer_in_time_makes_one_paper(kiosk: Panel, unanswered: Slip, qtbot: QtBot) -> None:
    page = waiting_for(kiosk, unanswered)
    answered(kiosk, unanswered.item)
    assert kiosk.page == "registering", "it is there long enough to be seen"
    page.shown.stop()
    page.shown.timeout.emit()
    assert kiosk.page == "receipt"
    qtbot.waitUntil(lambda: kiosk.shows("登记回执已经打印"))
    assert not kiosk.shows(unanswered.local_number)
    assert not (kiosk.simulation.out / "slip.pdf").exists()
    assert "本机回执" not in text_of((kiosk.simulation.out / "receipt.pdf").read_bytes())


def test_an_answer_that_comes_too_late_replaces_the_slip(kiosk: Panel, unanswered: Slip, qtbot: QtBot) -> None:
    waiting_for(kiosk, unanswered)
    wait_over(kiosk)
    qtbot.waitUntil(lambda: kiosk.shows("本机回执已经打印"))
    answered(kiosk, unanswered.item)
    page = kiosk.shell.page
    assert isinstance(page, SlipPage), "nobody is torn away from a number they are just reading"
    page.told.seen.stop()
    page.told.seen.timeout.emit()
    qtbot.waitUntil(lambda: kiosk.page == "receipt")
    assert kiosk.shows("刚才那张本机回执不用留了")
    qtbot.waitUntil(lambda: kiosk.shows("登记回执已经打印"))
    text = text_of((kiosk.simulation.out / "receipt.pdf").read_bytes()).replace("\n", "")
    assert f"这张代替本机回执{unanswered.local_number}" in text


def test_a_slip_that_never_came_out_is_not_replaced(kiosk: Panel, unanswered: Slip, qtbot: QtBot) -> None:
    kiosk.simulation.printer.out_of_paper = True
    waiting_for(kiosk, unanswered)
    wait_over(kiosk)
    qtbot.waitUntil(lambda: kiosk.shows(sentence_of(OutOfPaper)))
    kiosk.simulation.printer.out_of_paper = False
    answered(kiosk, unanswered.item)
    page = kiosk.shell.page
    assert isinstance(page, SlipPage)
    page.told.seen.stop()
    page.told.seen.timeout.emit()
    qtbot.waitUntil(lambda: kiosk.shows("登记回执已经打印"))
    assert not kiosk.shows("刚才那张本机回执")
    assert "代替" not in text_of((kiosk.simulation.out / "receipt.pdf").read_bytes())


def test_who_cannot_be_reached_is_not_waited_for(kiosk: Panel, unanswered: Slip) -> None:
    page = waiting_for(kiosk, unanswered)
    page.shown.stop()
    for _attempt in range(MISSES):
        assert kiosk.page == "registering"
        kiosk.terminal.outbox.note_attempt(unanswered.item)
        kiosk.terminal.outbox.move(unanswered.item, OutboxState.SENDING)
        kiosk.terminal.outbox.move(unanswered.item, OutboxState.SAVED, f"P{PlatformUnreachable.number}")
        kiosk.shell.station.sync.changed.emit(unanswered.item)
    assert kiosk.page == "slip"


def test_what_is_refused_is_not_waited_for(kiosk: Panel, unanswered: Slip, qtbot: QtBot) -> None:
    page = waiting_for(kiosk, unanswered)
    page.shown.stop()
    kiosk.terminal.outbox.move(unanswered.item, OutboxState.SENDING)
    kiosk.terminal.outbox.move(unanswered.item, OutboxState.QUARANTINED, f"P{PlatformRefused.number}")
    kiosk.shell.station.sync.changed.emit(unanswered.item)
    assert kiosk.page == "slip"
    qtbot.waitUntil(lambda: kiosk.shows("本机回执已经打印"))
    assert not kiosk.shows("有了网会自己送")
    assert "待人工处理" in text_of((kiosk.simulation.out / "slip.pdf").read_bytes())


def test_nobody_can_leave_before_there_is_a_number(kiosk: Panel, unanswered: Slip) -> None:
    waiting_for(kiosk, unanswered)
    for name in ("返回", "不办了", "办好了，离开", "提交"):
        assert button(kiosk.shell, name) is None, name


@pytest.mark.parametrize("page", ["slip", "receipt"])
def test_nobody_leaves_before_the_number_was_seen_and_said(kiosk: Panel, qtbot: QtBot, page: str) -> None:
    kiosk.open(page)
    shown = kiosk.shell.page
    assert isinstance(shown, SlipPage | ReceiptPage)
    assert not shown.way_out.isEnabled()
    qtbot.waitUntil(lambda: not kiosk.shell.station.speech_output.runner.busy)
    assert not shown.way_out.isEnabled(), "it was said, and nobody can have read it"
    shown.told.seen.stop()
    shown.told.seen.timeout.emit()
    assert shown.way_out.isEnabled()


def test_a_voice_that_hangs_keeps_nobody(kiosk: Panel) -> None:
    kiosk.open("receipt")
    page = kiosk.shell.page
    assert isinstance(page, ReceiptPage)
    page.told.most.timeout.emit()
    assert page.way_out.isEnabled()


@pytest.mark.parametrize("page", ["slip", "receipt", "thanks"])
def test_at_the_end_the_card_is_spoken_of_where_one_was_shown(kiosk: Panel, qtbot: QtBot, page: str) -> None:
    for shown in (False, True):
        kiosk.open(page, replace(kiosk.draft, card_shown=shown))
        if page != "thanks":
            qtbot.waitUntil(lambda: kiosk.shows("已经打印"))
        assert kiosk.shows(TAKE_IT) is shown
        assert kiosk.shell.page is not None
        assert (TAKE_IT in kiosk.shell.page.guidance()) is shown


@pytest.mark.parametrize("page", ["slip", "receipt"])
def test_with_new_paper_it_is_printed_after_all(kiosk: Panel, qtbot: QtBot, page: str) -> None:
    kiosk.simulation.printer.out_of_paper = True
    kiosk.open(page)
    qtbot.waitUntil(lambda: kiosk.shows(sentence_of(OutOfPaper)))
    press(kiosk.shell, "再打一次")
    qtbot.waitUntil(lambda: kiosk.enabled("再打一次"))
    assert not kiosk.shows("已经打印")
    kiosk.simulation.printer.out_of_paper = False
    press(kiosk.shell, "再打一次")
    qtbot.waitUntil(lambda: kiosk.shows("已经打印"))
    assert kiosk.simulation.printer.printed == 1
    assert button(kiosk.shell, "再打一次") is None


def test_what_cannot_be_handed_in_is_not_lost(
    kiosk: Panel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = example.draft()
    with terminal(tmp_path / "stranger") as stranger:
        monkeypatch.setattr(kiosk.shell.station.sync, "accept", SyncFacade(stranger).accept)
        kiosk.open("submit", draft)
        press(kiosk.shell, "提交")
        qtbot.waitUntil(lambda: kiosk.overlay is not None)
    assert kiosk.shows(sentence_of(NotEnrolled))
    assert kiosk.shell.draft is draft
    press(kiosk.shell, "知道了")
    found = button(kiosk.shell, "提交")
    assert found is not None
    assert found.isEnabled()


def test_the_slip_is_printed(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("slip")
    paper = kiosk.simulation.out / "slip.pdf"
    qtbot.waitUntil(lambda: kiosk.shows("回执已经打印"))
    text = text_of(paper.read_bytes())
    assert slip(kiosk).local_number in text
    assert "已存本机" in text
    assert "成功" not in text
    assert "王建国" not in text


def test_the_receipt_is_printed(kiosk: Panel, qtbot: QtBot) -> None:
    kiosk.open("receipt")
    qtbot.waitUntil(lambda: kiosk.shows("登记回执已经打印"))
    text = text_of((kiosk.simulation.out / "receipt.pdf").read_bytes())
    assert "XF2026-00000001" in text
    assert "4821-0937-5566-1204" in text
    assert "XF2026-00000000" in text.replace("\n", "")
    assert "王建国" not in text


def test_the_receipt_says_what_comes_next_and_what_was_before(kiosk: Panel) -> None:
    kiosk.open("receipt")
    for words in ("最晚在2026年12月7日转给责任单位", "一般由区水务局办理", "2026年9月20日反映过类似的事"):
        assert kiosk.shows(words), words


def test_a_province_that_moves_a_day_off_moves_the_due_date(kiosk: Panel) -> None:
    said = kiosk.terminal.feed.bulletin()
    assert said is not None
    kiosk.terminal.feed.take(said.model_copy(update={"number": said.number + 1, "off": [date(2026, 12, 7)]}))
    kiosk.open("receipt")
    assert kiosk.shows("最晚在2026年12月8日转给")


def test_an_accusation_names_no_unit(kiosk: Panel) -> None:
    for page in ("review", "receipt"):
        kiosk.open(page)
        assert kiosk.shows("区水务局")
        kiosk.open(page, replace(kiosk.draft, purpose=Purpose.ACCUSATION))
        assert not kiosk.shows("区水务局")


def test_success_is_said_when_everything_has_arrived(kiosk: Panel) -> None:
    kiosk.open("receipt")
    assert kiosk.shows("材料还在送")
    assert not kiosk.shows("成功")
    for state in (OutboxState.SENDING, OutboxState.DELIVERED, OutboxState.REGISTERED):
        kiosk.terminal.outbox.move(slip(kiosk).item, state)
    kiosk.shell.station.sync.changed.emit(slip(kiosk).item)
    assert kiosk.shows("提交成功")


def test_a_clock_that_is_wrong_is_named_with_the_day_it_believes(kiosk: Panel) -> None:
    kiosk.draft.receipt = None
    kiosk.open("slip")
    kiosk.terminal.outbox.move(slip(kiosk).item, OutboxState.SENDING)
    kiosk.terminal.outbox.move(slip(kiosk).item, OutboxState.SAVED, "P508 certificate, 2023-01-05 here")
    kiosk.shell.station.sync.changed.emit(slip(kiosk).item)
    assert kiosk.shows(sentence_of(ClockWrong))
    assert kiosk.shows(f"它以为今天是{day(date.today())}")


@pytest.mark.parametrize(("trouble", "sentence"), [("out_of_paper", OutOfPaper), ("unplugged", PrinterMissing)])
@pytest.mark.parametrize("page", ["slip", "receipt"])
def test_without_paper_everything_is_on_the_screen(
    kiosk: Panel, qtbot: QtBot, page: str, trouble: str, sentence: type[PrinterMissing]
) -> None:
    setattr(kiosk.simulation.printer, trouble, True)
    kiosk.open(page)
    qtbot.waitUntil(lambda: kiosk.shows(sentence_of(sentence)))
    assert kiosk.overlay is None
    assert any(each.isVisible() for each in kiosk.shell.findChildren(QrCode))
    number = slip(kiosk).local_number if page == "slip" else "4821-0937-5566-1204"
    assert kiosk.shows(number)


def test_the_slip_waits_for_the_platform_and_says_how_far_it_is(kiosk: Panel) -> None:
    kiosk.draft.receipt = None
    kiosk.open("slip")
    kiosk.terminal.outbox.move(slip(kiosk).item, OutboxState.SENDING)
    kiosk.shell.station.sync.changed.emit(slip(kiosk).item)
    assert kiosk.shows(label(OutboxState.SENDING))
    assert isinstance(kiosk.shell.page, SlipPage)


def test_the_last_pages_say_their_numbers_aloud(kiosk: Panel) -> None:
    kiosk.open("slip")
    assert kiosk.shell.page is not None
    assert spelled(slip(kiosk).local_number) in kiosk.shell.page.guidance()
    kiosk.open("receipt")
    assert kiosk.shell.page is not None
    assert "4 8 2 1，0 9 3 7，5 5 6 6，1 2 0 4" in kiosk.shell.page.guidance()


def test_a_long_name_of_the_place_does_not_hide_the_number(kiosk: Panel) -> None:
    theme, receipt = kiosk.shell.station.theme, kiosk.draft.receipt
    assert receipt is not None
    site = "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县哈拉奇乡便民服务中心 <一号窗口>"
    assert slip(kiosk).local_number in text_of(slip_document(theme, slip(kiosk), site, band=""))
    text = text_of(receipt_document(theme, receipt, site, band=""))
    assert "<一号窗口>" in text.replace("\n", "")
    assert "请收好" in text
