"""Normalises an engine's text: simplified characters, numbers in digits, Chinese punctuation, no loops."""

import re
from collections.abc import Iterator
from functools import cache, partial

from opencc import OpenCC

from capture.speech.numbers import in_digits
from capture.speech.traced_text import TracedText
from core.han import HAN

FULL_WIDTH = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "："})
ENDS = "。！？"
MARKS = "，、；：" + ENDS

READ_OUT = "零〇一二三四五六七八九幺洞"
LOOP = re.compile(
    rf"([^\d\s{READ_OUT}])\1{{4,}}|([{READ_OUT}])\2{{19,}}|(?![{READ_OUT}]{{6}})([^\d\s]{{2,12}}?)\3{{2,}}"
)
"""Digits that are read out may be alike: 八八八八八 is part of a telephone number."""
REFRAIN = re.compile(r"(?P<phrase>\S{6,60}?)(?P<again>(?P=phrase){2,})")
"""A phrase over and over; marks and blanks, which are not the same each time, are left out before."""
TWICE = re.compile(r"(?P<phrase>\S{6,60}?)(?:\S{1,20}(?=(?P=phrase)$))?(?P<again>(?P=phrase))")
"""The same twice, the second time perhaps cut short by the end of the text."""
SPOKEN = 4
"""A repeated phrase with fewer characters than this that are not digits is a number somebody says twice: it is kept."""
CREDITS = re.compile(
    r"字幕|訂閱|订阅|點贊|点赞|打賞|打赏|明鏡|明镜|點點欄目|点点栏目|感謝觀看|感谢观看|謝謝觀看|谢谢观看|下期再見|下期再见"
)
"""What Whisper learned from films and writes where nobody speaks. People say these words too, of what they paid for."""

HELD = re.compile("(?:[把被从向和跟与]|因为|由于|以及|而且)$")
"""After these words nobody has finished: a mark there was only a breath."""
QUESTION = re.compile("(?:吗|怎么办|为什么|行不行|好不好|可不可以)$")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    return str(_simplifier().convert(text))


def without_loops(text: str) -> str:
    """Removes repetitions of a phrase said three times or more in a row, which are the engine's error."""
    return _once(TracedText.as_heard(text)).text


def is_credit(text: str) -> bool:
    """True if a short text looks like a film's closing titles, a frequent hallucination. That alone is no
    reason to reject it."""
    return len(text) <= 40 and bool(CREDITS.search(text))


def punctuated(text: str) -> str:
    """Makes punctuation beside Chinese characters Chinese; a blank between such characters becomes a comma."""
    return _marked(TracedText.as_heard(text)).text


def unspaced(text: str) -> str:
    """Removes the blanks that Vosk puts between words."""
    return re.sub(rf"(?<={HAN})\s+(?={HAN})", "", text)


def normalised(text: str, whole: bool = True) -> TracedText:
    """Returns a clause as shown and kept, with the origin of each of its characters.

    `whole`: it ended at a pause, so it gets a final mark, unless its last word calls for another.
    """
    heard = TracedText.as_heard(text)
    spelled = _marked(_once(heard.respelled(simplified(text))))
    return _ended(in_digits(spelled), whole)


def finished(text: str, whole: bool = True) -> str:
    """Returns only the text of `normalised`."""
    return normalised(text, whole).text


def _once(text: TracedText) -> TracedText:
    return _without_refrain(text.sub(LOOP, lambda found: found[1] or found[2] or found[3]))


def _without_refrain(text: TracedText) -> TracedText:
    gone = {place for first, last in _said_again(text.text, REFRAIN) for place in range(first, last)}
    return text.without(gone) if gone else text


def said_twice(text: str) -> tuple[int, int] | None:
    """Returns first and one past the last character of a repeated phrase, if there is one."""
    return next(_said_again(text, TWICE), None)


def _said_again(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yields repeated phrases, including an incomplete last repetition."""
    places = [at for at, char in enumerate(text) if char.isalnum()]
    words = "".join(text[at] for at in places)
    for found in pattern.finditer(words):
        phrase = found["phrase"]
        if sum(char not in READ_OUT and not char.isdigit() for char in phrase) >= SPOKEN:
            last = len(words) if phrase.startswith(words[found.end() :]) else found.end()
            yield places[found.start("again")], places[last - 1] + 1


def _marked(text: TracedText) -> TracedText:
    for pattern, mark in MARKING:
        text = text.sub(pattern, _full_width if mark is None else partial(_always, mark))
    return text


def _full_width(found: re.Match[str]) -> str:
    return str(found[1]).translate(FULL_WIDTH)


def _always(mark: str, _: re.Match[str]) -> str:
    return mark


def _ended(text: TracedText, whole: bool) -> TracedText:
    if not whole or not re.search(HAN, text.text):
        return text
    bare, last = text.sub(TRAILING, lambda _: ""), text.text[-1]
    if HELD.search(bare.text) and last not in "？！":
        return bare
    end = last if last in ENDS else "？" if QUESTION.search(bare.text) else "。"
    return bare.sub(END, lambda _: end)


TRAILING, END = re.compile(f"[{MARKS}]+$"), re.compile(r"\Z")
MARKING: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (re.compile(r"^\s+|\s+$"), ""),
    (re.compile(rf"(?<={HAN})\s*([,?!;:])\s*"), None),
    (re.compile(rf"(?<=\d)\s*([,?!;:])\s*(?={HAN}|$)"), None),
    (re.compile(rf"(?<={HAN})\.(?!\w)\s*"), "。"),
    (re.compile(rf"(?<={HAN})\s+(?={HAN})"), "，"),
    (re.compile(rf"(?<={HAN})\s+(?=\d)|(?<=\d)\s+(?={HAN})"), ""),
    (re.compile(rf"(?<=[{MARKS}])[{MARKS}.,!?;:]+"), ""),
    (re.compile(rf"^[{MARKS},.!?;:\s]+"), ""),
    (re.compile(r"(?:(?<=[把被从向和跟与])|(?<=因为|由于|以及|而且))，\s*"), ""),
)
