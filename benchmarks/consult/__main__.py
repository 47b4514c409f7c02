"""Measures `advice.questions.consult` on questions of our own: right entry first, among the first three, and how many
questions outside the field are answered.

python -m benchmarks.consult [--half tuning|locked|fresh|known] [--misses]

questions.tsv is divided by a digest of each question. The locked half must not be used for tuning. fresh.tsv was
written after tuning, from another angle, and measured once before anything was changed by it. known.tsv was in the
author's mind when the answers' wordings were widened: its figures say that nothing was lost, not how strangers fare."""

import argparse
import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from advice.questions import Advice, consult

HERE = Path(__file__).parent
OUTSIDE = "-"
HALVES = ("tuning", "locked")
MORE = ("fresh", "known")


@dataclass(frozen=True)
class Asked:
    """`right`: the entries that answer it; none if it is outside the field."""

    right: frozenset[str]
    text: str

    @property
    def half(self) -> str:
        return HALVES[hashlib.sha256(f"consult {self.text}".encode()).digest()[0] % 2]


def asked(file: str) -> list[Asked]:
    lines = (line.split("\t") for line in (HERE / file).read_text("utf-8").splitlines() if not line.startswith("#"))
    return [Asked(frozenset(right.split("|")) - {OUTSIDE}, text) for right, text in lines]


@dataclass
class Tally:
    ours: int = 0
    first: int = 0
    three: int = 0
    others: int = 0
    answered: int = 0

    def take(self, each: Asked, advice: Advice) -> bool:
        """Counts one answer; returns whether it was right."""
        if not each.right:
            self.others += 1
            self.answered += advice.entry is not None
            return advice.entry is None
        found = [advice.entry, *(other.entry for other in advice.others)][:3]
        self.ours += 1
        self.first += advice.entry in each.right
        self.three += advice.entry is not None and bool(each.right & set(found))
        return advice.entry in each.right

    def __str__(self) -> str:
        parts = []
        if self.ours:
            parts.append(f"right first {self.first / self.ours:6.1%}")
            parts.append(f"in three {self.three / self.ours:6.1%} of {self.ours}")
        if self.others:
            parts.append(f"outside answered {self.answered / self.others:5.1%} of {self.others}")
        return " · ".join(parts)


def measure(questions: list[Asked], misses: bool) -> Tally:
    tally = Tally()
    for each in questions:
        advice = consult(each.text)
        if not tally.take(each, advice) and misses:
            named = [(other.entry, other.score) for other in advice.others[:2]]
            print("|".join(each.right) or OUTSIDE, advice.entry, advice.score, each.text[:60], named, sep="\t")
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.consult", description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=[*HALVES, *MORE])
    parser.add_argument("--misses", action="store_true", help="print each wrong answer")
    chosen = parser.parse_args()
    began = time.perf_counter()
    consult("你好")
    loaded = time.perf_counter() - began
    sets = {half: [each for each in asked("questions.tsv") if each.half == half] for half in HALVES}
    sets |= {name: asked(f"{name}.tsv") for name in MORE if (HERE / f"{name}.tsv").exists()}
    began, count = time.perf_counter(), 0
    for name, questions in sets.items():
        if chosen.half in (None, name):
            print(f"{name:7} {measure(questions, chosen.misses)}")
            count += len(questions)
    print(f"loading {loaded:.2f} s, a question {1000 * (time.perf_counter() - began) / count:.1f} ms")


if __name__ == "__main__":
    main()
