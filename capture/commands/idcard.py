"""Pictures of identity cards to fields: one JSON line a file."""

import argparse
import time
from pathlib import Path
from typing import Any

from capture.card import scanner
from capture.commands.report import each_file
from capture.page import load


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    engine = scanner()

    def read(file: Path) -> dict[str, Any]:
        began, spent = time.perf_counter(), time.process_time()
        card = engine.read(load(file))
        return {
            "side": card.side,
            "fields": dict(card.fields),
            "doubtful": list(card.doubtful),
            "corners": card.corners,
            "seconds": round(time.perf_counter() - began, 3),
            "cpu_seconds": round(time.process_time() - spent, 3),
        }

    return each_file(args.files, read)
