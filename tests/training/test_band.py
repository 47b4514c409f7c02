"""Every page and paper of a training says that it is not real; none outside of training does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.problems import WrongKey
from core.training import BAND
from proxy_client import example as agent
from proxy_client.app import LAPTOP
from proxy_client.authority_terms import authority_for
from testkit.kiosk_window import Panel, panel
from testkit.paper import text_of
from tests.look.ruler import Ruler
from training import example
from training.page_tour import tour
from training.simulation import screen
from ui.documents.authority import authority_document, letter
from ui.documents.enclosures import enclosed
from ui.documents.sheet import A4, pdf
from ui.shell.training_band import TrainingBand
from ui.shell.window import application
from ui.startup.store_error_screen import StoreErrorScreen
from ui.theme.tokens import Theme
from ui.widgets.signature import SignaturePad


@pytest.fixture(scope="module", params=["1080x1920", "1920x1080"])
def practised(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    with panel(tmp_path_factory.mktemp("kiosk"), screen(request.param), training=True) as opened:
        yield opened


def bands(window: object) -> list[TrainingBand]:
    return [each for each in window.findChildren(TrainingBand) if each.isVisible()]  # type: ignore[attr-defined]


def test_it_stands_beside_every_page(practised: Panel) -> None:
    faults = []
    for name in tour(practised.shell, practised.draft):
        (band,) = bands(practised.shell)
        assert band.text() == BAND and band.pos().isNull()
        assert band.width() == practised.shell.width() or band.height() == practised.shell.height()
        if not practised.shell.station.theme.landscape:  # there it takes of the height
            ruler = Ruler(practised.shell)
            faults += [f"{name}: {fault}" for fault in (*ruler.clipped(), *ruler.lines_cut())]
    assert faults == []


@pytest.mark.parametrize("page", ["slip", "receipt"])
def test_on_what_is_printed(practised: Panel, qtbot: QtBot, page: str) -> None:
    paper = practised.simulation.out / f"{page}.pdf"
    paper.unlink(missing_ok=True)
    practised.open(page)
    qtbot.waitUntil(lambda: paper.exists() and bool(paper.read_bytes()))
    assert BAND in text_of(paper.read_bytes())


def test_on_the_letter_of_authority(qtbot: QtBot) -> None:
    application()
    authority = authority_for("一事", set(), date(2026, 11, 21), 6)
    said = letter(example.person(), agent.agent(), authority, date(2026, 11, 21))
    signature = SignaturePad(Theme(LAPTOP)).png()
    assert BAND in text_of(authority_document(said, signature, band=BAND))
    assert BAND not in text_of(authority_document(said, signature, band=""))


def test_on_every_page_of_a_long_paper(qtbot: QtBot) -> None:
    application()
    paper = pdf("<p>很长的一段话。</p>" * 200, A4, 25, 12, BAND)
    pages = paper.count(b"/Type /Page\n")
    assert pages > 2
    assert text_of(paper, pages).count(BAND) == pages


def test_on_the_pages_that_travel(practised: Panel) -> None:
    real = enclosed(practised.draft, example.WHEN, "", band="")
    marked = enclosed(practised.draft, example.WHEN, "", band=BAND)
    assert [each.name for each in real] == [each.name for each in marked]
    assert real[0].content != marked[0].content
    assert real[1:] == marked[1:]


def test_on_the_window_that_does_not_open(qtbot: QtBot) -> None:
    for training in (True, False):
        page = StoreErrorScreen(Theme(LAPTOP), WrongKey(), training=training)
        qtbot.addWidget(page)
        page.show()
        assert bool(bands(page)) == training


def test_in_earnest_nobody_sees_it(tmp_path: Path, qtbot: QtBot) -> None:
    with panel(tmp_path, screen("1080x1920")) as opened:
        assert not bands(opened.shell)
        assert opened.shell.station.band == ""
        opened.open("slip")
        paper = opened.simulation.out / "slip.pdf"
        qtbot.waitUntil(lambda: paper.exists() and paper.read_bytes().rstrip().endswith(b"%%EOF"))
        assert BAND not in text_of(paper.read_bytes())
