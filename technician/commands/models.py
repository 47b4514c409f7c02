"""Model packs: list them, verify every file, fetch them from the network, or import them from a folder or a stick."""

import argparse
from pathlib import Path

from capture.models import ModelStore, model_store
from core.command_line import print_json, print_text
from core.home import home as terminal_home
from core.language import _
from core.problems import PackMissing, PackProblem
from core.sentences import as_error, sentence_of
from sync.commands import DONE, SET_UP
from technician.turn import turn


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", default="list", choices=["list", "verify", "fetch", "import"])
    parser.add_argument("what", nargs="*", metavar="NAME|DIR", help="packs to fetch, or the folder to import from")


def run(args: argparse.Namespace) -> int:
    here = model_store()
    if args.action == "list":
        return listed(here, args)
    if args.action == "verify":
        present = [name for name in here.packs if (here.folder / name).exists()]
        return _each(present, here, args)
    with turn(terminal_home()):
        if args.action == "fetch":
            return _each(args.what or [name for name, pack in here.packs.items() if pack.demo], here, args)
        if len(args.what) != 1 or not Path(args.what[0]).is_dir():
            raise PackMissing("import wants one folder")
        return _each(list(here.packs), here, args, Path(args.what[0]))


def listed(here: ModelStore, args: argparse.Namespace) -> int:
    for name, pack in here.packs.items():
        there = here.installed(name) is not None
        if args.json:
            about = pack.model_dump(include={"name", "engine", "languages", "licence", "size", "about", "demo"})
            print_json(about | {"installed": there})
        else:
            standing = _("装了") if there else _("要装") if pack.demo else _("没装")
            print_text(f"{name:<20} {standing}  {pack.size >> 20} MB")
    return DONE


def _each(names: list[str], here: ModelStore, args: argparse.Namespace, folder: Path | None = None) -> int:
    """Does the same to each pack, even if others fail; reports each."""
    code, seen = DONE, 0
    for name in names:
        try:
            if not _done(here, name, args.action, folder):
                continue
        except PackProblem as problem:
            code = SET_UP
            _say(args, name, problem)
        else:
            _say(args, name, None)
        seen += 1
    if not seen:
        raise PackMissing("no pack there")
    return code


def _done(here: ModelStore, name: str, action: str, folder: Path | None) -> bool:
    """Returns False where a folder does not hold this pack."""
    if folder is not None:
        return here.bring(name, folder) is not None
    if action == "fetch":
        try:
            here.require(name)
        except PackProblem:
            here.fetch(name)
        return True
    here.require(name)
    return True


def _say(args: argparse.Namespace, name: str, problem: PackProblem | None) -> None:
    if args.json:
        print_json({"pack": name, "ok": problem is None, **({"error": as_error(problem)} if problem else {})})
    elif problem:
        print_text(f"{name:<20} {sentence_of(problem)}（{problem.code}）", aside=True)
    else:
        print_text(f"{name:<20} {_('校验无误')}")
