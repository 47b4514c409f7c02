"""Makes this terminal known to a platform with a one-time code; with `--site` its settings are taken from a site file
first. The address stands in the code's QR text, in the command, or in the settings."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core import settings
from core.command_line import print_json, print_text
from core.home import home as terminal_home
from core.invitation import Invitation
from core.language import _
from core.problems import ClockTooEarly, NoAddress
from core.settings import Settings
from doctor.computer import BEFORE_US
from doctor.machine import local_now
from sync.commands import DONE
from sync.terminal import terminal
from technician.commands.settings import put_in_place, read
from technician.turn import turn
from trust import key_fingerprints


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, metavar="FILE", help="a site file, checked before anything is done")
    parser.add_argument("words", nargs="+", metavar="[URL] CODE", help="as printed, or all that a QR code says")


def run(args: argparse.Namespace, now: Callable[[], datetime] = local_now) -> int:
    home = terminal_home()
    if now().replace(tzinfo=None) < BEFORE_US:
        raise ClockTooEarly(now().date())
    wanted = read(args.site) if args.site else settings.load(home)
    with turn(home):
        if args.site:
            put_in_place(args.site, home)
        with terminal(home) as opened:
            url, code = _where(args.words, wanted, opened.last_address)
            identity = opened.enrol(url, code, wanted.terminal.name, wanted.terminal.site)
            organ = key_fingerprints.of_organ(identity.pinned)
    if args.json:
        print_json({"terminal": identity.terminal, "organ": organ})
    else:
        print_text(_("登记好了，平台给这台终端的编号是 {terminal}。").format(terminal=identity.terminal))
        print_text(_("请照纪检机关的纸核对这20位数字：{organ}").format(organ=organ))
        print_text(_("接着运行 sunlit doctor 查一遍。"))
    return DONE


def _where(words: list[str], wanted: Settings, before: str) -> tuple[str, str]:
    """Returns address and code. Raises NoAddress."""
    text = "".join(words)
    if text.lower().startswith("sunlit:"):
        try:
            invited = Invitation.read(text)
        except ValueError:
            raise NoAddress from None
        return invited.url, invited.code
    if "://" in words[0]:
        return words[0], " ".join(words[1:])
    if address := wanted.platform.address or before:
        return address, " ".join(words)
    raise NoAddress
