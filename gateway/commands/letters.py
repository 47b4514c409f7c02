"""The commands letter and card: a letter of a case as a file, one written by itself, and a file or picture looked at
again; a rights card of a case as a picture of its QR code, or one that is revoked."""

import argparse
from pathlib import Path
from typing import Any

import segno

from core.command_line import print_json
from core.language import N_, _
from gateway.cases import acts
from gateway.casework import written_letters
from gateway.casework.stops import sentence
from gateway.commands.accounts import a_login, this_account
from gateway.commands.casework import a_pair
from gateway.commands.outcome import BAD_INPUT, DONE, Command, refuse, with_runtime
from gateway.keys import keyring
from gateway.letters import files
from gateway.letters.documents import LetterStopped, letters_of
from gateway.letters.inspection import MAX_BYTES, Finding, Verdict, inspect
from gateway.letters.schema import schemas
from gateway.petitioner import rights_cards
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.staff import officers

CHECK = "check"
SENTENCES = {
    Verdict.GENUINE: N_("真件：这个文件由平台制作，一个字节也没有改过。"),
    Verdict.CODE_GENUINE: N_("核验码是真的：平台签发过这份文书。纸上的文字有没有改过，要和平台存的文件对照。"),
    Verdict.ALTERED: N_("不是原件：里面有平台签发的核验码，但是文件改动过，或者用别的程序另存过。"),
    Verdict.NOT_OURS: N_("不是本平台签发的，或者核验码没有拍清楚。"),
    Verdict.UNREADABLE: N_("读不了：不是PDF文件或者图片，或者文件损坏、太大。"),
}
PROVEN = {
    Verdict.GENUINE: ("kind", "number", "organ", "case_number", "day", "words", "file"),
    Verdict.CODE_GENUINE: ("kind", "number", "organ", "case_number", "day"),
}
NOT_PROVEN = {
    Verdict.GENUINE: ("delivery",),
    Verdict.CODE_GENUINE: ("words", "seal", "delivery"),
    Verdict.ALTERED: ("words", "file", "seal", "delivery"),
}


def register(command: Command) -> None:
    letter = command("letter", run, "a letter of a case as PDF; letter check FILE: whether one is genuine")
    letter.add_argument("case", metavar="CASE|check")
    letter.add_argument("what", metavar="KIND|FILE", help="kind of letter; after check: a PDF or a picture")
    letter.add_argument("--out", type=Path, metavar="F.pdf", help="where the letter goes")
    letter.add_argument("--by", metavar="LOGIN", type=a_login, help="the officer who takes it (default: this account)")
    letter.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        type=a_pair,
        help="a new one, with this field",
    )
    letter.add_argument("--number", default="", help="which letter of that kind; else the last")
    letter.add_argument("--key", action="append", metavar="KEY", help="check: a platform's public signing key")
    _register_card(command)


def run(args: argparse.Namespace) -> int:
    return run_check(args) if args.case == CHECK else with_runtime(run_letter)(args)


def run_letter(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.what not in schemas():
        return refuse(args.case, "unknown-kind", f"there are {', '.join(sorted(schemas()))}")
    by = args.by or this_account()
    if args.out is None or not by or (args.set and not args.by):
        return refuse(args.case, "missing", "where to? --out F.pdf" if args.out is None else "who? --by LOGIN")
    try:
        if args.by:
            _check_theirs(runtime, args)
        return _taken(runtime, args, by)
    except LetterStopped as stopped:
        error = {"code": stopped.code, "article": stopped.article, "message": sentence(stopped)}
        print_json({"item": args.case, "error": error})
        return BAD_INPUT
    except Refused as refused:
        return refuse(args.case, refused.code, refused.message)


def _check_theirs(runtime: Runtime, args: argparse.Namespace) -> None:
    """An officer takes and writes letters of cases that they see. Raises Refused, LetterStopped."""
    officer = officers.acting(runtime, args.by)
    with runtime.reading() as db:
        acts.found(db, runtime, officer, args.case)
    if args.set:
        written_letters.write(runtime, officer, args.case, args.what, dict(args.set))


def _taken(runtime: Runtime, args: argparse.Namespace, by: str) -> int:
    found = letters_of(runtime, args.case, args.what)
    chosen = [each for each in found or () if args.number in {"", each.number}]
    if not chosen:
        return refuse(args.case, "not-found", "no such case" if found is None else "the case has no such letter")
    document = chosen[-1]
    file = files.pdf_of(runtime, document.id)
    with runtime.engine.begin() as db:
        runtime.audit(db, "letter taken", case=args.case, number=document.number, by=by)
    args.out.write_bytes(file)
    told = {"case_number": args.case, "kind": document.kind, "number": document.number, "digest": document.digest}
    print_json({**told, "made_at": document.made_at.isoformat(), "file": args.out.name})
    return DONE


def run_check(args: argparse.Namespace) -> int:
    """Without a network and without a gateway where `--key` is given; else with the key of the gateway in `--data`."""
    file = Path(args.what)
    keys = args.key or _own_keys(args.data)
    if not keys:
        return refuse(file.name, "missing", "whose key? --key, or the gateway's folder with --data")
    try:
        with file.open("rb") as brought:
            content = brought.read(MAX_BYTES + 1)
    except OSError as error:
        return refuse(file.name, "unreadable", type(error).__name__)
    finding = inspect(content, keys)
    print_json({"file": file.name, **told_of(finding)})
    return DONE if finding.verdict in PROVEN else BAD_INPUT


def _own_keys(data: Path) -> list[str]:
    folder = data / "keys"
    return [keyring.load(folder).signing.public] if folder.exists() else []


def told_of(finding: Finding) -> dict[str, Any]:
    """Returns the finding as JSON: what it proves and what it does not."""
    said = finding.statement
    facts: dict[str, Any] = {}
    if said:
        names = ("kind", "title", "number", "organ", "case_number", "digest")
        facts = {name: getattr(said, name) for name in names} | {"day": said.day.isoformat()}
    return {
        "state": finding.verdict,
        "message": _(SENTENCES[finding.verdict]),
        **facts,
        "proven": list(PROVEN.get(finding.verdict, ())),
        "not_proven": list(NOT_PROVEN.get(finding.verdict, ())),
    }


def _register_card(command: Command) -> None:
    card = command("card", with_runtime(run_card), "a rights card of a case, as a picture of its QR code")
    card.add_argument("case", metavar="CASE")
    card.add_argument("--out", type=Path, metavar="F.png", help="where the picture goes")
    card.add_argument("--revoke", type=int, metavar="SERIAL", help="revoke this card instead of making one")


def run_card(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.revoke is not None:
        rights_cards.revoke(runtime, args.case, args.revoke)
        print_json({"case_number": args.case, "serial": args.revoke, "revoked": True})
        return DONE
    if args.out is None:
        return refuse(args.case, "missing", "where to? --out F.png")
    issued = rights_cards.of_case(runtime, args.case)
    segno.make(issued.text, error="m", micro=False).save(str(args.out), kind="png", scale=6, border=4)
    steps = [{"step": each.action, "on": each.day.isoformat()} for each in issued.card.steps]
    as_of = issued.card.as_of.isoformat()
    print_json({"case_number": args.case, "serial": issued.card.serial, "as_of": as_of, "steps": steps})
    return DONE
