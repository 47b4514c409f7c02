"""The choice of language, and how its catalogue is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core import language
from core.config_file import read as read_settings
from core.language import Chinese, Translated, _, _n
from core.problems import ConfigWrong
from core.resources import resource
from core.sentences import joined, sentence_of
from core.settings import Settings

PO = r"""
msgid ""
msgstr ""
"Language: en_US\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: ui/base/page.py
#, python-brace-format
msgid "第{number}页"
msgstr "page {number}"

msgid ""
"您好，"
"有事请讲。\n"
msgstr ""
"Welcome. "
"What is \"it\" about?\n"

#, fuzzy
msgid "返回"
msgstr "perhaps"

msgid "求助"
msgstr ""

#, python-brace-format
msgid "{count}件"
msgid_plural "{count}件"
msgstr[0] "{count} matter"
msgstr[1] "{count} matters"
"""


@pytest.fixture
def english(tmp_path: Path) -> Iterator[None]:
    (tmp_path / "sunlit.po").write_text(PO, "utf-8")
    language.use(language.read(tmp_path / "sunlit.po"))
    yield
    language.use(Chinese())


def test_the_source_is_said_as_it_stands() -> None:
    assert _("第{number}页").format(number=2) == "第2页"
    assert _n("{count}件", 1) == _n("{count}件", 2) == "{count}件"


def test_a_translation_is_said_instead(english: None) -> None:
    assert _("第{number}页").format(number=2) == "page 2"
    assert _("您好，有事请讲。\n") == 'Welcome. What is "it" about?\n'


def test_a_number_chooses_its_form(english: None) -> None:
    said = [_n("{count}件", count).format(count=count) for count in (0, 1, 2)]
    assert said == ["0 matters", "1 matter", "2 matters"]


def test_sentences_follow_one_another_as_the_language_has_it() -> None:
    assert joined("请核对。", "", "对就签名。") == "请核对。对就签名。"
    language.choose("en_US")
    try:
        assert joined("Please check.", "", "Then sign.") == "Please check. Then sign."
        assert (joined("", "Please check."), joined()) == ("Please check.", "")
    finally:
        language.use(Chinese())


@pytest.mark.parametrize("text", ["返回", "求助", "没有人译过"])
def test_what_nobody_translated_or_looked_at_is_said_in_chinese(english: None, text: str) -> None:
    assert _(text) == text


@pytest.mark.parametrize("name", [each for each in language.languages() if each != language.SOURCE])
def test_each_catalogue_is_read_as_babel_reads_it(name: str) -> None:
    path = resource("locale", name, "LC_MESSAGES", "sunlit.po")
    ours = language.read(path)
    assert isinstance(ours, Translated)
    with path.open("rb") as file:
        theirs = read_po(file)
    for entry in theirs:
        if entry.id and entry.string and not entry.fuzzy:
            source = entry.id if isinstance(entry.id, str) else entry.id[0]
            forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
            assert ours.forms[source] == forms
    assert theirs.num_plurals == 1 + max(ours.plural(count) for count in range(200))


def test_a_language_nobody_has_is_a_slip_with_line_and_choices(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[terminal]\nlanguage = 'tlh'\n", "utf-8")
    with pytest.raises(ConfigWrong) as told:
        read_settings(path, Settings)
    said = sentence_of(told.value)
    assert said.startswith("settings.toml 第 2 行：terminal.language 只能写 ") and "'zh_CN'" in said
    with pytest.raises(ValueError):
        language.choose("tlh")
