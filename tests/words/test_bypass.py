"""Every sentence shown to a person goes through the catalogue."""

import re
from pathlib import Path

from tests.words.literals import DATA, ROOT, bypassing, literals
from tests.words.marked_constants import untranslated

ASKING = re.compile(r"^from core\.language import .*\b_n?\b|^from core\.sentences import", re.MULTILINE)
CATALOGUE_ITSELF = {"core/sentences.py", "core/date_format.py"}
COMMAND_LINES = {
    "capture/__main__.py",
    "capture/commands/idcard.py",
    "capture/commands/models.py",
    "capture/commands/report.py",
    "devices/card_reader/__main__.py",
    "sync/commands.py",
}


def asks(path: Path) -> bool:
    return bool(ASKING.search(path.read_text("utf-8")))


def test_every_sentence_goes_through_the_catalogue() -> None:
    found = [f"{each.place} line {each.line}: {each.text}" for each in bypassing()]
    assert found == [], 'say it with core.language: _("…").format(…)'


def test_a_sentence_kept_in_a_constant_is_translated_where_it_is_said() -> None:
    assert list(untranslated()) == [], "pass it to core.language: _(NAME)"


def test_below_the_windows_only_command_lines_ask_the_catalogue() -> None:
    """Others hand up keys and facts (`core.message`), days and codes."""
    rooms = ("core", "devices", "capture", "trust", "storage", "sync", "agency", "advice")
    asking = {path.relative_to(ROOT).as_posix() for room in rooms for path in (ROOT / room).rglob("*.py") if asks(path)}
    assert asking == CATALOGUE_ITSELF | COMMAND_LINES


def test_what_is_called_data_is_there() -> None:
    places = [each.place for each in literals()]
    assert [data for data in DATA if not any(place.startswith(data) for place in places)] == []
