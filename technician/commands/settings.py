"""The site file: `template` prints one, `check FILE` says what is wrong in it, `apply FILE` makes it this terminal's
settings (the former ones stay in settings.before.toml), `show` prints what holds now."""

import argparse
from pathlib import Path

from core import config_file, settings
from core.command_line import print_json, print_text
from core.home import home as terminal_home
from core.language import _
from core.problems import SiteFileMissing, SiteFileUnreadable, StoreProblem
from core.settings import FILE, Settings
from storage import disk
from sync.commands import DONE
from technician.site_template import template
from technician.turn import turn

BEFORE = "settings.before.toml"


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("template", help="print a commented site file").set_defaults(act=print_template)
    actions.add_parser("show", help="print every setting as it holds").set_defaults(act=show)
    for name, act, text in (("check", check, "find what is wrong"), ("apply", apply, "make it the settings")):
        action = actions.add_parser(name, help=text)
        action.add_argument("file", type=Path, metavar="FILE")
        action.set_defaults(act=act)


def run(args: argparse.Namespace) -> int:
    code: int = args.act(args)
    return code


def print_template(args: argparse.Namespace) -> int:
    if args.json:
        print_json({"template": template()})
    else:
        print_text(template().removesuffix("\n"))
    return DONE


def show(args: argparse.Namespace) -> int:
    found = settings.load().model_dump(mode="json")
    if args.json:
        print_json(found)
        return DONE
    for group, values in found.items():
        for name, value in values.items():
            print_text(f"{group}.{name} = {value}")
    return DONE


def check(args: argparse.Namespace) -> int:
    found = read(args.file)
    return _say(args, found, _("{file} 写得对。").format(file=args.file.name))


def apply(args: argparse.Namespace) -> int:
    found = read(args.file)
    with turn(terminal_home()):
        put_in_place(args.file, terminal_home())
    return _say(args, found, _("设置换好了，窗口重新打开以后生效。原来的在 {before}。").format(before=BEFORE))


def _say(args: argparse.Namespace, found: Settings, sentence: str) -> int:
    if args.json:
        print_json({"file": args.file.name, "ok": True, "site": found.terminal.site})
    else:
        print_text(sentence)
    return DONE


def read(file: Path) -> Settings:
    """Returns the settings of a site file. Raises SiteFileMissing, SiteFileUnreadable, ConfigWrong."""
    try:
        there = file.is_file() and bool(file.read_bytes() or True)
    except OSError as trouble:
        raise SiteFileUnreadable(type(trouble).__name__) from None
    if not there:
        raise SiteFileMissing
    return config_file.read(file, Settings)


def put_in_place(file: Path, home: Path) -> None:
    """Copies a checked file into the home; an interruption leaves the old or the new one. Raises DiskFull,
    StoreProblem."""
    now = home / FILE
    try:
        content = file.read_bytes()
        if now.exists() and now.read_bytes() != content:
            disk.replace(home / BEFORE, now.read_bytes())
        disk.replace(now, content)
    except OSError as trouble:
        raise StoreProblem(type(trouble).__name__) from trouble
