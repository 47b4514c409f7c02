"""The catalogues hold every sentence of the code, and nothing else, with the same facts."""

import re
import string
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from core.resources import resource
from tests.words.literals import HAN, ROOT

KEYWORDS = {"_": None, "_n": (1, 1), "N_": None}
LANGUAGES = sorted(path.name for path in resource("locale").iterdir() if path.is_dir())


@cache
def said_by_the_code() -> frozenset[str]:
    with (ROOT / "resources" / "locale" / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]  # Babel's own
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return frozenset(each[2] if isinstance(each[2], str) else each[2][0] for each in found)


@cache
def catalogue(language: str) -> Catalog:
    path = resource("locale", language, "LC_MESSAGES", "sunlit.po")
    with path.open("rb") as file:
        return read_po(file)


def entries(language: str) -> list[Message]:
    return [each for each in catalogue(language) if each.id]


def source(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def forms(entry: Message) -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_what_the_code_says_and_nothing_else(language: str) -> None:
    known = {source(each) for each in entries(language)}
    assert sorted(said_by_the_code() - known) == [], "make words, then translate"
    assert sorted(known - said_by_the_code()) == [], "make words"


def test_english_is_complete() -> None:
    assert [each.id for each in entries("en_US") if each.fuzzy or not all(forms(each))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_facts_of_its_source(language: str) -> None:
    loose = [
        (source(each), form)
        for each in entries(language)
        for form in forms(each)
        if form and fields(form) != fields(source(each))
    ]
    assert loose == []


def test_english_is_english() -> None:
    """Quotations of a Chinese keyboard's page, and examples of what to say, stay Chinese."""
    mixed = [(source(each), form) for each in entries("en_US") for form in forms(each) if HAN.search(form)]
    assert [text for text, form in mixed if not set(re.findall(HAN, form)) <= set(text)] == []
    assert len(mixed) <= 2


def test_english_has_quotation_marks_as_wide_as_its_letters() -> None:
    """The fonts shipped draw ’ and “ as wide as a Chinese character."""
    assert [form for each in entries("en_US") for form in forms(each) if set(form) & set("‘’“”")] == []
