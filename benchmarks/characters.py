"""Character errors; punctuation, blanks and the way a number is written do not count."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import cn2an
from rapidfuzz.distance import Levenshtein

from capture.speech.text_normalisation import simplified

NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?%?")
DIGITS = dict(zip("0123456789.", "零一二三四五六七八九点", strict=True))


def errors(heard: str, said: str) -> tuple[int, int]:
    """Returns the wrong characters and the characters said."""
    wanted = bare(said)
    return _distance(read_out(heard, wanted), wanted), len(wanted)


@dataclass
class Faults:
    """The characters of a part that are missing, replaced, or added."""

    missing: int = 0
    other: int = 0
    added: int = 0

    @property
    def all(self) -> int:
        return self.missing + self.other + self.added


def faults_by_part(heard: str, parts: Sequence[str]) -> list[Faults]:
    """Returns the faults of each part of the spoken text, in order."""
    said = [bare(part) for part in parts]
    wanted = "".join(said)
    ends, found = [*accumulate(map(len, said))], [Faults() for _ in said]
    for step in Levenshtein.opcodes(bare(read_out(heard, wanted)), wanted):
        for place in range(step.dest_start, step.dest_end):
            part = found[bisect_right(ends, place)]
            part.missing += step.tag == "insert"
            part.other += step.tag == "replace"
        if step.tag == "delete":
            found[min(len(said) - 1, bisect_right(ends, step.dest_start))].added += step.src_end - step.src_start
    return found


def read_out(heard: str, wanted: str) -> str:
    """Returns the text with its numbers spelled out in the way nearest to what was said."""
    while number := NUMBER.search(heard):
        before, after = heard[: number.start()], heard[number.end() :]
        heard = min((before + reading + after for reading in readings(number[0])), key=lambda t: _distance(t, wanted))
    return heard


def readings(number: str) -> set[str]:
    """Returns the ways to say a number: 18000 as 一万八千 or digit by digit, 2 as 二 or 两, 10 as 十 or 一十."""
    plain = number.rstrip("%").replace(",", "")
    spelled = "".join(DIGITS[digit] for digit in plain)
    said = {spelled, spelled.replace("一", "幺")}
    if len(plain) < 16:
        said.add(cn2an.an2cn(plain, "low"))
    said |= {"两" + way[1:] for way in said if way.startswith("二")}
    said |= {way.removeprefix("一") for way in said if way.startswith("一十")}
    return {"百分之" + way for way in said} if number.endswith("%") else said


def _distance(heard: str, wanted: str) -> int:
    return Levenshtein.distance(bare(heard), wanted)


def bare(text: str) -> str:
    return "".join(char for char in simplified(text).lower() if char.isalnum())
