"""Tells which kinds of urgency a text speaks of, and whom to call, as one JSON object. Nothing of the text is kept."""

import argparse
from datetime import datetime

from advice.urgency import judged
from core import training
from core.command_line import print_json
from core.language import _


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", help="what was said")
    parser.add_argument("--place", default="", metavar="CODE", help="of GB/T 2260; it matters for heating")


def run(args: argparse.Namespace) -> int:
    today = training.clock(lambda: datetime.now().astimezone())().date()
    found = judged(args.text, today=today, place=args.place)
    hotlines = [{"number": each.number, "name": _(each.name)} for each in found.hotlines]
    print_json({"urgent": bool(found), "kinds": list(found.kinds), "hotlines": hotlines})
    return 0
