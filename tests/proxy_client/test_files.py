"""Papers and cards as files: chosen, dropped, pasted; what cannot be taken is said, and nothing is lost."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from agency.agents import Agents
from capture.page.result import Quality
from core.problems import HeicPicture, NotAPaper
from core.sentences import sentence_of
from proxy_client.session import AgentDraft
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from testkit.stand_ins import ScriptedCards, ScriptedPages
from ui.papers.scanning import MOST_PAGES


@pytest.fixture
def pages() -> ScriptedPages:
    return ScriptedPages()


@pytest.fixture
def desk(known: Agents, here: Terminal, tmp_path: Path, pages: ScriptedPages) -> Iterator[AgentWindowFixture]:
    engines = {"pages": lambda: pages, "cards": ScriptedCards}
    with agent_window_fixture(here, tmp_path / "paper", engines) as opened:
        opened.visit.driver.wait(lambda: not opened.shell.station.engines.loading, "the engines")
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    Image.new("RGB", (300, 400), "white").save(folder / "欠条.jpg")
    (folder / "信.docx").write_bytes(b"PK\x03\x04")
    (folder / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    for name, count in (("两页.pdf", 2), ("很多页.pdf", MOST_PAGES + 3)):
        content = io.BytesIO()
        canvas = Canvas(content)
        for _ in range(count):
            canvas.rect(10, 10, 50, 50)
            canvas.showPage()
        canvas.save()
        (folder / name).write_bytes(content.getvalue())
    return folder


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(desk: AgentWindowFixture, data: QMimeData) -> bool:
    """Drags the data over the page and drops it; returns whether the page takes it."""
    page, place, copy = desk.shell.page, QPointF(50, 50), Qt.DropAction.CopyAction
    assert page is not None
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(place.toPoint(), copy, data, left, none)
    QApplication.sendEvent(page, over)
    if over.isAccepted():
        QApplication.sendEvent(page, QDropEvent(place, copy, data, left, none))
    return over.isAccepted()


def papers(desk: AgentWindowFixture) -> list[str]:
    return [scan.text for scan in desk.shell.draft.scans]


def wait(desk: AgentWindowFixture, count: int) -> None:
    desk.visit.driver.wait(lambda: len(papers(desk)) == count and desk.enabled("下一步"), f"{count} papers", 30)


def test_files_dropped_are_papers_in_their_order(desk: AgentWindowFixture, files: Path) -> None:
    desk.shell.show_page("papers", AgentDraft())
    assert drop(desk, mime(files / "欠条.jpg", files / "两页.pdf"))
    assert desk.shell.page is not None and desk.shell.page.unkept() == "正在读的材料"
    wait(desk, 3)
    assert papers(desk) == ["欠条"] * 3
    assert all(scan.source and scan.corners for scan in desk.shell.draft.scans)  # so that they can be cut and turned
    assert desk.shell.page.unkept() == ""


def test_what_cannot_be_read_is_said_and_the_others_are_read(desk: AgentWindowFixture, files: Path) -> None:
    desk.shell.show_page("papers", AgentDraft())
    drop(desk, mime(files / "信.docx", files / "欠条.jpg"))
    desk.visit.driver.wait(lambda: sentence_of(NotAPaper) in desk.seen, "what was wrong")
    wait(desk, 1)
    drop(desk, mime(files / "IMG_1.HEIC"))
    desk.visit.driver.wait(lambda: sentence_of(HeicPicture) in desk.seen, "what was wrong")
    assert "另存成JPEG" in sentence_of(HeicPicture)
    wait(desk, 1)


def test_a_pdf_of_too_many_pages_is_asked_about(desk: AgentWindowFixture, files: Path) -> None:
    desk.shell.show_page("papers", AgentDraft())
    for answer, count in (("这个文件不放", 0), (f"放前面{MOST_PAGES}页", MOST_PAGES)):
        drop(desk, mime(files / "很多页.pdf"))
        desk.visit.driver.wait(lambda: desk.overlay is not None, "the question", 30)
        assert f"{MOST_PAGES + 3}页" in desk.seen
        desk.touch(answer)
        desk.visit.driver.wait(lambda: not desk.shell.page.files.busy, "all read", 60)  # type: ignore[union-attr]
        assert len(papers(desk)) == count
    assert not drop(desk, mime(files / "欠条.jpg"))


def test_a_dark_picture_gets_the_cameras_advice(desk: AgentWindowFixture, files: Path, pages: ScriptedPages) -> None:
    pages.quality = Quality(unreadable=True, dark=True)
    Image.new("RGB", (300, 400), (8, 8, 8)).save(files / "夜里.jpg")
    desk.shell.show_page("papers", AgentDraft())
    drop(desk, mime(files / "夜里.jpg"))
    desk.visit.driver.wait(lambda: "第1页看不清。" in desk.seen, "the advice", 30)
    assert "太暗了，请挪到亮的地方。" in desk.seen


def test_a_picture_is_pasted_by_keys_and_by_the_menu(desk: AgentWindowFixture) -> None:
    desk.shell.show_page("papers", AgentDraft())
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QApplication.clipboard().setImage(picture)
    desk.shell.paste()
    wait(desk, 1)
    QApplication.clipboard().setText("没有照片")
    desk.shell.paste()
    assert desk.shell.status.currentMessage() == "剪贴板里没有照片，也没有文件。"


def test_a_file_in_place_of_the_card(desk: AgentWindowFixture, files: Path) -> None:
    desk.shell.show_page("identify", AgentDraft())
    assert desk.enabled("从文件添加")
    drop(desk, mime(files / "信.docx"))
    desk.visit.driver.wait(lambda: sentence_of(NotAPaper) in desk.seen, "what was wrong")
    assert drop(desk, mime(files / "欠条.jpg"))
    desk.visit.driver.wait(lambda: desk.shell.draft.petitioner.name == "王建国", "the card")


def test_pages_that_take_no_files_take_none(desk: AgentWindowFixture, files: Path) -> None:
    desk.shell.show_page("tell", AgentDraft())
    assert not drop(desk, mime(files / "欠条.jpg"))
    assert not desk.shell.situation().files
