"""Make radicals.tsv again: `python resources/spelled/make.py Unihan_IRGSources.txt` keeps its names and fills the rest.

Each line: the names people give a part, a tab, and every character of GB/T 2312 that stands under it.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parent / "radicals.tsv"


def main(unihan: Path) -> None:
    radical: dict[str, str] = {}
    under: dict[str, list[str]] = defaultdict(list)
    for code, number in re.findall(r"^U\+(\w+)\tkRSUnicode\t(\d+)'*\.", unihan.read_text("utf-8"), re.MULTILINE):
        character = chr(int(code, 16))
        if character.encode("gb2312", "ignore"):
            radical[character] = number
            under[number].append(character)
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines())
    kept = [(names, dict.fromkeys(radical[each] for each in characters)) for names, characters in rows]
    lines = [f"{names}\t{''.join(each for number in numbers for each in under[number])}\n" for names, numbers in kept]
    TABLE.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
