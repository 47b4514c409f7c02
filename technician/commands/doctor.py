"""Checks this machine: what was found, and what to do. Plays one short tone; prints, waits for a card and draws the
test sheet only when asked. Exit code 0 only if nothing fails."""

import argparse
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from core.command_line import print_json, print_text
from core.language import _
from core.problems import FileNotWritten
from doctor.checks import NAMES, chosen
from doctor.examination import Manner, Timed, examine
from doctor.finding import State
from doctor.machine import Machine, Wanted, machine
from doctor.sheet import sheet_pdf
from sync.commands import DONE, WORK_LEFT
from technician.turn import turn_if_writable

SIGNS = {State.OK: "✓", State.WARN: "!", State.FAIL: "✗"}
CARD_SECONDS = 20.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", action="append", default=[], choices=NAMES, metavar="CHECK", help=", ".join(NAMES))
    parser.add_argument("--quiet", action="store_true", help="opens no device and makes no sound")
    parser.add_argument("--print", action="store_true", help="print the test sheet as well")
    parser.add_argument("--card", action="store_true", help=f"wait {CARD_SECONDS:.0f} seconds for a card")
    parser.add_argument("--test-sheet", type=Path, metavar="FILE", help="write the camera's test sheet as PDF, and end")
    parser.add_argument("--times", action="store_true", help="say how long each took")


def run(args: argparse.Namespace) -> int:
    if args.test_sheet:
        return _draw(args)
    here = machine()
    wanted = Wanted(print_page=args.print, card_seconds=CARD_SECONDS if args.card else 0.0)
    return run_on(replace(here, wanted=wanted), args)


def run_on(here: Machine, args: argparse.Namespace) -> int:
    checks = chosen(args.only, quiet=args.quiet)
    takes_devices = any(each.manner is Manner.DEVICE for each in checks)
    with turn_if_writable(here.home) if takes_devices else nullcontext():
        found = []
        for timed in examine(here, checks):
            found.append(timed.finding)
            _say(timed, args)
    states = [each.state for each in found]
    if not args.json:
        print_text(_summed_up(states))
    return WORK_LEFT if State.FAIL in states else DONE


def _say(timed: Timed, args: argparse.Namespace) -> None:
    finding = timed.finding
    seconds = round(timed.seconds, 2)
    if args.json:
        print_json({**finding.as_json(), **({"seconds": seconds} if args.times else {})})
        return
    took = f"  {seconds:.2f} s" if args.times else ""
    print_text(f"{SIGNS[finding.state]} {finding.check:<18} {finding.found}{took}")
    if finding.remedy:
        print_text(f"  {'':<18} → {finding.remedy}")


def _summed_up(states: list[State]) -> str:
    if State.FAIL in states:
        return _("有{fails}项不行，{warns}项要看一看。").format(
            fails=states.count(State.FAIL), warns=states.count(State.WARN)
        )
    if State.WARN in states:
        return _("没有不行的，有{warns}项要看一看。").format(warns=states.count(State.WARN))
    return _("都好。")


def _draw(args: argparse.Namespace) -> int:
    try:
        args.test_sheet.write_bytes(sheet_pdf())
    except OSError as trouble:
        raise FileNotWritten(type(trouble).__name__) from None
    if args.json:
        print_json({"test_sheet": args.test_sheet.name})
    else:
        said = _("测试纸在 {file}，请按原大小打印，平放在摄像头下，再运行 sunlit doctor。")
        print_text(said.format(file=args.test_sheet))
    return DONE
