"""Pictures of pages to text: one JSON line a file."""

import argparse
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from capture.commands.report import each_file
from capture.page import Page, load, reader, searchable_pdf


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", type=Path, metavar="OUT", help="write all pages as one searchable PDF")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    engine = reader(args.threads)
    pages: list[Page] = []

    def read(file: Path) -> dict[str, Any]:
        began, spent = time.perf_counter(), time.process_time()
        page = engine.read(load(file))
        times = {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - spent}
        if args.pdf:
            pages.append(page)
        return {**described(page), **{name: round(value, 3) for name, value in times.items()}}

    code = each_file(args.files, read)
    if args.pdf:
        args.pdf.write_bytes(searchable_pdf(pages))
    return code


def described(page: Page) -> dict[str, Any]:
    return {
        "corners": page.corners,
        "rotation": page.rotation,
        "quality": asdict(page.quality),
        "lines": [asdict(line) for line in page.lines],
        "text": page.text,
    }
