"""Submitting and asking when platform, disk or printer fail: nothing is lost and nothing untrue is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from core.problems import NoAnswer, OutOfPaper
from core.sentences import label, sentence_of
from sync.terminal import terminal
from testkit.damaged_store import ruin
from testkit.faulty_platform import FaultyPlatform
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from training import example
from ui.base.page_words import spelled
from ui.entry.code_field import CodeField
from ui.widgets.qr import QrCode

CRAMPED = Path(__file__).parent.parent / "faults" / "disk_full_kiosk.py"


@pytest.mark.parametrize("mishap", ["500", "garbage", "html", "cut after"])
def test_platform_misbehaves_at_submit(
    mishap: str, platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor
) -> None:
    platform.mishaps = [mishap] * 20
    visitor.stand_on("submit", example.draft())
    visitor.driver.touch("提交")
    visitor.arrive("slip")
    visitor.see(label(OutboxState.SAVED))
    slip = kiosk.shell.draft.slip
    assert slip
    assert kiosk.says(slip.local_number)
    visitor.driver.wait(lambda: kiosk.terminal.submissions.status(slip.item).reason, "the reason noted")
    platform.mishaps = []
    kiosk.terminal.engine.retry_now()
    visitor.arrive("receipt")
    assert kiosk.says("平台已登记")
    assert platform.order == [str(slip.item)]


def test_a_platform_that_hesitates_still_makes_one_paper(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor, paper: Path
) -> None:
    platform.misbehave_at("/v1/items", "cut after")
    visitor.stand_on("submit", example.draft())
    visitor.driver.touch("提交")
    visitor.arrive("registering")
    kiosk.terminal.engine.retry_now()
    visitor.arrive("receipt")
    visitor.see("登记回执已经打印")
    assert [each.name for each in paper.iterdir()] == ["receipt.pdf"]
    assert len(platform.items) == 1


def test_store_goes_bad_before_submitting(platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.stand_on("submit", example.draft())
    ruin(kiosk.terminal)
    visitor.driver.touch("提交")
    visitor.arrive("registering")
    slip = kiosk.shell.draft.slip
    assert slip
    kiosk.terminal.engine.retry_now()
    visitor.arrive("receipt")
    assert platform.order == [str(slip.item)]


@pytest.mark.parametrize("mishap", ["500", "garbage"])
def test_platform_misbehaves_at_a_question(
    mishap: str, platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor
) -> None:
    platform.misbehave_at("/v1/queries", mishap)
    visitor.stand_on("code_query")
    for entry, text in zip(visitor.shell.findChildren(CodeField), ("1" * 16, "0470"), strict=True):
        entry.show_text(text)
    visitor.driver.touch("8")
    visitor.driver.touch("查询")
    visitor.see(sentence_of(NoAnswer))
    assert not kiosk.says("已存在本机")
    visitor.answer_notice("知道了")
    assert (kiosk.page, kiosk.overlay) == ("code_query", None)
    assert visitor.driver.button("查询")


def test_printer_without_paper(platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.printer.out_of_paper = True
    platform.mishaps = ["500"] * 20
    visitor.stand_on("submit", example.draft())
    visitor.driver.touch("提交")
    visitor.see(sentence_of(OutOfPaper))
    slip = kiosk.shell.draft.slip
    assert slip
    assert kiosk.says(slip.local_number)
    [code] = kiosk.shell.findChildren(QrCode)
    assert code.isVisible()
    assert slip.local_number in code.accessibleName()
    visitor.driver.wait(
        lambda: kiosk.said(sentence_of(OutOfPaper)) and kiosk.said(spelled(slip.local_number)), "to be told"
    )
    assert kiosk.simulation.printer.printed == 0


def test_printer_without_paper_at_the_receipt(platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor) -> None:
    kiosk.simulation.printer.out_of_paper = True
    visitor.stand_on("submit", example.draft())
    visitor.driver.touch("提交")
    visitor.arrive("receipt")
    receipt = kiosk.shell.draft.receipt
    assert receipt
    visitor.see(sentence_of(OutOfPaper))
    assert kiosk.says(receipt.query_code)
    visitor.driver.wait(lambda: kiosk.said(spelled(receipt.query_code)), "to be told")


def test_not_enrolled_keeps_the_draft(kiosk: KioskFixture, visitor: Visitor) -> None:
    draft = example.draft()
    visitor.stand_on("submit", draft)
    visitor.driver.touch("提交")
    visitor.see("这台终端还没有登记到平台")
    visitor.answer_notice("知道了")
    assert visitor.driver.button("提交")
    assert kiosk.shell.draft == draft


NO_ROOM = "the store failed: P401 database"
"""What the sync engine says where one of its passes falls into the time without room."""


def test_full_disk(tmp_path: Path, platform: FaultyPlatform, home: Path) -> None:
    """Runs in a separate process, because the limit applies to all it writes."""
    words = [sys.executable, str(CRAMPED), str(home)]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "full\nkept\n"
    assert set(done.stderr.splitlines()) <= {NO_ROOM}
    with terminal(home) as again:
        again.engine.run_once()
        assert len(platform.items) == len(again.submissions.items()) == 1
