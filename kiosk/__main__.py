"""`python -m kiosk` opens the window; `demo` runs a whole visit by touches; `shots` saves a picture of every page."""

import argparse
import logging
from pathlib import Path

from core import language, settings
from core.command_line import begin
from core.settings import Screen
from kiosk.app import kiosk
from ui.startup.app import run


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk", description=__doc__)
    parser.add_argument("--training", action="store_true", help="practise: simulated devices, a gateway of its own")
    commands = parser.add_subparsers(dest="command")
    demo = commands.add_parser("demo")
    demo.add_argument("--out", type=Path, default=Path("build/demo"))
    demo.add_argument("--offline", action="store_true")
    demo.add_argument("--voice", type=Path)
    demo.add_argument("--card", type=Path)
    demo.add_argument("--page", type=Path, action="append", dest="pages")
    demo.add_argument("--size", type=_screen, default=Screen())
    shots = commands.add_parser("shots")
    shots.add_argument("--out", type=Path, default=Path("build/shots"))
    return parser


def _screen(size: str) -> Screen:
    from training.simulation import screen

    return screen(size)


def main() -> int:
    begin()
    logging.basicConfig(level=logging.WARNING)
    language.choose(settings.language())
    given = arguments().parse_args()
    if given.command == "demo":
        from kiosk.demo import Demo  # brings Qt's test hand, which a kiosk does without
        from training.demo_result import Inputs

        inputs = Inputs.given(given.voice, given.card, given.pages)
        Demo(given.out, inputs, given.size).run(offline=given.offline)
        return 0
    if given.command == "shots":
        from kiosk.shots import shoot

        return shoot(given.out)
    if given.training:
        from training.app import run as practise

        return practise(kiosk, Screen())
    return run(kiosk, Screen())


if __name__ == "__main__":
    raise SystemExit(main())
