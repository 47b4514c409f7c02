"""List the model packs, fetch them, verify them, or import them from a folder or a stick."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from capture.models import ModelStore, model_store
from core.command_line import print_json, print_text
from core.language import _
from core.problems import PackMissing, PackProblem
from core.sentences import sentence_of

DONE, TROUBLE = 0, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="every known pack, one JSON object a line").set_defaults(act=list_packs)
    fetching = actions.add_parser("fetch", help="bring packs; without a name those a demonstration needs")
    fetching.add_argument("names", nargs="*", metavar="NAME")
    fetching.set_defaults(act=fetch_packs)
    actions.add_parser("verify", help="check every installed pack").set_defaults(act=verify_packs)
    importing = actions.add_parser("import", help="take packs out of a folder or a stick")
    importing.add_argument("folder", type=Path, metavar="DIR")
    importing.set_defaults(act=import_packs)


def run(args: argparse.Namespace) -> int:
    code: int = args.act(model_store(), args)
    return code


def list_packs(here: ModelStore, args: argparse.Namespace) -> int:
    for pack in here.packs.values():
        about = pack.model_dump(include={"name", "engine", "languages", "licence", "size", "about", "demo"})
        print_json(about | {"installed": here.installed(pack.name) is not None})
    return DONE


def fetch_packs(here: ModelStore, args: argparse.Namespace) -> int:
    names = args.names or [pack.name for pack in here.packs.values() if pack.demo]

    def bring(name: str) -> str:
        if here.installed(name) and _whole(here, name):
            return _("已经装好")
        here.fetch(name, Meter())
        return _("装好了")

    return _each(names, bring)


def verify_packs(here: ModelStore, args: argparse.Namespace) -> int:
    return _each([name for name in here.packs if (here.folder / name).exists()], lambda name: _sound(here, name))


def import_packs(here: ModelStore, args: argparse.Namespace) -> int:
    found: list[str] = []

    def take(name: str) -> str:
        if here.bring(name, args.folder) is None:
            return ""
        found.append(name)
        return _("装好了")

    code = _each(list(here.packs), take)
    if code == DONE and not found:
        raise PackMissing(f"no known pack lies in {args.folder}")
    return code


def _each(names: list[str], act: Callable[[str], str]) -> int:
    """Applies `act` to each pack even if others fail, and reports each result."""
    code = DONE
    for name in names:
        try:
            if said := act(name):
                print_text(f"{name}  {said}")
        except PackProblem as trouble:
            print_text(f"{name}  {trouble.code} {sentence_of(trouble)} ({trouble.detail})", aside=True)
            code = TROUBLE
    return code


def _sound(here: ModelStore, name: str) -> str:
    here.require(name)
    return _("校验无误")


def _whole(here: ModelStore, name: str) -> bool:
    try:
        return bool(here.require(name))
    except PackProblem:
        return False


class Meter:
    """A progress bar for a person; in a log one line when each item begins."""

    def __init__(self) -> None:
        self._what = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        if sys.stdout.isatty():
            filled = 30 * done // total if total else 0
            end = "\n" if done == total else ""
            print(f"\r{'█' * filled}{'░' * (30 - filled)} {what[:40]:40}", end=end, flush=True)
        elif what != self._what:
            print(f"  {what}", flush=True)
        self._what = what
