"""`sunlit update check|stage|apply|rollback`: new versions of the program and of its data, from the platform or a
stick. Each answers in lines of JSON."""

import argparse
import sys
from pathlib import Path

from core import settings
from core.command_line import print_json
from core.home import home
from core.problems import NotEnrolled, Problem, UpdateProblem
from core.sentences import as_error
from sync.platform.http import Transport
from sync.terminal import terminal
from updates import data_check
from updates.release import KINDS
from updates.sources import Folder, Gateway, Source
from updates.updater import Updater

DONE, NOT_DONE, SET_UP = 0, 1, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, text in (("check", "what is offered"), ("stage", "fetch it, verify it, make it ready")):
        made = actions.add_parser(name, help=text, description=text)
        made.add_argument("--from", dest="source", type=Path, metavar="DIR", help="a stick instead of the platform")
    actions.add_parser("apply", help="exchange what is ready, when nobody is there")
    back = actions.add_parser("rollback", help="go back to the version before")
    back.add_argument("--kind", choices=KINDS, default="program", help="%(default)s")
    actions.add_parser("check-data", help="whether the data in force can be read")


def run(args: argparse.Namespace) -> int:
    try:
        return _run(args)
    except Problem as problem:
        return _not_done(problem)
    except OSError as trouble:
        return _not_done(UpdateProblem(type(trouble).__name__))


def _not_done(problem: Problem) -> int:
    print_json({"error": {**as_error(problem), **({"detail": problem.detail} if problem.detail else {})}})
    return NOT_DONE if not isinstance(problem, NotEnrolled) else SET_UP


def _run(args: argparse.Namespace) -> int:
    if args.action == "check-data":
        found = data_check.faults()
        for folder, why in found.items():
            print(f"{folder}: {why}", file=sys.stderr)
        return NOT_DONE if found else DONE
    updater = Updater.of(settings.load())
    if args.action == "check":
        for standing in updater.check(_source(args.source)):
            print_json(standing.told())
    elif args.action == "stage":
        source = _source(args.source)
        for standing in updater.stage(source):
            print_json({**standing.told(), "traffic": source.traffic})
    elif args.action == "apply":
        for kind, version in updater.apply().items():
            print_json({"kind": kind, "runs": version})
    else:
        print_json({"kind": args.kind, "runs": updater.rollback(args.kind)})
    return DONE


def _source(folder: Path | None) -> Source:
    """Raises NotEnrolled where there is no platform to ask."""
    if folder:
        return Folder(folder)
    with terminal(home()) as opened:
        url = opened.identities.current().url
    return Gateway(Transport(url, settings.load().platform))
