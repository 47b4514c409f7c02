"""Every sentence shown to a person goes through the catalogue."""

from tests.words.literals import DATA, bypassing, literals
from tests.words.marked_constants import untranslated


def test_every_sentence_goes_through_the_catalogue() -> None:
    found = [f"{each.place} line {each.line}: {each.text}" for each in bypassing()]
    assert found == [], 'say it with core.language: _("…").format(…)'


def test_a_sentence_kept_in_a_constant_is_translated_where_it_is_said() -> None:
    assert list(untranslated()) == [], "pass it to core.language: _(NAME)"


def test_what_is_called_data_is_there() -> None:
    places = [each.place for each in literals()]
    assert [data for data in DATA if not any(place.startswith(data) for place in places)] == []
