"""Every sentence shown to a person goes through the catalogue."""

from collections import Counter

from tests.words.literals import DATA, bypassing, literals

LEFT: dict[str, int] = {}
"""Remaining sentences by file; a number may only become smaller, and a finished file is removed."""


def test_every_sentence_goes_through_the_catalogue() -> None:
    found = Counter(each.path for each in bypassing())
    more = [
        f"{each.place} line {each.line}: {each.text}"
        for each in bypassing()
        if found[each.path] > LEFT.get(each.path, 0)
    ]
    assert more == [], 'say it with core.language: _("…").format(…)'


def test_what_is_done_is_taken_off_the_list() -> None:
    found = Counter(each.path for each in bypassing())
    assert {path: count for path, count in LEFT.items() if found[path] < count} == {}


def test_what_is_called_data_is_there() -> None:
    places = [each.place for each in literals()]
    assert [data for data in DATA if not any(place.startswith(data) for place in places)] == []
