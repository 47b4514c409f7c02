"""Deletes everything of this terminal from this machine: keys first, then drafts, sealed items, logs. Refuses while
items wait for the platform, unless their number is given; asks for a typed word."""

import argparse
import sys

from core.command_line import print_json, print_text
from core.home import home as terminal_home
from core.language import N_, _, _n
from core.problems import NotConfirmed, QueueUnreadable, StoreProblem, UnsentItems
from doctor.machine import Machine, machine
from sync.commands import DONE
from technician.removal import alone, remove_all, terminal_id, unsent
from technician.turn import turn

WORD = N_("全部清除")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unsent", type=int, metavar="N", help="delete N items that the platform does not have")
    parser.add_argument("--unreadable", action="store_true", help="though nobody can say what waits here")
    parser.add_argument("--yes", action="store_true", help="do not ask; with --json this is needed")
    parser.add_argument("--settings", action="store_true", help="delete settings.toml too")


def run(args: argparse.Namespace) -> int:
    home = terminal_home()
    if not home.is_dir():
        return _done(args, "", 0)
    here = machine(home)
    with turn(home), alone(home):
        waiting = _allowed(here, args)
        _confirm(waiting, args)
        name = terminal_id(here)
        try:
            remove_all(home, keep_settings=not args.settings)
        except OSError as trouble:
            raise StoreProblem(type(trouble).__name__) from trouble
    return _done(args, name, waiting or 0)


def _allowed(here: Machine, args: argparse.Namespace) -> int | None:
    """Returns how many items wait, None where nobody knows. Raises UnsentItems, QueueUnreadable."""
    waiting = unsent(here)
    if waiting is None and not args.unreadable:
        raise QueueUnreadable
    if waiting and waiting != args.unsent:
        raise UnsentItems(waiting)
    return waiting


def _confirm(waiting: int | None, args: argparse.Namespace) -> None:
    """Raises NotConfirmed."""
    if args.yes:
        return
    if args.json:
        raise NotConfirmed("--yes is needed with --json")
    if waiting:
        print_text(_n("有{count}件还没有送到平台，清除以后谁也找不回来。", waiting).format(count=waiting), aside=True)
    said = _("这台机器上的全部内容都要清除。要清除，请输入“{word}”，再按回车：")
    print_text(said.format(word=_(WORD)), aside=True)
    if sys.stdin.readline().strip() != _(WORD):
        raise NotConfirmed


def _done(args: argparse.Namespace, name: str, unsent_items: int) -> int:
    if args.json:
        print_json({"wiped": True, "terminal": name, "unsent": unsent_items})
        return DONE
    print_text(_("清除完了。"))
    if name:
        print_text(_("请让平台管理员停用这台终端：{terminal}。").format(terminal=name))
    return DONE
