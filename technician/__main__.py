"""`sunlit COMMAND`, or `python -m technician COMMAND`: install, check, trust, leave a terminal.

What it says is in the language of the settings; with `--json` it prints lines of JSON. Exit codes: 0 done, 1 bad input,
2 something is left to do, 3 set-up trouble.
"""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence

from core import language, settings
from core.command_line import begin, print_json, print_text
from core.problems import Problem
from sync.commands import SET_UP, told
from technician import account

COMMANDS = {
    "enrol": "become known to a platform: [--site FILE] CODE",
    "doctor": "what is wrong with this machine, and what to do",
    "devices": "what is plugged in, and what the settings name",
    "models": "model packs: list, verify, fetch, import",
    "queue": "what the platform does not have yet",
    "logs": "what was done here, never to whom",
    "support-bundle": "a file for the platform's people, without personal data",
    "update": "a new version",
    "settings": "template, check or apply a site file; show what holds",
    "wipe": "delete everything of this terminal",
    "self-test": "from a sample to a case number, on a gateway of its own",
}
"""Each is a module of technician.commands, imported only when it is asked for."""

AS_ROOT = frozenset({"models", "update"})
"""What writes where the program lies, which is root's. `update` becomes the window's account where it does not."""


def module(command: str) -> str:
    return f"technician.commands.{command.replace('-', '_')}"


def available() -> dict[str, str]:
    return {name: text for name, text in COMMANDS.items() if importlib.util.find_spec(module(name))}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="sunlit", description="a technician's command")
    top.add_argument("command", choices=available(), metavar="COMMAND")
    top.add_argument("rest", nargs=argparse.REMAINDER, help="see `sunlit COMMAND --help`")
    commands = [f"{name}: {text}" for name, text in available().items()]
    top.epilog = "; ".join([*commands, "sync …: what is rarer, as `python -m sync`"])
    return top


def main(argv: Sequence[str] | None = None) -> int:
    begin()
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        account.choose(stay_root=bool(given) and given[0] in AS_ROOT)
        language.choose(settings.language())
        if given[:1] == ["sync"]:
            from sync.__main__ import main as sync

            return sync(given[1:])
        return _run(given)
    except Problem as problem:
        error = told(problem)
        if "--json" in given:
            print_json({"error": error})
        else:
            print_text(f"{error['message']}（{error['code']}）", aside=True)
        return SET_UP


def _run(given: Sequence[str]) -> int:
    chosen = parser().parse_args(given)
    command = importlib.import_module(module(chosen.command))
    own = argparse.ArgumentParser(prog=f"sunlit {chosen.command}", description=command.__doc__)
    own.epilog = "--json anywhere: lines of JSON"
    command.arguments(own)
    args = own.parse_args([each for each in chosen.rest if each != "--json"])
    args.json = "--json" in chosen.rest
    return int(command.run(args))


if __name__ == "__main__":
    sys.exit(main())
