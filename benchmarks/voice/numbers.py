"""Numbers and codes, spoken and heard: compares only the numerals of a line."""

import random
from collections.abc import Iterator

from benchmarks.characters import bare, read_out
from devices.voice.text_normalisation import in_words

SEED = 20261129
NUMERALS = frozenset("零一二三四五六七八九十百千万亿点")
SAME = str.maketrans("幺两〇", "一二零")


def numbers(seed: int = SEED) -> Iterator[str]:
    """Yields telephone numbers, query codes, case numbers, sums and days, ten of each."""
    dice = random.Random(seed)
    for _ in range(10):
        yield f"电话{dice.choice((13, 15, 18))}{dice.randrange(10**9):09d}"
        yield f"查询码{dice.randrange(10**16):016d}"
        yield f"编号{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}-{dice.randrange(10**6):06d}"
        yield f"总共{dice.randrange(100, 200_000)}元"
        yield f"{dice.randrange(2019, 2027)}年{dice.randrange(1, 13)}月{dice.randrange(1, 29)}日"


def numerals(text: str) -> str:
    """Returns the numerals alone; 一 and 幺, 二 and 两 count as the same."""
    return "".join(char for char in text.translate(SAME) if char in NUMERALS)


def misheard(heard: str, text: str) -> tuple[str, str] | None:
    """Returns the numerals heard and said where they differ, else None."""
    said = in_words(text)
    back, wanted = numerals(read_out(heard, bare(said))), numerals(said)
    return None if back == wanted else (back, wanted)
