"""`python -m proxy_client` opens the agent's window; `demo` files a petition by touches; `shots` saves every page.

`python -m proxy_client people …` works on the command line, without a window (proxy_client/commands)."""

import argparse
import logging
import sys
from pathlib import Path

from core import language, settings
from core.command_line import begin, run_without_window

COMMANDS = ("people", "report", "tasks")
"""Each is a module of proxy_client.commands, imported only when it is asked for."""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m proxy_client", description=__doc__)
    parser.epilog = f"without a window: {', '.join(COMMANDS)}; see `python -m proxy_client COMMAND --help`"
    parser.add_argument("--training", action="store_true", help="practise: simulated devices, a gateway of its own")
    commands = parser.add_subparsers(dest="command")
    demo = commands.add_parser("demo")
    demo.add_argument("--out", type=Path, default=Path("build/demo-proxy"))
    demo.add_argument("--voice", type=Path)
    demo.add_argument("--card", type=Path)
    demo.add_argument("--page", type=Path, action="append", dest="pages")
    shots = commands.add_parser("shots")
    shots.add_argument("--out", type=Path, default=Path("build/shots-proxy"))
    return parser


def main() -> int:
    begin()
    logging.basicConfig(level=logging.WARNING)
    language.choose(settings.language())
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        return run_without_window("proxy_client", sys.argv[1], sys.argv[2:])
    return _with_window(arguments().parse_args())


def _with_window(given: argparse.Namespace) -> int:
    from proxy_client.app import LAPTOP, proxy_client  # brings Qt, which a command without a window does without
    from ui.startup.app import run

    if given.command == "demo":
        from proxy_client.demo import Demo  # brings Qt's test hand, which an agent does without
        from training.demo_result import Inputs

        Demo(given.out, Inputs.given(given.voice, given.card, given.pages), LAPTOP).run()
        return 0
    if given.command == "shots":
        from proxy_client.shots import shoot

        return shoot(given.out, LAPTOP)
    if given.training:
        from proxy_client.practice_lessons import lesson_panel
        from proxy_client.sample_village import settle
        from training.app import run as practise

        return practise(proxy_client, LAPTOP, settle, lesson_panel)
    return run(proxy_client, LAPTOP)


if __name__ == "__main__":
    raise SystemExit(main())
