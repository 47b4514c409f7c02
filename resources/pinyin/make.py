"""Make words.gz: `python resources/pinyin/make.py`. Needs jieba and pypinyin, which come with the voice.

The first line names every syllable. Then one line for each row of first letters, say `zf`: the letters, a tab, and,
best first and parted by `|`, each word with its toneless syllables and its weight (ten times the natural logarithm of
its frequency): `政府 zheng fu 98`.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path

import jieba
from pypinyin import Style, lazy_pinyin, pinyin

HERE = Path(__file__).parent
RAREST = 5
"""Words seen less often in jieba's corpus are left out."""

LONGEST = 6
FLOORS = {"level 1": 60, "level 2": 20, "gbk": 5}
"""What a character weighs at least, by where it stands in GB/T 2312 and GBK; name characters are often unseen."""

SURNAME_BONUS = 15


def main() -> None:
    seen = frequencies()
    weights: dict[tuple[str, str], int] = {}
    for word, frequency in seen.items():
        if 2 <= len(word) <= LONGEST and frequency >= RAREST:
            weights[word, " ".join(lazy_pinyin(word, v_to_u=False))] = round(10 * log(frequency))
    for character, syllable, rank in characters():
        weight = max(round(10 * log(seen.get(character, 0) + 1)), floor(character)) - 45 * rank
        weights[character, syllable] = max(weight, weights.get((character, syllable), 0), 1)
    for word, syllables, weight in wished():
        weights[word, syllables] = max(weight, weights.get((word, syllables), 0) + SURNAME_BONUS * (len(word) == 1))
    (HERE / "words.gz").write_bytes(gzip.compress(table(weights).encode(), 9, mtime=0))


def table(weights: dict[tuple[str, str], int]) -> str:
    rows: dict[str, list[str]] = defaultdict(list)
    for (text, syllables), weight in sorted(weights.items(), key=lambda entry: (-entry[1], entry[0])):
        rows["".join(syllable[0] for syllable in syllables.split())].append(f"{text} {syllables} {weight}")
    every = sorted({syllable for _, syllables in weights for syllable in syllables.split()})
    return "\n".join([" ".join(every), *(f"{letters}\t{'|'.join(row)}" for letters, row in sorted(rows.items()))])


def frequencies() -> dict[str, int]:
    words, _ = jieba.dt.gen_pfdict(jieba.dt.get_dict_file())
    return {word: frequency for word, frequency in words.items() if re.fullmatch(r"[\u4e00-\u9fff]+", word)}


def characters() -> Iterator[tuple[str, str, int]]:
    """Every character of GBK and its extension in GB 18030, with all its readings, the usual one first."""
    for code in (*range(0x4E00, 0xA000), *range(0x3400, 0x4DC0)):
        readings = pinyin(chr(code), style=Style.NORMAL, heteronym=True, v_to_u=False, errors="ignore")
        for rank, syllable in enumerate(dict.fromkeys(readings[0] if readings else [])):
            if re.fullmatch("[a-z]+", plain := syllable.replace("ü", "v").replace("ê", "e")):
                yield chr(code), plain, min(rank, 1)


def floor(character: str) -> int:
    try:
        area = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return FLOORS["gbk"] if "\u4e00" <= character <= "\u9fff" else 1
    return FLOORS["level 1" if area < 0xD8 else "level 2"]


def wished() -> Iterator[tuple[str, str, int]]:
    """Surnames as they are read, and the words of this house, from wished.tsv."""
    for line in (HERE / "wished.tsv").read_text("utf-8").splitlines():
        word, syllables = line.split("\t")
        yield word, syllables, 75


if __name__ == "__main__":
    main()
