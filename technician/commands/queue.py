"""What the platform does not have yet: list it, send it now, settle what was refused, carry it on a stick."""

import argparse
from contextlib import closing
from pathlib import Path
from uuid import UUID

from core.command_line import print_json, print_text
from core.home import home as terminal_home
from core.language import _n
from core.sentences import label
from doctor.machine import Machine, machine
from sync import commands
from sync.commands import DONE
from sync.item import Item
from sync.outbox import Outbox
from sync.terminal import Terminal, terminal
from technician.turn import turn


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    parser.set_defaults(act=listed)
    actions.add_parser("list", help="what is not registered").set_defaults(act=listed)
    actions.add_parser("send", help="try now").set_defaults(act=send)
    for name, does, text in (("retry", retry, "send it once more"), ("release", release, "it was settled by hand")):
        action = actions.add_parser(name, help=text)
        action.add_argument("item", type=UUID, metavar="ITEM")
        action.set_defaults(act=does)
    for name, does, text in (("export", export, "copy it to a stick"), ("import", import_, "settle what came back")):
        action = actions.add_parser(name, help=text)
        action.add_argument("dir", type=Path, metavar="DIR")
        action.set_defaults(act=does)


def run(args: argparse.Namespace) -> int:
    if args.act is listed:
        return shown(_all(machine()), args)
    home = terminal_home()
    with turn(home), terminal(home) as opened:
        for notice in opened.notices:
            commands.notify(notice)
        code: int = args.act(opened, args)
        return code


def _all(here: Machine) -> list[Item]:
    """Returns all items without changing anything; none where nothing was ever kept."""
    if not (here.home / "store.db").exists():
        return []
    with closing(here.store()) as store:
        return Outbox(store).all()


def listed(opened: Terminal, args: argparse.Namespace) -> int:
    return shown(opened.submissions.items(), args)


def shown(items: list[Item], args: argparse.Namespace) -> int:
    waiting = [each for each in items if not each.settled]
    if args.json:
        print_json({"items": [each.as_json() for each in waiting]})
        return DONE
    print_text(_n("{count}件还没有登记到平台。", len(waiting)).format(count=len(waiting)))
    for each in waiting:
        _row(each)
    return DONE


def _row(item: Item) -> None:
    print_text(item.local_number, label(item.state), item.reason, str(item.item), apart="\t")


def send(opened: Terminal, args: argparse.Namespace) -> int:
    """Makes one pass over what waits."""
    args.once = True
    code = commands.run(opened, args)
    listed(opened, args)
    return code


def retry(opened: Terminal, args: argparse.Namespace) -> int:
    return _told(opened.submissions.retry(args.item), args)


def release(opened: Terminal, args: argparse.Namespace) -> int:
    return _told(opened.submissions.release(args.item), args)


def _told(item: Item, args: argparse.Namespace) -> int:
    if args.json:
        print_json(item.as_json())
    else:
        _row(item)
    return DONE


def export(opened: Terminal, args: argparse.Namespace) -> int:
    copied = list(opened.submissions.export(args.dir))
    if args.json:
        print_json({"items": [{"item": str(each.item), "local_number": each.local_number} for each in copied]})
    else:
        said = _n("{count}件已经封好存进 {folder}，请带到平台。", len(copied))
        print_text(said.format(count=len(copied), folder=args.dir))
    return DONE


def import_(opened: Terminal, args: argparse.Namespace) -> int:
    """As `python -m sync import`, which prints a line of JSON a letter."""
    return commands.import_(opened, args)
