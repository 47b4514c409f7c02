"""Pictures of identity cards to fields: one JSON line a file."""

import argparse
import time
from pathlib import Path
from typing import Any

from capture.card import scanner
from capture.commands.report import each_file
from capture.page import load
from core.problems import SeveralCards
from core.sentences import as_error


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
            "document": card.document.value if card.side else None,
            "cards_seen": card.cards_seen if card.side else 0,
            "both_sides": bool(card.other_side),
            "other_side": dict(card.other_side),
            "copied": card.copied,
            **({"problem": as_error(SeveralCards())} if card.cards_seen > 1 else {}),
            "seconds": round(time.perf_counter() - began, 3),
            "cpu_seconds": round(time.process_time() - spent, 3),
        }

    return each_file(args.files, read)
