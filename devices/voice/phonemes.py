"""Mandarin text to the phonemes that Kokoro was trained with: words by jieba, readings by pypinyin, sounds by misaki.

Characters with several readings are read by their context; a table corrects pypinyin's dictionary
(`resources/pronunciation/contexts.tsv`).
"""

import re
import warnings
from collections.abc import Iterator
from functools import cache, partial
from typing import Any
from unicodedata import normalize

from core.han import HAN, HAN_RANGES
from core.resources import resource

HAN_RUN = re.compile(f"{HAN}+")
RUN = re.compile(f"{HAN}+|[^{HAN_RANGES}]+")


def phonemes(text: str) -> str:
    """Returns the phonemes; slow the first time, as it loads dictionaries.

    Figures have to be in words already (`text_normalisation.in_words`). A character without a known reading is skipped.
    """
    misaki = _misaki()
    spelled = iter(syllables(text))
    said = ""
    for run in RUN.findall(text):
        if not HAN_RUN.match(run):
            said += misaki.map_punctuation(run) + " "
            continue
        words = _jieba().lcut(run)
        said += " ".join("".join(_sound(misaki, next(spelled)) for _ in word) for word in words)
    return said.replace(chr(815), "").strip()


def _sound(misaki: Any, syllable: str) -> str:
    return str(misaki.py2ipa(syllable)) if syllable else ""


def syllables(text: str) -> list[str]:
    """Returns the syllable of each Han character, its tone as a figure, 5 for none; empty where no reading is known.

    A compatibility ideograph is read as the character it stands for (Unicode, NFKC).
    """
    from pypinyin import Style, lazy_pinyin

    spelled = partial(
        lazy_pinyin,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        errors=_unread,  # type: ignore[arg-type]  # a list is taken as well
    )
    read = {
        run.start() + at: syllable
        for run in HAN_RUN.finditer(text)
        for at, syllable in enumerate(spelled(normalize("NFKC", run[0])))
    }
    read.update({at: reading for at, reading in _in_context(text) if at in read})
    return [read[at] for at in sorted(read)]


def _unread(characters: str) -> list[str]:
    return [""] * len(characters)


def _in_context(text: str) -> Iterator[tuple[int, str]]:
    """Yields places and readings by the table; of several for one place the last applies."""
    for pattern, reading in reversed(_contexts()):
        for found in pattern.finditer(text):
            yield found.start(1), reading


@cache
def _contexts() -> list[tuple[re.Pattern[str], str]]:
    lines = resource("pronunciation", "contexts.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(re.compile(pattern), reading) for pattern, reading in rows]


@cache
def _jieba() -> Any:
    """Loads jieba's dictionary directly from the package.

    jieba itself would keep a copy in the folder for temporary files, and trust whatever lies there.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba uses old regular expressions
        import jieba

    jieba.setLogLevel("ERROR")
    words = jieba.dt
    if not words.initialized:
        words.FREQ, words.total = words.gen_pfdict(words.get_dict_file())
        words.initialized = True
    return jieba


@cache
def _misaki() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from misaki.zh import ZHG2P

    return ZHG2P
