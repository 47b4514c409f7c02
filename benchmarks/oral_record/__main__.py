"""Measures, slot by slot, how often a slot reported as filled is filled, and how often a filled slot is found.

python -m benchmarks.oral_record [FILE …] [--errors]

FILE: other labelled narratives, one JSON object a line: text, slots {slot: words of the text, true, or null}; our own
without it. `same place`: of the slots rightly filled, how many spans overlap the labelled one."""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from capture.speech.slots import SLOTS, Span, find_slots

HERE = Path(__file__).parent
HALVES = [HERE / "tuning.jsonl", HERE / "test.jsonl"]
MORE = HERE / "more.jsonl"
"""Labelled without spans: filled is true."""
OTHERS = [HERE / "others_tuning.jsonl", HERE / "others_locked.jsonl"]


def measure(file: Path, errors: bool) -> None:
    right, wrong, missed, together = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    narratives = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    for narrative in narratives:
        for slot, found in find_slots(narrative["text"]).items():
            labelled = narrative["slots"][slot]
            right[slot] += bool(found and labelled)
            wrong[slot] += bool(found and not labelled)
            missed[slot] += bool(labelled and not found)
            together[slot] += bool(found and labelled and overlaps(found, labelled, narrative["text"]))
            if errors and bool(found) != bool(labelled):
                print(error(narrative, slot, found))
    print(f"{file.name}: {len(narratives)} narratives")
    for slot in SLOTS:
        print(row(slot, right[slot], wrong[slot], missed[slot], together[slot]))
    print(row("all", *(counts.total() for counts in (right, wrong, missed, together))))


def overlaps(found: Span, labelled: str | bool, text: str) -> bool:
    if isinstance(labelled, bool):
        return labelled
    start = text.index(labelled)
    return found.start < start + len(labelled) and start < found.end


def row(name: str, right: int, wrong: int, missed: int, together: int) -> str:
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"  {name:8} precision {precision:.3f}  recall {recall:.3f}  same place {together / max(1, right):.3f}"


def error(narrative: dict[str, Any], slot: str, found: Span | None) -> str:
    kind = f"not there: {found.text}" if found else f"missed: {narrative['slots'][slot]}"
    return f"{slot} {kind} | {narrative['text']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[*HALVES, MORE, *OTHERS])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    for file in args.files:
        measure(file, args.errors)


if __name__ == "__main__":
    main()
