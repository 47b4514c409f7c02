"""Pictures of pages to text: one JSON line a file."""

import argparse
import time
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from capture.commands.report import each_file
from capture.page import Frame, Page, Quad, Quality, TextLine, frames, reader, searchable_pdf

Read = tuple[Frame, Page]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="OUT", help="write all pages as one searchable PDF")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    engine = reader(args.threads)
    pages: list[Page] = []

    def read(file: Path) -> dict[str, Any]:
        began, spent = time.perf_counter(), time.process_time()
        found = [(frame, engine.read(frame.picture)) for frame in frames(file)]
        times = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - spent}
        if args.pdf:
            pages.extend(page for _, page in found)
        return {**described(found), **{name: round(value, 3) for name, value in times.items()}}

    code = each_file(args.files, read)
    if args.pdf:
        args.pdf.write_bytes(searchable_pdf(pages))
    return code


def described(found: Sequence[Read]) -> dict[str, Any]:
    """Returns one object a file.

    For several pictures it holds all text and all lines, each with the number of its `frame`; the first one's corners
    and rotation; and `frames` with the details of each.
    """
    told = [of_one(frame, page) for frame, page in found]
    if len(told) == 1:
        return told[0]
    both = list(zip(found, told, strict=True))
    numbered = [{**line, "frame": frame.number} for (frame, _), one in both for line in one["lines"]]
    return {
        **told[0],
        "quality": {each.name: any(one["quality"][each.name] for one in told) for each in fields(Quality)},
        "lines": numbered,
        "text": "\n".join(one["text"] for one in told),
        **({"more": True} if any("more" in one for one in told) else {}),
        "frames": [
            {"frame": frame.number, **{name: value for name, value in one.items() if name != "lines"}}
            for (frame, _), one in both
        ],
    }


def of_one(frame: Frame, page: Page) -> dict[str, Any]:
    """Returns the object of one picture in source pixels, even if it was opened at half size. `more` is set only if
    other writing was not read."""
    return {
        "corners": page.corners and enlarged(page.corners, frame.scale),
        "rotation": page.rotation,
        "quality": asdict(page.quality),
        "lines": [asdict(at_source(line, frame.scale)) for line in page.lines],
        "text": page.text,
        **({"more": True} if page.more else {}),
    }


def at_source(line: TextLine, scale: float) -> TextLine:
    return TextLine(line.text, line.confidence, enlarged(line.box, scale))


def enlarged(quad: Quad, scale: float) -> Quad:
    a, b, c, d = ((round(x * scale, 1), round(y * scale, 1)) for x, y in quad)
    return (a, b, c, d)
