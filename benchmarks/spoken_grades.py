"""Measures which grade is understood from what people say when asked whether they are content.

python -m benchmarks.spoken_grades [--errors]

`grade_phrases/before.tsv` was written before the parser; a digest of each phrase decides whether the parser may be
tuned on it (`tuning`) or not (`locked`). `fresh*.tsv` were written after it, from other angles, and are measured whole;
fresh1 was learnt from after it was measured once. One person wrote all of them and the parser.

A grade is right where it is the phrase's; asked where it is left to the person; wrong where another one was understood,
or any where nothing was to be understood. What is understood is confirmed by touch in any case."""

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from capture.spoken_grade import heard_grade
from core.case import Grade

HERE = Path(__file__).parent / "grade_phrases"
SEED = "sunlit grades 13"
LETTERS = {"S": Grade.SATISFIED, "M": Grade.MOSTLY, "D": Grade.DISSATISFIED}


@dataclass(frozen=True)
class Phrase:
    """`grade`: what is said, None where nothing is to be understood. `may_ask`: to ask is right as well."""

    text: str
    grade: Grade | None
    may_ask: bool

    @property
    def locked(self) -> bool:
        return hashlib.sha256(f"{SEED} {self.text}".encode()).digest()[0] % 2 == 1


def phrases(name: str) -> Iterator[Phrase]:
    for line in (HERE / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label, _tab, text = line.partition("\t")
            yield Phrase(text, LETTERS.get(label[0]), label.endswith("-"))


def verdict(each: Phrase) -> str:
    """Returns right, asked or wrong. What must be asked and is asked is right."""
    heard = heard_grade(each.text)
    if heard is each.grade:
        return "right"
    return "asked" if heard is None else "wrong"


def measure(some: Iterable[Phrase]) -> Iterator[str]:
    """Yields the lines of a report."""
    judged = [(each, verdict(each)) for each in some]
    for name, of in (
        ("says a grade", [how for each, how in judged if each.grade and not each.may_ask]),
        ("may be asked", [how for each, how in judged if each.grade and each.may_ask]),
        ("says none", [how for each, how in judged if not each.grade]),
    ):
        if of:
            shares = " ".join(f"{how} {of.count(how) / len(of):.3f}" for how in ("right", "asked", "wrong"))
            yield f"  {name:12} {shares}  of {len(of)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="name what was missed or mistaken in the tuning half")
    given = parser.parse_args()
    before = list(phrases("before"))
    sets = {"tuning": [each for each in before if not each.locked], "locked": [each for each in before if each.locked]}
    sets |= {file.stem: list(phrases(file.stem)) for file in sorted(HERE.glob("fresh*.tsv"))}
    for name, some in sets.items():
        print(f"{name}: {len(some)} phrases")
        print("\n".join(measure(some)), flush=True)
        if given.errors and name == "tuning":
            for each in some:
                if (how := verdict(each)) == "wrong" or (how == "asked" and not each.may_ask):
                    print(" ", how, each.grade, heard_grade(each.text), each.text)


if __name__ == "__main__":
    main()
