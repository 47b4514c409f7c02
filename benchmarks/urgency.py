"""Measures how often words that cannot wait are known as such, and how often others are mistaken for them.

python -m benchmarks.urgency [--errors] [--tuning-only] [--rules]

`urgency_phrases/told.tsv, calm.tsv, long.tsv` were written before any rule, by the author of the rules; a digest of
each phrase decides whether the rules may be tuned on it (`tuning`) or not (`locked`). Files named fresh*.tsv were
written after the tuning, from other angles, and are measured whole; fresh1 and fresh2 have been learnt from since, each
after it was measured once. What is measured is what the window and the command ask (`advice.urgency.judged`). The day
is 20 January 2027, the place Beijing."""

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from advice.urgency import judged
from core.urgency.judge import urgency
from core.urgency.kinds import UrgencyKind

HERE = Path(__file__).parent / "urgency_phrases"
WRITTEN_BEFORE = ("told", "calm", "long")
SEED = "sunlit urgency 13"
TODAY, PLACE = date(2027, 1, 20), "110105"
IMPLIED = {"child": {"violence", "health", "life"}, "fire": {"life"}, "life": {"health"}}
"""What may be found as well without a mark: what is done to a child is violence, smoke may kill."""
LETTERS = {
    **{"L": "life", "S": "self-harm", "V": "violence", "C": "child", "W": "no-water", "P": "no-power"},
    **{"H": "no-heating", "G": "wages", "R": "street", "F": "fire", "M": "health"},
}


@dataclass(frozen=True)
class Phrase:
    """`kinds` must be found; `also` may be found as well."""

    text: str
    kinds: frozenset[str]
    also: frozenset[str]

    @property
    def locked(self) -> bool:
        return hashlib.sha256(f"{SEED} {self.text}".encode()).digest()[0] % 2 == 1


def phrases(name: str) -> Iterator[Phrase]:
    for line in (HERE / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label, _tab, text = line.partition("\t")
            must, _bar, may = label.partition("/")
            kinds = _kinds(must)
            yield Phrase(text, kinds, _kinds(may).union(*(IMPLIED.get(kind, ()) for kind in kinds)))


def _kinds(letters: str) -> frozenset[str]:
    return frozenset(LETTERS[each] for each in letters if each != "-")


def heard(text: str, rules: bool) -> frozenset[str]:
    return frozenset((urgency if rules else judged)(text, today=TODAY, place=PLACE).kinds)


def measure(some: Iterable[Phrase], rules: bool) -> Iterator[str]:
    """Yields the lines of a report."""
    found = [(each, heard(each.text, rules)) for each in some]
    urgent = [(each, kinds) for each, kinds in found if each.kinds]
    calm = [(each, kinds) for each, kinds in found if not each.kinds]
    caught, mistaken = sum(bool(kinds) for _each, kinds in urgent), sum(bool(kinds) for _each, kinds in calm)
    yield (
        f"urgent or not: recall {_share(caught, len(urgent))} precision {_share(caught, caught + mistaken)}"
        f" ({len(urgent)} urgent, {len(calm)} not)"
    )
    wanted = Counter(kind for each, _kinds in urgent for kind in each.kinds)
    right = Counter(kind for each, kinds in urgent for kind in each.kinds & kinds)
    wrong = Counter(kind for each, kinds in found for kind in kinds - each.kinds - each.also)
    total = sum(right.values())
    yield (
        f"its kinds:     recall {_share(total, sum(wanted.values()))}"
        f" precision {_share(total, total + sum(wrong.values()))}"
    )
    for kind in UrgencyKind:
        yield (
            f"  {kind:10} recall {_share(right[kind], wanted[kind])}"
            f" precision {_share(right[kind], right[kind] + wrong[kind])}  of {wanted[kind]}"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "   – "


def errors(some: Iterable[Phrase], rules: bool) -> Iterator[str]:
    for each in some:
        kinds = heard(each.text, rules)
        missed, more = sorted(each.kinds - kinds), sorted(kinds - each.kinds - each.also)
        if missed or more:
            yield f"missed {missed} mistaken {more} {each.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--errors", action="store_true", help="name what was missed and mistaken, of all but the locked"
    )
    parser.add_argument("--tuning-only", action="store_true", help="leave the locked half and fresh phrases alone")
    parser.add_argument("--rules", action="store_true", help="the rules of words alone, without the meaning")
    given = parser.parse_args()
    before = [each for name in WRITTEN_BEFORE for each in phrases(name)]
    sets = {"tuning": [each for each in before if not each.locked]}
    if not given.tuning_only:
        sets["locked"] = [each for each in before if each.locked]
        sets |= {file.stem: list(phrases(file.stem)) for file in sorted(HERE.glob("fresh*.tsv"))}
    for name, some in sets.items():
        print(f"{name}: {len(some)} phrases")
        print("\n".join(measure(some, given.rules)))
        if given.errors and name == "tuning":
            print("\n".join(errors(some, given.rules)))
        print(flush=True)


if __name__ == "__main__":
    main()
