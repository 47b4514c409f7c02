"""The command report: a bureau's report of a year, as a letter and as figures."""

import argparse
import json
from datetime import date
from pathlib import Path

from core.command_line import print_json
from gateway.casework import year_report
from gateway.casework.stops import sentence
from gateway.commands.accounts import a_login
from gateway.commands.casework import a_pair
from gateway.commands.outcome import BAD_INPUT, DONE, Command, refuse, with_runtime
from gateway.letters import year_reports
from gateway.letters.documents import LetterStopped
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers

LETTER, FIGURES = "report.pdf", "report.json"


def register(command: Command) -> None:
    report = command("report", with_runtime(run_report), "a bureau's report of a year that is over (art. 41)")
    report.add_argument("period", choices=["year"])
    report.add_argument("date", metavar="DATE", type=a_year, help="a year, or a day in it")
    report.add_argument("--organ", metavar="ID", help="the bureau (default: the officer's)")
    report.add_argument("--by", metavar="LOGIN", type=a_login, required=True, help="the officer who takes it")
    report.add_argument("--out", metavar="DIR", type=Path, required=True, help=f"where {LETTER} and {FIGURES} go")
    report.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        type=a_pair,
        help="a new letter, with this field: adopted (what became of the suggestions), addressee, further, contact",
    )


def a_year(text: str) -> int:
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else date.fromisoformat(text).year


def run_report(runtime: Runtime, args: argparse.Namespace) -> int:
    """Without `--set` the letter that was issued last; where there is none yet, the figures alone."""
    item = f"{args.organ or ''} {args.date}".strip()
    try:
        officer = officers.acting(runtime, args.by)
        organ = args.organ or officer.organ
        figures = year_report.as_json(year_report.of_year(runtime, officer, organ, args.date))
        new = year_report.issue(runtime, officer, organ, args.date, dict(args.set)) if args.set else None
        issued = new or year_reports.last_of(runtime, organ, args.date)
    except LetterStopped as stopped:
        print_json(
            {"item": item, "error": {"code": stopped.code, "article": stopped.article, "message": sentence(stopped)}}
        )
        return BAD_INPUT
    except Refused as refused:
        return refuse(item, refused.code, refused.message)
    args.out.mkdir(parents=True, exist_ok=True)
    told = {"organ": organ, "year": args.date, "number": issued.number if issued else None}
    if issued:
        (args.out / LETTER).write_bytes(year_reports.pdf_of(runtime, issued))
        told |= {"digest": issued.digest, "made_at": issued.made_at.isoformat()}
    shown = issued.figures if issued else figures
    (args.out / FIGURES).write_text(json.dumps(shown, ensure_ascii=False, indent=1), "utf-8")
    with runtime.engine.begin() as db:
        runtime.audit(db, "report taken", organ=organ, year=str(args.date), by=args.by)
    print_json({**told, "files": [each for each in (LETTER, FIGURES) if issued or each == FIGURES]})
    return DONE
