"""The print preview: the paper as it comes out, from one place for letters, slips and lists."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core.problems import OutOfPaper
from core.sentences import sentence_of
from proxy_client.menus import ROWS
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from ui.pages.print_preview import PrintPreview


def open_preview(desk: AgentWindowFixture) -> PrintPreview:
    next(action for row, action in desk.shell.menus.actions_by_row.items() if row.text == "打印预览").trigger()
    sheet = desk.overlay
    assert isinstance(sheet, PrintPreview)
    desk.visit.driver.wait(lambda: sheet._pages, "the pages drawn", 30)
    return sheet


def dark(image: QImage) -> bool:
    small = image.scaled(60, 80)
    return any(small.pixelColor(x, y).lightness() < 200 for x in range(60) for y in range(80))


def test_a_page_without_a_paper_says_so(desk: AgentWindowFixture) -> None:
    desk.visit.arrive("sign_in")
    row = next(row for row in ROWS if row.text == "打印预览")
    desk.shell.run(row)
    assert desk.shell.status.currentMessage() == "这一页现在没有要打印的。"


def test_the_letter_is_seen_before_it_is_printed(desk: AgentWindowFixture, here: Terminal, tmp_path: Path) -> None:
    desk.shell.show_page("authority", filed(here))
    assert desk.shell._printable is None  # it is not signed yet
    desk.draw()
    sheet = open_preview(desk)
    assert "打印预览：" in desk.seen and "第1页，一共" in desk.seen
    assert dark(sheet._pages[0])
    desk.touch("打印")
    desk.visit.driver.wait((tmp_path / "paper" / "authority.pdf").exists, "the paper")
    desk.visit.driver.wait(lambda: "已经打印，请取走收好" in desk.seen, "the word for it")
    desk.touch("关上")
    desk.visit.driver.wait(lambda: desk.overlay is None, "the page")


@pytest.mark.parametrize("page", ["slip", "receipt"])
def test_what_came_out_can_be_looked_at_again(
    desk: AgentWindowFixture, here: Terminal, tmp_path: Path, page: str
) -> None:
    desk.shell.show_page(page, filed(here))
    desk.visit.driver.wait((tmp_path / "paper" / f"{page}.pdf").exists, "the paper", 30)
    sheet = open_preview(desk)
    assert dark(sheet._pages[0]) and not sheet.before.isEnabled()


def test_no_printer_is_told_on_the_sheet(desk: AgentWindowFixture, here: Terminal) -> None:
    desk.shell.show_page("authority", filed(here))
    desk.draw()
    desk.simulation.printer.out_of_paper = True
    sheet = open_preview(desk)
    desk.touch("打印")
    desk.visit.driver.wait(sheet.printout.again.isVisible, "what went wrong")
    assert sentence_of(OutOfPaper) in desk.seen
