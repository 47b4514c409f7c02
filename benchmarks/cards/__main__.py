"""Measures how made cards are read: `python -m benchmarks.cards [--half tuned|locked] [--kind KIND] [--errors]`.

Each field is right, doubtful (or empty: a person is asked), or wrong without a doubt, which must not happen. The halves
differ in names, streets, marks, tables and fonts; the locked half is measured and not looked at. Two people's cards
must be recognised as two, and another document as what it is. `--make DIR` only writes the pictures."""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.cards.made import KINDS, SEEDS, Made, made, write
from benchmarks.pictures import bare
from capture.card import CardReading, scanner

COLUMNS = ("pictures", "all right", "fields right", "asked", "asked in vain", "WRONG, SURE", "not said")


def judged(truth: dict[str, Any], seen: CardReading) -> tuple[Counter[str], list[str]]:
    """Returns counts, and the errors in words."""
    count: Counter[str] = Counter(pictures=1)
    faults = []
    for name, told in (
        ("cards_seen", seen.cards_seen),
        ("document", seen.document.value),
        ("both_sides", bool(seen.other_side)),
    ):
        if name in truth and truth[name] != told:
            count["not said"] += 1
            faults.append(f"{name}: {told}")
    if truth.get("cards_seen", 1) > 1:
        if "not said" in count and seen.side and not {*seen.fields} <= {*seen.doubtful}:
            count["WRONG, SURE"] += 1
        return count, faults
    if "document" not in truth and seen.side and seen.document.value != "resident-card":
        count["not said"] += 1
        faults.append(f"document: {seen.document.value}")
    if seen.side and seen.cards_seen != 1:
        faults.append("one card taken for several")
    wrong = 0
    for name, value in truth["fields"].items():
        right = bare(seen.fields.get(name, "")) == bare(value)
        asked = name in seen.doubtful or not seen.fields.get(name) or seen.cards_seen > 1
        wrong += not right
        count["fields right"] += right
        count["asked"] += asked
        count["asked in vain"] += asked and right
        if not right:
            faults.append(f"{name}: {seen.fields.get(name, '')} for {value}{' (asked)' if asked else ''}")
        elif asked:
            faults.append(f"{name}: asked in vain, {value}")
        if not right and not asked:
            count["WRONG, SURE"] += 1
    for name in {*seen.fields} - {*truth["fields"]} - {*seen.doubtful}:
        count["WRONG, SURE"] += 1
        faults.append(f"{name}: {seen.fields[name]}, which is not there")
    count["all right"] += not wrong
    return count, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=[*SEEDS])
    parser.add_argument("--kind", choices=[*KINDS], default="")
    parser.add_argument("--errors", action="store_true", help="say what went wrong (of the tuned half)")
    parser.add_argument("--make", type=Path, metavar="DIR")
    args = parser.parse_args()
    if args.make:
        write(args.make)
        return
    engine = scanner()
    for half in [args.half] if args.half else [*SEEDS]:
        kinds: dict[str, Counter[str]] = {}
        for number, (kind, each) in enumerate(made(half, args.kind)):
            count, faults = judged(each.truth, read(engine, each))
            kinds.setdefault(kind, Counter()).update(count)
            if args.errors and faults:
                print(json.dumps({"half": half, "number": number, "kind": kind, "faults": faults}, ensure_ascii=False))
        table(half, kinds)


def read(engine: Any, each: Made) -> CardReading:
    reading: CardReading = engine.read(each.picture)
    return reading


def table(half: str, kinds: dict[str, Counter[str]]) -> None:
    print(f"\n{half:34}" + "".join(f"{name:>15}" for name in COLUMNS))
    for kind, count in [*kinds.items(), ("all", sum(kinds.values(), Counter()))]:
        print(f"{kind:34}" + "".join(f"{count[name]:>15}" for name in COLUMNS), flush=True)


if __name__ == "__main__":
    main()
