"""Every page on both panels, measured: what can be touched, what can be read, what does not fit.

Main text is everything but the kind `small` (footnotes, the counter of steps), which may be made for 500 mm."""

from collections.abc import Iterator

import pytest

from core.draft import Draft
from testkit.kiosk_window import Panel, panel
from tests.look.pressing import press
from tests.look.ruler import Ruler
from tests.look.states import STATES
from training.page_tour import tour
from training.simulation import screen
from ui.base.page_words import all_words


@pytest.fixture(scope="module", params=["1080x1920", "1920x1080"])
def kiosk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    with panel(tmp_path_factory.mktemp("kiosk"), screen(request.param)) as opened:
        yield opened


@pytest.fixture
def large(kiosk: Panel) -> Iterator[Panel]:
    """Yields the kiosk with 大字 chosen."""
    kiosk.shell.footer.large.click()
    yield kiosk
    kiosk.shell.footer.large.click()


def test_in_large_letters_too(large: Panel) -> None:
    faults = [f"{name}: {fault}" for name in tour(large.shell, large.draft) for fault in Ruler(large.shell).faults()]
    assert faults == []


def test_large_letters_are_larger_at_once_and_only_for_this_visit(kiosk: Panel) -> None:
    kiosk.open("contact", Draft())
    press(kiosk, "1", "2")
    before = kiosk.shell.page.title.fontMetrics().height() if kiosk.shell.page else 0
    kiosk.shell.footer.large.click()
    assert kiosk.shell.page is not None
    assert kiosk.shell.page.title.fontMetrics().height() > before
    assert kiosk.shows("12")
    kiosk.shell.end_visit()
    assert not kiosk.shell.station.theme.large
    assert not kiosk.shell.footer.large.isChecked()


def test_every_page_can_be_touched_and_read(kiosk: Panel) -> None:
    faults = [f"{name}: {fault}" for name in tour(kiosk.shell, kiosk.draft) for fault in Ruler(kiosk.shell).faults()]
    assert faults == []


@pytest.mark.parametrize("state", STATES)
def test_and_so_can_what_it_becomes(kiosk: Panel, state: str) -> None:
    STATES[state](kiosk)
    assert Ruler(kiosk.shell).faults() == []


@pytest.mark.parametrize("state", STATES)
def test_what_it_becomes_in_large_letters(large: Panel, state: str) -> None:
    STATES[state](large)
    assert Ruler(large.shell).faults() == []


def test_back_is_there_on_every_page_but_home_and_the_last_ones(kiosk: Panel) -> None:
    for page, step in kiosk.shell.flow.steps.items():
        kiosk.open(page)
        assert kiosk.shell.footer.back.isVisible() != (step.final or page == kiosk.shell.flow.home), page


def test_one_decision_a_page(kiosk: Panel) -> None:
    for page in kiosk.shell.flow.steps:
        kiosk.open(page)
        assert kiosk.shell.page is not None
        main = [each for each in kiosk.shell.page.choices if each.isVisible() and each.property("kind") == "primary"]
        assert len(main) <= 1, page


def test_what_is_below_the_middle_is_in_the_same_place_on_every_page(kiosk: Panel) -> None:
    places = set()
    for page in kiosk.shell.flow.steps:
        kiosk.open(page)
        Ruler(kiosk.shell)
        if kiosk.shell.footer.back.isVisible():
            places.add(Ruler(kiosk.shell).place(kiosk.shell.footer.back).getRect())
    assert len(places) == 1


@pytest.mark.parametrize("page", sorted(all_words()))
def test_titles_are_short_and_leads_are_whole_sentences(page: str) -> None:
    words = all_words()[page]
    assert len(words.title) <= 12
    assert not words.lead or words.lead.endswith("。")
    assert words.spoken.strip("。")
