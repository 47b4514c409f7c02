"""The command intake: what came to an office by letter, by a visit or by telephone becomes a case."""

import argparse
from pathlib import Path

from core.command_line import print_json
from core.petition import AT_AN_OFFICE, Channel
from core.petition_folder import read_filing
from core.problems import StoreProblem
from gateway.commands.accounts import a_login
from gateway.commands.outcome import DONE, TROUBLE, Command, refuse, with_runtime
from gateway.intake import office_intake
from gateway.refusals import Refused
from gateway.runtime import Runtime


def register(command: Command) -> None:
    entered = command("intake", with_runtime(run_intake), "enter what came by letter, by a visit or by telephone")
    entered.add_argument("folder", type=Path, help="petition.json and the attachments it names, as for `sync file`")
    ways = [each.value for each in AT_AN_OFFICE]
    entered.add_argument("--channel", choices=ways, required=True, help="how it came")
    entered.add_argument("--by", metavar="LOGIN", type=a_login, required=True, help="the officer who enters it")


def run_intake(runtime: Runtime, args: argparse.Namespace) -> int:
    """A folder that was entered before is answered as it was, with `new` false."""
    try:
        officer = office_intake.registrar(runtime, args.by)
        filing = read_filing(args.folder, lambda own: runtime.now(), Channel(args.channel))
        status, new = office_intake.enter(runtime, officer, filing, args.data)
    except Refused as refused:
        return refuse(args.folder.name, refused.code, refused.message)
    except OSError as trouble:
        raise StoreProblem(type(trouble).__name__) from trouble
    receipt = status.receipt
    assert receipt is not None
    told = {"case_number": receipt.case_number, "query_code": receipt.query_code, "item": str(status.item)}
    print_json({**told, "registered_at": receipt.registered_at.isoformat(), "new": new, "wanted": status.wanted})
    return TROUBLE if status.wanted else DONE
