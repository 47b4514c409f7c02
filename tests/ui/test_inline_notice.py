"""Ordinary slips are reported in place on the page: no sheet, no number, and nothing moves."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from core.draft import Draft
from core.problems import NothingHeard, Problem
from core.sentences import sentence_of
from testkit.kiosk_window import Panel
from ui.base.page import Page
from ui.widgets.button import Button
from ui.widgets.inline_notice import READING_SECONDS


def kinds(of: type[Problem] = Problem) -> Iterator[type[Problem]]:
    yield of
    for each in of.__subclasses__():
        yield from kinds(each)


EVERYDAY = sorted(
    (each for each in kinds() if each.everyday and each.__init__ is Problem.__init__), key=lambda each: each.number
)


def page_of(kiosk: Panel) -> Page:
    assert kiosk.shell.page is not None
    return kiosk.shell.page


def places(kiosk: Panel) -> list[QRect]:
    shown = [each for each in page_of(kiosk).findChildren(QWidget) if each.isVisible()]
    return [QRect(each.mapTo(kiosk.shell, QPoint()), each.size()) for each in shown if each is not page_of(kiosk).place]


@pytest.mark.parametrize("kind", EVERYDAY)
def test_it_has_no_sheet_and_no_number(kiosk: Panel, kind: type[Problem]) -> None:
    kiosk.open("code_query", Draft())
    page_of(kiosk).trouble(kind())
    assert kiosk.overlay is None
    assert kiosk.shows(sentence_of(kind))
    assert not kiosk.shows(f"P{kind.number}")


@pytest.mark.parametrize("page", ["identify", "tell", "code_query", "slip_query", "card_query", "evaluate"])
def test_it_moves_nothing_and_covers_no_button(kiosk: Panel, page: str) -> None:
    kiosk.open(page, Draft() if page in {"identify", "tell"} else None)
    kiosk.shows("")
    before = places(kiosk)
    page_of(kiosk).trouble(NothingHeard())
    kiosk.shows("")
    assert places(kiosk) == before
    line = page_of(kiosk).place
    covered = QRect(line.mapTo(kiosk.shell, QPoint()), line.size())
    for each in page_of(kiosk).findChildren(Button):
        if each.isVisible():
            assert not covered.intersects(QRect(each.mapTo(kiosk.shell, QPoint()), each.size())), each.text()


def test_it_goes_when_it_can_have_been_read(kiosk: Panel) -> None:
    kiosk.open("query")
    line = page_of(kiosk).place
    now = 100.0
    line._clock = lambda: now
    page_of(kiosk).trouble(NothingHeard())
    line.touched()
    assert line.isVisible()
    now += READING_SECONDS
    line.touched()
    assert not line.isVisible()
