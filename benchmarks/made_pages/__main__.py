"""Draws one half of the made pages: `python -m benchmarks.made_pages HALF --out DIR [--count N] [--kind KIND]`.

HALF is `tuning`, which may be looked at, or `locked`, of which only the figure is read. The halves share no text and no
seed, hardly a font, and differ in backgrounds. `python -m benchmarks.pictures --samples DIR` measures DIR."""

import argparse
import json
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from benchmarks.made_pages.scenes import shot
from benchmarks.made_pages.sheets import LAYOUTS, MORE_LAYOUTS

SEEDS = {"tuning": 4_100, "locked": 977_000}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("half", choices=SEEDS)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--count", type=int, default=66)
    parser.add_argument("--kind", choices=[*LAYOUTS, *MORE_LAYOUTS], help="of this alone")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(made(args.half, number, args.out, args.kind), ensure_ascii=False) for number in range(args.count)
    ]
    (args.out / "manifest.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def made(half: str, number: int, out: Path, only: str | None = None) -> dict[str, object]:
    """Saves one page and returns its manifest line, in the format of the shipped samples."""
    seed = SEEDS[half] + number
    rng, noise = Random(seed), np.random.default_rng(seed)
    kind = only or list(LAYOUTS)[number % len(LAYOUTS)]
    sheet = (LAYOUTS | MORE_LAYOUTS)[kind](half, rng)
    seen = shot(sheet, rng, noise)
    file = f"made_{half[0]}{number:03}_{kind}.jpg"
    Image.fromarray(seen.pixels).save(out / file, quality=rng.randint(60, 92))
    return {
        "file": file,
        "type": "document",
        "kind": kind,
        "capture": "photo",
        "level": "made",
        "text": "\n".join(sheet.lines),
        "corners": seen.corners,
        "rotation": seen.rotation,
        "tilt": seen.tilt,
        "background": seen.ground,
        "cut": seen.cut,
        "seal_text": sheet.stamps or None,
        "ignored_text": seen.ignored or None,
    }


if __name__ == "__main__":
    main()
