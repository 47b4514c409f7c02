"""The contrast of the colours (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11)."""

import re
from string import Template

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from core.settings import Screen
from ui.theme.style_sheet import SHEET
from ui.theme.tokens import Theme

TEXT = [
    *[("ink", ground) for ground in ("paper", "surface", "primary_soft", "sun_soft")],
    *[("quiet_ink", ground) for ground in ("paper", "surface", "sun_soft")],
    *[("primary", ground) for ground in ("paper", "surface", "primary_soft", "sun_soft")],
    *[("on_primary", ground) for ground in ("primary", "primary_pressed")],
    *[("alarm", ground) for ground in ("alarm_soft", "surface")],
    *[("good", ground) for ground in ("good_soft", "surface")],
]
SHAPES = [
    *[("edge", ground) for ground in ("surface", "paper")],
    *[("primary", ground) for ground in ("paper", "primary_soft")],
    *[("doubt", ground) for ground in ("surface", "paper", "sun_soft")],
]
"""What shows where a button or field begins, that it is chosen, or which words are doubtful."""
OFF = [("off_ink", "off"), ("off_ink", "paper"), ("off_ink", "surface")]
"""Disabled controls must still be readable, though they need not stand out."""


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Theme:
    theme = Theme(Screen())
    theme.ground = request.param
    return theme


def luminance(colour: str) -> float:
    drawn = QColor(colour)
    shares = (drawn.redF(), drawn.greenF(), drawn.blueF())
    red, green, blue = (float(each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4) for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ruler_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme.colour[ink], theme.colour[ground]) >= 7


@pytest.mark.parametrize(("ink", "ground"), OFF)
def test_what_is_off_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme.colour[ink], theme.colour[ground]) >= 4.5


@pytest.mark.parametrize(("line", "ground"), SHAPES)
def test_where_one_may_touch_is_seen(theme: Theme, line: str, ground: str) -> None:
    assert contrast(theme.colour[line], theme.colour[ground]) >= 3


def test_every_text_colour_of_the_sheet_is_counted() -> None:
    used = set(re.findall(r"(?<![-\w])color: \$(\w+)", SHEET.template))
    assert used <= {ink for ink, _ in TEXT + OFF}


def test_the_sheet_has_no_colour_of_its_own() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=;|\s*\})", SHEET.template) == []


def test_the_sheet_is_written_out_whole(theme: Theme) -> None:
    assert not Template(theme.sheet).get_identifiers()


def test_both_grounds_have_the_same_colours(theme: Theme) -> None:
    assert theme.colour.keys() == theme.on_paper.keys()


def test_what_is_printed_or_sent_is_dark_on_white(theme: Theme) -> None:
    assert contrast(theme.on_paper["ink"], "#FFFFFF") >= 7


def test_the_same_reach_on_every_panel(qapp: QApplication) -> None:
    small, large = Theme(Screen(width=1080, width_mm=268)), Theme(Screen(width=2160, height=3840, width_mm=268))
    assert large.length("control") == pytest.approx(2 * small.length("control"), abs=1)
