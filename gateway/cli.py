"""`python -m gateway …`: JSON, one object a line; exit codes 0 done, 1 bad input, 3 store, key or set-up trouble."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import segno

from core.case import Step
from core.invitation import Invitation
from core.problems import Problem, StoreProblem
from core.wire import Published
from gateway import (
    aftermath,
    backup,
    bulletin,
    carried,
    cases,
    enrolment,
    journal,
    keyring,
    mapping,
    records,
    serve,
    soundness,
)
from gateway.app import bare
from gateway.office import Office, open_office
from trust.journal import Checkpoint

DONE, BAD_INPUT, TROUBLE = 0, 1, 3


def say(what: Any) -> None:
    print(json.dumps(what, ensure_ascii=False))


def refuse(item: str, code: str, message: str) -> int:
    say({"item": item, "error": {"code": code, "message": message}})
    return BAD_INPUT


def run_serve(args: argparse.Namespace) -> int:
    serve.run(args.data, args.listen, args.workers, args.metrics)
    return DONE


def run_keygen(args: argparse.Namespace) -> int:
    folder = args.data / "keys"
    identity = keyring.keygen(folder)
    if args.rotate:
        keyring.rotate(folder)
    ring = keyring.load(folder)
    say({"recipients": {each.name: each.keys for each in ring.recipients}, "gateway_key": ring.signing.public})
    if identity:
        print(f"Hand {identity} to the discipline office and delete it here.", file=sys.stderr)
    return DONE


def run_code(office: Office, args: argparse.Namespace) -> int:
    if args.qr and not args.url:
        return refuse("code", "no-url", "a QR code needs --url: where terminals reach the platform")
    issued = enrolment.issue_code(office)
    invitation = Invitation(args.url, issued["code"]) if args.url else None
    say({**issued, **({"qr": invitation.text} if invitation else {})})
    if invitation and args.qr:
        _draw(invitation.text, args.qr)
    return DONE


def _draw(text: str, where: str) -> None:
    code = segno.make(text, error="m", micro=False)
    if where == "-":
        code.terminal(sys.stderr, compact=True)  # stdout is for JSON
    else:
        code.save(where, kind="png", scale=8, border=4)


def run_terminals(office: Office, args: argparse.Namespace) -> int:
    if args.action == "revoke":
        if not args.terminal or not enrolment.revoke(office, args.terminal):
            return refuse(args.terminal or "", "not-found", "no such terminal")
        say({"terminal": args.terminal, "revoked": True})
        return DONE
    for each in enrolment.listed(office):
        say(each)
    return DONE


def run_list(office: Office, args: argparse.Namespace) -> int:
    for each in records.listed(office):
        if args.json:
            say(each)
        else:
            print(each["case_number"], each["registered_at"][:16], each["kind"], each["step"], each["terminal"])
    return DONE


def run_show(office: Office, args: argparse.Namespace) -> int:
    case = records.shown(office, args.case)
    if case is None:
        return refuse(args.case, "not-found", "no such case")
    try:
        told = mapping.mapped(case, mapping.read(args.fields)) if args.fields else case
    except (OSError, ValueError) as error:
        return refuse(args.case, "bad-fields", str(error))
    print(json.dumps(told, ensure_ascii=False, indent=None if args.json else 2))
    return DONE


def run_advance(office: Office, args: argparse.Namespace) -> int:
    cases.advance(office, args.case, Step(args.step), note=args.note, reply=args.reply, unit=args.unit)
    say({"case_number": args.case, "step": args.step})
    return DONE


def run_import(office: Office, args: argparse.Namespace) -> int:
    results = list(carried.take_in(office, args.dir))
    for each in results:
        say(each)
    if not results:
        return refuse(args.dir.name, "empty", "no items lie there")
    return BAD_INPUT if any("error" in each for each in results) else DONE


def run_publish(office: Office, args: argparse.Namespace) -> int:
    try:
        number = bulletin.publish(office, Published.model_validate_json(args.file.read_bytes()))
    except (OSError, ValueError) as error:
        return refuse(args.file.name, "bad-bulletin", str(error))
    say({"bulletin": number})
    return DONE


def run_journal(office: Office, args: argparse.Namespace) -> int:
    earlier = Checkpoint.read(args.since, office.keys.signing.public) if args.since else None
    with office.reading() as db:
        chains = journal.verified(db)
        if earlier:
            journal.compare(db, earlier.chains)
        told = {terminal: each.model_dump() for terminal, each in journal.all_told(db).items()}
    say({**Checkpoint(office.now(), chains).signed(office.keys.signing), "terminals": told})
    return DONE


def run_backup(office: Office, args: argparse.Namespace) -> int:
    manifest = backup.back_up(office, args.data, args.dir)
    say(manifest.model_dump(mode="json", exclude={"keys"}))
    print(f"{args.dir} holds the keys: whoever has it reads every petition. Lock it away.", file=sys.stderr)
    return TROUBLE if manifest.damaged else DONE


def run_restore(args: argparse.Namespace) -> int:
    manifest = backup.restore(args.dir, args.data)
    say(manifest.model_dump(mode="json", exclude={"keys"}))
    return TROUBLE if manifest.damaged else DONE


def run_check(office: Office, args: argparse.Namespace) -> int:
    if args.restored:
        aftermath.go_on(office)
    found = list(soundness.troubles(office))
    for each in found:
        say(each)
    say({**soundness.counts(office), "troubles": len(found)})
    return TROUBLE if found else DONE


def run_openapi(args: argparse.Namespace) -> int:
    text = json.dumps(bare().openapi(), ensure_ascii=False, indent=2) + "\n"
    args.out.write_text(text, "utf-8")
    return DONE


def in_office(work: Callable[[Office, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        if not (args.data / "keys").exists():
            raise StoreProblem(f"no gateway in {args.data}; serve or keygen furnishes one")
        return work(open_office(args.data), args)

    return run


def at_least_one(text: str) -> int:
    if not 1 <= int(text) <= 64:
        raise ValueError
    return int(text)


def parser() -> argparse.ArgumentParser:
    place = argparse.ArgumentParser(add_help=False)
    default = Path(os.environ.get("SUNLIT_GATEWAY") or "gateway-data")
    place.add_argument("--data", type=Path, default=default, help="the gateway's folder (default $SUNLIT_GATEWAY)")
    whole = argparse.ArgumentParser(prog="python -m gateway", description=__doc__)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], purpose: str) -> argparse.ArgumentParser:
        each = commands.add_parser(name, parents=[place], help=purpose)
        each.set_defaults(run=run)
        return each

    _operating(command)
    _safekeeping(command)
    _case_work(command)
    return whole


def _address(text: str) -> str:
    return Invitation.read(Invitation(text, "0" * 12).text).url


Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def _operating(command: Command) -> None:
    serving = command("serve", run_serve, "answer terminals, on loopback")
    serving.add_argument("--listen", default="127.0.0.1:8080")
    serving.add_argument("--workers", type=at_least_one, default=1, help="processes that share the port")
    serving.add_argument("--metrics", default="", metavar="HOST:PORT", help="Prometheus may ask here, on loopback")
    keygen = command("keygen", run_keygen, "make the keys that are not there yet")
    keygen.add_argument("--rotate", action="store_true", help="a new bureau key; the old ones still open")
    code = command("code", in_office(run_code), "a one-time enrolment code")
    code.add_argument("--url", type=_address, help="where terminals reach the platform: adds the text `qr`")
    code.add_argument("--qr", metavar="FILE.png", help="draw it; - draws it here")
    terminals = command("terminals", in_office(run_terminals), "list or revoke terminals")
    terminals.add_argument("action", choices=["list", "revoke"])
    terminals.add_argument("terminal", nargs="?")
    chain = command("journal", in_office(run_journal), "check the chains; keep the answer elsewhere")
    chain.add_argument("--since", type=Path, metavar="FILE", help="an earlier answer: must have been gone on from")
    command("publish", in_office(run_publish), "tell all terminals: days off, notices, routes").add_argument(
        "file", type=Path
    )
    here = Path("docs/openapi.json")
    command("openapi", run_openapi, "write the contract").add_argument("--out", type=Path, default=here)


def _safekeeping(command: Command) -> None:
    copied = command("backup", in_office(run_backup), "copy rows, sealed files and keys while serving")
    copied.add_argument("dir", type=Path, help="empty, or not there yet")
    back = command("restore", run_restore, "a backup into an empty --data")
    back.add_argument("dir", type=Path)
    check = command("check", in_office(run_check), "every row has its sealed file, every chain and key fits")
    check.add_argument(
        "--restored", action="store_true", help="once, after a province's stores came back from a backup"
    )


def _case_work(command: Command) -> None:
    command("list", in_office(run_list), "all cases").add_argument("--json", action="store_true")
    show = command("show", in_office(run_show), "one case, opened")
    show.add_argument("case")
    show.add_argument("--json", action="store_true")
    show.add_argument(
        "--fields",
        type=Path,
        nargs="?",
        const=mapping.SHIPPED,
        metavar="FILE",
        help="under the names in this table; without FILE, those seen in existing systems",
    )
    advance = command("advance", in_office(run_advance), "take a case a step on")
    advance.add_argument("case")
    advance.add_argument("step", choices=[step.value for step in Step])
    for option in ("--note", "--reply", "--unit"):
        advance.add_argument(option, default="")
    command("import", in_office(run_import), "items carried here by hand").add_argument("dir", type=Path)


def main(argv: list[str] | None = None) -> int:
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except Problem as problem:
        say({"item": getattr(args, "case", ""), "error": problem.as_json()})
        print(problem.detail, file=sys.stderr)
        return TROUBLE if isinstance(problem, StoreProblem) else BAD_INPUT
    return code
