"""The commands actions, act, duties, tick and notices: the life of a case, by the names of docs/platform-contract.md,
and what petitioners are told of it."""

import argparse
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from core.cases.actions import Action
from core.command_line import print_json
from gateway.cases import acts, duties, notice_list, tick
from gateway.cases.acts import Act, RefusedAct
from gateway.cases.duties import DutyLine
from gateway.casework import files
from gateway.casework.acts import do
from gateway.casework.stops import sentence
from gateway.clock import CHINA
from gateway.commands.accounts import a_login
from gateway.commands.outcome import BAD_INPUT, DONE, Command, refuse, with_runtime
from gateway.letters.documents import LetterStopped
from gateway.notices import outbox, worker
from gateway.notices.states import State
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers
from gateway.staff.tree import tree


def register(command: Command) -> None:
    lawful = command("actions", with_runtime(run_actions), "what an officer may do with a case now")
    lawful.add_argument("case")
    lawful.add_argument("--by", metavar="LOGIN", required=True)
    act = command("act", with_runtime(run_act), "do something with a case, in an officer's name")
    act.add_argument("case")
    act.add_argument("action", choices=[each.value for each in Action], metavar="ACTION")
    act.add_argument("--by", metavar="LOGIN", required=True)
    act.add_argument("--set", metavar="KEY=VALUE", action="append", default=[], type=a_pair, help="a field of it")
    act.add_argument("--file", metavar="F", action="append", default=[], type=Path, help="kept with it, sealed")
    act.add_argument("--version", type=int, help="of the case as the officer saw it; refused where it is another now")
    owed = command("duties", with_runtime(run_duties), "what is owed in cases, by whom, until when")
    which = owed.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help="those that have not ended")
    which.add_argument("--late", action="store_true", help="open ones whose last day has passed")
    owed.add_argument("--organ", metavar="ID", help="of this organ alone")
    owed.add_argument("--on", metavar="DATE", type=date.fromisoformat, help="as of this day")
    ticking = command("tick", with_runtime(run_tick), "do once what time demands")
    ticking.add_argument("--now", metavar="T", type=a_moment, help="as if it were this time")
    _register_notices(command)


def run_actions(runtime: Runtime, args: argparse.Namespace) -> int:
    try:
        _case, lawful = acts.lawful(runtime, officers.acting(runtime, args.by), args.case)
    except Refused as refused:
        return refuse(args.case, refused.code, refused.message)
    for each in lawful:
        print_json({"action": each.action, "needs": list(each.needs), "article": each.article})
    return DONE


def run_act(runtime: Runtime, args: argparse.Namespace) -> int:
    wanted = Act(args.case, Action(args.action), dict(args.set), args.version)
    try:
        done = do(runtime, officers.acting(runtime, args.by), wanted, files.read(args.file))
    except (RefusedAct, LetterStopped) as refused:
        said = sentence(refused)
        error = {"code": refused.code, "article": refused.article, "message": said}
        print_json({"item": args.case, "error": {name: text for name, text in error.items() if text}})
        return BAD_INPUT
    except Refused as refused:
        return refuse(args.case, refused.code, refused.message)
    print_json({"case_number": args.case, "version": done.case.version, "state": done.case.state})
    return DONE


def run_duties(runtime: Runtime, args: argparse.Namespace) -> int:
    organs = tree(runtime)
    if args.organ and args.organ not in organs:
        return refuse(args.organ, "not-found", "no such organ")
    today = args.on or runtime.now().date()
    with runtime.reading() as db:
        found = duties.listed(
            db,
            only_open=args.open,
            late_on=today if args.late else None,
            organs=organs.with_predecessors(args.organ) if args.organ else None,
            on=args.on if not args.late else None,
        )
        for each in found:
            print_json(_told(each))
    return DONE


def run_tick(runtime: Runtime, args: argparse.Namespace) -> int:
    at = replace(runtime, now=lambda: args.now) if args.now else runtime
    print_json({**tick.run(at), "notices": worker.run_once(at)})
    return DONE


def _told(duty: DutyLine) -> dict[str, object]:
    shared: dict[str, object] = {
        "case_number": duty.case_number,
        "rule": duty.rule,
        "organ": duty.organ,
        "officer": duty.officer,
        "started": duty.started.isoformat(),
        "target": duty.target.isoformat() if duty.target else None,
        "limit": duty.limit.isoformat() if duty.limit else None,
        "article": duty.article,
        "profile": duty.profile,
    }
    if duty.beside:
        shared["beside"] = True
    return shared | ({"ended": duty.ended.isoformat(), "outcome": duty.outcome} if duty.ended else {})


def a_pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise ValueError
    return name, value


def a_moment(text: str) -> datetime:
    """A day counts from its first minute; a time without a zone is China's."""
    told = datetime.fromisoformat(text)
    return told if told.tzinfo else told.replace(tzinfo=CHINA)


def _register_notices(command: Command) -> None:
    notices = command("notices", with_runtime(run_notices), "notices to petitioners: all, by state, or one sent again")
    notices.add_argument("action", nargs="?", choices=["list", "resend"], default="list")
    notices.add_argument("notice", nargs="?", type=int, metavar="ID")
    notices.add_argument("--state", type=State, choices=list(State), metavar="S", help=", ".join(State))
    notices.add_argument("--by", metavar="LOGIN", type=a_login, help="the officer who has it sent again")


def run_notices(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.action == "resend":
        return _resend(runtime, args)
    for each in outbox.listed(runtime, args.state):
        print_json(each)
    return DONE


def _resend(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.notice is None or not args.by:
        return refuse(str(args.notice or ""), "missing", "which one, and who does it? resend ID --by LOGIN")
    try:
        print_json(notice_list.resend(runtime, officers.acting(runtime, args.by), args.notice))
    except Refused as refused:
        return refuse(str(args.notice), refused.code, refused.message)
    return DONE
