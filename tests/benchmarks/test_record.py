"""Figures are kept as printed, one section a command, without any path of the machine."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.record import kept, section, without_folders

MEASURED = "2026-11-30 · 2 cores · a1b2c3d"
INTRO = "# Figures\n\nHow they come here.\n\n"


def test_a_folder_is_not_told() -> None:
    assert (
        without_folders(["locked", "--out=/home/wang/pages", "--samples", "/media/stick"])
        == "locked --out=DIR --samples DIR"
    )


def test_a_printed_path_keeps_its_last_name() -> None:
    text = section("speech", [], "worst /home/wang/clips/s03.wav 22 %", MEASURED)
    assert "home" not in text and "worst s03.wav 22 %" in text


def test_a_command_recorded_again_takes_its_old_place() -> None:
    first = kept(kept(INTRO, section("voice", [], "9.84 %", MEASURED)), section("cards", [], "30 of 31", MEASURED))
    again = kept(first, section("voice", [], "7.90 %", MEASURED))
    assert again.startswith(INTRO) and again.count("## ") == 2
    assert "7.90 %" in again and "9.84 %" not in again and again.index("## cards") < again.index("## voice")


@given(st.lists(st.sampled_from(["cards", "speech", "voice"])))
def test_whatever_is_recorded_each_command_stands_once(names: list[str]) -> None:
    text = INTRO
    for name in names:
        text = kept(text, section(name, [], "x", MEASURED))
    assert text.count("## ") == len(set(names)) and text.startswith(INTRO)
