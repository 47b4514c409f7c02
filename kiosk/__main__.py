"""`python -m kiosk` opens the window; `demo` runs a whole visit by touches; `shots` saves a picture of every page.

`python -m kiosk consult …` answers on the command line, without a window (kiosk/commands)."""

import argparse
import logging
import sys
from pathlib import Path

from core import language, settings
from core.command_line import begin, run_without_window
from core.settings import Screen

COMMANDS = ("card", "consult", "signpost", "urgency")
"""Each is a module of kiosk.commands, imported only when it is asked for."""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk", description=__doc__)
    parser.epilog = f"without a window: {', '.join(COMMANDS)}; see `python -m kiosk COMMAND --help`"
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
    commands.add_parser("touch", help="a grid to stroke with a finger; `sunlit doctor` tells what did not answer")
    return parser


def _screen(size: str) -> Screen:
    from training.simulation import screen

    return screen(size)


def main() -> int:
    begin()
    logging.basicConfig(level=logging.WARNING)
    language.choose(settings.language())
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        return run_without_window("kiosk", sys.argv[1], sys.argv[2:])
    return _with_window(arguments().parse_args())


def _with_window(given: argparse.Namespace) -> int:
    from kiosk.app import kiosk  # brings Qt, which a command without a window does without
    from ui.startup.app import run

    if given.command == "demo":
        from kiosk.demo import Demo  # brings Qt's test hand, which a kiosk does without
        from training.demo_result import Inputs

        inputs = Inputs.given(given.voice, given.card, given.pages)
        Demo(given.out, inputs, given.size).run(offline=given.offline)
        return 0
    if given.command == "shots":
        from kiosk.demo import shoot

        return shoot(given.out)
    if given.command == "touch":
        from ui.startup.app import try_touch

        return try_touch(Screen())
    if given.training:
        from training.app import run as practise

        return practise(kiosk, Screen())
    return run(kiosk, Screen())


if __name__ == "__main__":
    raise SystemExit(main())
