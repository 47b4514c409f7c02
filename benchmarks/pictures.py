"""Measures how well pages and cards are read, beside the baseline: `python -m benchmarks.pictures [--samples DIR]`.

DIR, or each folder in it, holds a manifest.jsonl; without it resources/samples is measured. Both readers see the same
pictures in the same run, each in its own process, so that its memory can be measured. Punctuation counts as a
character, blanks do not. A card is right when every field is; a wrong value is accepted when it is not in doubt."""

import argparse
import json
import re
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.baseline_pictures import BaselineReader
from capture.card import CardScanner
from capture.page import Quad, load, reader
from core.resources import resource as shipped
from devices.ports import Picture

FULL, HALF = "，。：；！？（）“”‘’、—–·•《》【】…", """,.:;!?()""'',--..<>[]."""
MARKS = str.maketrans(FULL, HALF)

Truth = dict[str, Any]
Row = dict[str, Any]
Reads = Callable[[Picture], Row]


def truths(folder: Path) -> Iterator[tuple[Truth, Path]]:
    for manifest in sorted({*folder.glob("manifest.jsonl"), *folder.glob("*/manifest.jsonl")}):
        for text in manifest.read_text("utf-8").splitlines():
            truth = json.loads(text)
            if truth.get("type") in ("document", "idcard"):
                yield truth, manifest.parent / truth["file"]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.translate(MARKS)).translate(MARKS))


def character_error(read: str, truth: str) -> float:
    return min(1.0, Levenshtein.distance(bare(read), bare(truth)) / max(1, len(bare(truth))))


def overlap(quad: Quad | None, truth: list[list[float]]) -> float:
    if quad is None:
        return 0.0
    first, second = np.array(quad, np.float32), np.array(truth, np.float32)
    common, _ = cv2.intersectConvexConvex(first, second)
    return float(common / (cv2.contourArea(first) + cv2.contourArea(second) - common))


def product() -> tuple[Reads, Reads]:
    """Returns the product's readers: of a page its text, corners, rotation; of a card its side, fields, doubts."""
    engine = reader()
    scanner = CardScanner(engine.orientation, engine.text)

    def page(picture: Picture) -> Row:
        seen = engine.read(picture)
        return {"text": seen.text, "corners": seen.corners, "rotation": seen.rotation}

    def card(picture: Picture) -> Row:
        seen = scanner.read(picture)
        return {"side": seen.side, "fields": dict(seen.fields), "doubtful": seen.doubtful, "corners": seen.corners}

    return page, card


def plain() -> tuple[Reads, Reads]:
    engine = BaselineReader()

    def page(picture: Picture) -> Row:
        seen = engine.page(picture)
        return {"text": "\n".join(seen.rows), "corners": seen.corners, "rotation": seen.rotation}

    def card(picture: Picture) -> Row:
        read = engine.card(picture)
        return {"side": "read" if read else None, "fields": read, "doubtful": (), "corners": None}

    return page, card


def measured(folder: Path, engines: tuple[Reads, Reads]) -> dict[str, Any]:
    """Returns rows of pages and of cards, and the memory used (MiB). The first picture is read twice to warm up."""
    page, card = engines
    rows: dict[str, list[Row]] = {"document": [], "idcard": []}
    for truth, file in truths(folder):
        kind, read = truth["type"], page if truth["type"] == "document" else card
        if not rows[kind]:
            read(load(file))
        before = spent()
        rows[kind].append({**read(load(file)), "cpu": spent() - before})
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {**rows, "memory": peak // 1024}


def spent() -> float:
    """Returns CPU seconds, including helper programs."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def page_figures(found: list[tuple[Truth, Row]]) -> dict[str, str]:
    errors = [(truth["level"] == "real", character_error(row["text"], truth["text"])) for truth, row in found]
    shot = [(truth, row) for truth, row in found if truth.get("corners") and truth.get("capture") == "photo"]
    cornered = [overlap(row["corners"], truth["corners"]) >= 0.9 for truth, row in shot]
    return {
        "pages, synthetic: mean CER": mean([error for real, error in errors if not real]),
        "pages, real: mean CER": mean([error for real, error in errors if real]),
        "pages: corners IoU >= .9": share(cornered),
        "pages: direction": share([row["rotation"] == truth["rotation"] for truth, row in found]),
        "pages: CPU seconds each": mean([row["cpu"] for _, row in found]),
    }


def card_figures(found: list[tuple[Truth, Row]]) -> dict[str, str]:
    cards = [
        (truth, row, wrong_fields(truth, row)) for truth, row in found if truth.get("side") in ("portrait", "emblem")
    ]
    others = [row for truth, row in found if truth.get("side") not in ("portrait", "emblem")]
    good = [row for truth, row, _ in cards if truth.get("good", truth["level"] != "real")]
    accepted = [name for _, row, wrong in cards for name in wrong if name not in row["doubtful"]]
    outlined = [overlap(row["corners"], truth["corners"]) >= 0.9 for truth, row, _ in cards if truth.get("corners")]
    return {
        "cards: every field right": share([not wrong for _, _, wrong in cards]),
        "cards: corners IoU >= .9": share(outlined),
        "cards: wrong numbers accepted": str(accepted.count("id_number")),
        "cards: wrong fields accepted": str(len(accepted)),
        "good cards with a doubt": share([bool(row["doubtful"]) for row in good]),
        "no card, and so said": share([row["side"] is None for row in others]),
        "cards: CPU seconds each": mean([row["cpu"] for _, row in found]),
    }


def wrong_fields(truth: Truth, row: Row) -> list[str]:
    return [name for name, value in truth["fields"].items() if bare(row["fields"].get(name, "")) != bare(value)]


def mean(values: list[float]) -> str:
    return f"{sum(values) / len(values):.4f}" if values else "-"


def share(values: list[bool]) -> str:
    return f"{sum(values)} of {len(values)}" if values else "-"


def figures(folder: Path, rows: dict[str, Any]) -> dict[str, str]:
    known: dict[str, list[Truth]] = {"document": [], "idcard": []}
    for truth, _ in truths(folder):
        known[truth["type"]].append(truth)
    pages = list(zip(known["document"], rows["document"], strict=True))
    cards = list(zip(known["idcard"], rows["idcard"], strict=True))
    found = {**(page_figures(pages) if pages else {}), **(card_figures(cards) if cards else {})}
    return {**found, "memory, MiB": str(rows["memory"])}


def asked(folder: Path, engine: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.pictures", "--samples", str(folder), "--engine", engine]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=Path, default=shipped("samples"), metavar="DIR")
    parser.add_argument("--engine", choices=["product", "plain"], help="only this one's readings, as JSON")
    args = parser.parse_args()
    if args.engine:
        engines = product() if args.engine == "product" else plain()
        print(json.dumps(measured(args.samples, engines), ensure_ascii=False))
        return
    ours, theirs = (figures(args.samples, asked(args.samples, engine)) for engine in ("product", "plain"))
    print(f"{'':34}{'product':>12}{'plain':>12}{'ratio':>8}")
    for name, value in ours.items():
        ratio = f"{float(value) / float(theirs[name]):.2f}" if "CPU" in name or ("CER" in name and value != "-") else ""
        print(f"{name:34}{value:>12}{theirs[name]:>12}{ratio:>8}")


if __name__ == "__main__":
    main()
