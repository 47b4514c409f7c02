"""Measures how well the guard finds that a complaint names the agent who writes it, their unit or their kin.

python -m benchmarks.conflict_guard [--errors]

`conflict_phrases/before.tsv` was written before the guard, by whoever wrote it; a digest of each sentence decides
whether the guard may be tuned on it (`tuning`) or not (`locked`). Homophones stand as recognisers write them. Recall:
of the sentences that name them, how many are found. Precision: of what is found, how much names them."""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agency.conflict_guard import Around, mentions
from core.authority.letter import Agent, AgentClass
from core.person import Person

PHRASES = Path(__file__).parent / "conflict_phrases" / "before.tsv"
SEED = "sunlit conflict 14"
AGENTS = {
    "W": Around(
        Agent(person=Person(name="王建军"), agent_class=AgentClass.VILLAGE_CADRE, organisation="杨柳村村民委员会"),
        kin=("王小龙",),
    ),
    "L": Around(
        Agent(person=Person(name="李秀英"), agent_class=AgentClass.GRID_WORKER, organisation="阳光社区居民委员会")
    ),
    "R": Around(
        Agent(person=Person(name="赵敏"), agent_class=AgentClass.LEGAL_WORKER, organisation="清河镇法律服务所")
    ),
}


@dataclass(frozen=True)
class Phrase:
    around: Around
    names: bool
    text: str

    @property
    def locked(self) -> bool:
        return hashlib.sha256(f"{SEED} {self.text}".encode()).digest()[0] % 2 == 1


def phrases() -> Iterator[Phrase]:
    for line in PHRASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label, _tab, text = line.partition("\t")
            yield Phrase(AGENTS[label[0]], label[1] == "+", text)


def rates(some: Sequence[Phrase]) -> tuple[float, float]:
    """Returns recall and precision."""
    found = [each for each in some if mentions(each.text, each.around)]
    right = sum(each.names for each in found)
    return right / max(1, sum(each.names for each in some)), right / max(1, len(found))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true", help="also list what is wrong in the tuning half")
    args = parser.parse_args()
    every = list(phrases())
    for name, half in (("tuning", False), ("locked", True)):
        some = [each for each in every if each.locked is half]
        recall, precision = rates(some)
        print(f"{name}: {len(some)} sentences, recall {recall:.3f}, precision {precision:.3f}")
        if args.errors and not half:
            for each in some:
                if bool(mentions(each.text, each.around)) != each.names:
                    print(" ", "missed" if each.names else "wrong ", each.text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
