"""Mandarin text to the phonemes that Kokoro was taught: words by jieba, readings by pypinyin, sounds by misaki.

Of a character with several readings the one counts that its surroundings ask for; where pypinyin's dictionary errs, a
table of contexts says so (`resources/pronunciation/contexts.tsv`).
"""

import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

from core.resources import resource

HAN = re.compile("[\u4e00-\u9fff]+")
RUN = re.compile("[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+")


def phonemes(text: str) -> str:
    """Slow the first time: it loads dictionaries. Figures have to be in words already (`reading.in_words`)."""
    misaki = _misaki()
    spelled = iter(syllables(text))
    said = ""
    for run in RUN.findall(text):
        if not HAN.match(run):
            said += misaki.map_punctuation(run) + " "
            continue
        words = _jieba().lcut(run)
        said += " ".join("".join(misaki.py2ipa(next(spelled)) for _ in word) for word in words)
    return said.replace(chr(815), "").strip()


def syllables(text: str) -> list[str]:
    """One for each Han character, its tone as a figure, 5 for none."""
    from pypinyin import Style, lazy_pinyin

    read = {
        run.start() + at: syllable
        for run in HAN.finditer(text)
        for at, syllable in enumerate(lazy_pinyin(run[0], style=Style.TONE3, neutral_tone_with_five=True))
    }
    read.update({at: reading for at, reading in _in_context(text) if at in read})
    return [read[at] for at in sorted(read)]


def _in_context(text: str) -> Iterator[tuple[int, str]]:
    """Places and readings, the strongest last."""
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
    """Its dictionary is read straight from the package: jieba would keep a copy in the folder for temporary files, and
    believe whatever lies there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old regular expressions in jieba
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
