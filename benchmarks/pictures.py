"""How well pages and cards are read: `python benchmarks/pictures.py [--samples DIR] [--kind documents|idcards]`.

DIR holds `documents/` and `idcards/`, each with a manifest.jsonl; without it the shipped samples are taken. Prints one
JSON line a set: mean character error (punctuation counts, blanks do not), corners with IoU >= .9, cards with every
field right, wrong numbers accepted, good cards with a doubt, CPU seconds a picture.
"""

import argparse
import json
import re
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from capture.card import scanner
from capture.page import Quad, load, reader
from core.resources import resource

FULL, HALF = "，。：；！？（）“”‘’、—–·•《》【】…", """,.:;!?()""'',--..<>[]."""
MARKS = str.maketrans(FULL, HALF)


def truths(folder: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    for text in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(text)
        yield truth, folder / truth["file"]


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


def pages(folder: Path) -> dict[str, Any]:
    engine, rows = reader(), []
    for truth, file in truths(folder):
        began = time.process_time()
        page = engine.read(load(file))
        photographed = truth.get("corners") and truth.get("capture") == "photo"
        rows.append(
            {
                "real": truth["level"] == "real",
                "error": character_error(page.text, truth["text"]),
                "found": overlap(page.corners, truth["corners"]) >= 0.9 if photographed else None,
                "turned": page.rotation == truth["rotation"],
                "cpu": time.process_time() - began,
            }
        )
    found = [row["found"] for row in rows if row["found"] is not None]
    return {
        "set": "documents",
        "pages": len(rows),
        "synthetic_error": mean([row["error"] for row in rows if not row["real"]]),
        "real_error": mean([row["error"] for row in rows if row["real"]]),
        "corners": f"{sum(found)} of {len(found)}",
        "direction": f"{sum(row['turned'] for row in rows)} of {len(rows)}",
        "cpu_seconds": mean([row["cpu"] for row in rows]),
    }


def cards(folder: Path) -> dict[str, Any]:
    engine, rows = scanner(), []
    for truth, file in truths(folder):
        began = time.process_time()
        card = engine.read(load(file))
        wrong = [name for name, value in truth["fields"].items() if bare(card.fields.get(name, "")) != bare(value)]
        rows.append(
            {
                "file": truth["file"],
                "wrong": wrong,
                "accepted": [name for name in wrong if name not in card.doubtful],
                "doubt": bool(card.doubtful),
                "found": overlap(card.corners, truth["corners"]) >= 0.9 if truth.get("corners") else None,
                "cpu": time.process_time() - began,
            }
        )
    found = [row["found"] for row in rows if row["found"] is not None]
    return {
        "set": "idcards",
        "cards": len(rows),
        "right": sum(not row["wrong"] for row in rows),
        "wrong": {row["file"]: row["wrong"] for row in rows if row["wrong"]},
        "wrong_number_accepted": sum("id_number" in row["accepted"] for row in rows),
        "with_doubt": sum(row["doubt"] for row in rows),
        "corners": f"{sum(found)} of {len(found)}",
        "cpu_seconds": mean([row["cpu"] for row in rows]),
    }


def mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=Path, default=resource("samples"), metavar="DIR")
    parser.add_argument("--kind", choices=["documents", "idcards"])
    args = parser.parse_args()
    for kind, measure in (("documents", pages), ("idcards", cards)):
        if args.kind in (None, kind):
            print(json.dumps(measure(args.samples / kind), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
