"""For technicians: is the reader of the settings there, which module is in it, and does it read a card?

    python -m devices.card_reader [--seconds 20]

Lay any card on it. One JSON line an event; what stands on the card is not shown.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from core.command_line import begin, print_json
from core.person import Cardholder
from core.problems import Problem
from core.sentences import as_error
from core.settings import load
from devices import configured
from devices.card_reader.sam import SamReader
from devices.card_reader.sdtapi import SdtapiReader


def main() -> int:
    begin()
    parser = argparse.ArgumentParser("python -m devices.card_reader", description="try the card reader of the settings")
    parser.add_argument("--seconds", type=float, default=20, help="how long to wait for a card")
    args = parser.parse_args()
    try:
        for event in events(args.seconds):
            print_json(event)
    except Problem as problem:
        print_json({"error": as_error(problem), "detail": problem.detail})
        return 3
    return 0


def events(seconds: float) -> Iterator[dict[str, Any]]:
    reader = configured.card_reader(load().devices)
    if not isinstance(reader, SamReader | SdtapiReader):
        yield {"reader": "none in the settings"}
        return
    reader.open()
    try:
        yield {"reader": "ready", "module": reader.sam_number()}
        yield tried(reader, seconds)
    finally:
        reader.close()


def tried(reader: SamReader | SdtapiReader, seconds: float) -> dict[str, Any]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holder := reader.read():
            return {"card": "read", **harmless(holder)}
    return {"card": "none"}


def harmless(holder: Cardholder) -> dict[str, Any]:
    """Returns the facts about a card that identify nobody."""
    return {"document": holder.document, "doubtful": holder.doubtful, "expired": holder.expired(date.today())}


if __name__ == "__main__":
    sys.exit(main())
