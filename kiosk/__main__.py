"""`python -m kiosk`: the window for a person; `demo`: the main job, by touches; `shots`: a picture of every page."""

import argparse
import logging
from pathlib import Path

from core.settings import Screen
from kiosk.app import kiosk
from training.stage import CARD, PAGES, SPEECH, screen
from ui.day import live


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    demo = commands.add_parser("demo")
    demo.add_argument("--out", type=Path, default=Path("build/demo"))
    demo.add_argument("--offline", action="store_true")
    demo.add_argument("--voice", type=Path, default=SPEECH)
    demo.add_argument("--card", type=Path, default=CARD)
    demo.add_argument("--page", type=Path, action="append", dest="pages")
    demo.add_argument("--size", type=screen, default=Screen())
    shots = commands.add_parser("shots")
    shots.add_argument("--out", type=Path, default=Path("build/shots"))
    return parser


def main() -> int:
    logging.basicConfig(level=logging.WARNING)
    given = arguments().parse_args()
    if given.command == "demo":
        from kiosk.demo import Demo  # brings Qt's test hand, which a kiosk does without
        from training.record import Inputs

        Demo(given.out, Inputs(given.voice, given.card, given.pages or PAGES), given.size).run(offline=given.offline)
        return 0
    if given.command == "shots":
        from kiosk.shots import shoot

        return shoot(given.out)
    return live(kiosk, Screen())


if __name__ == "__main__":
    raise SystemExit(main())
