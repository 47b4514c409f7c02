"""The commands serve, keygen, code, terminals, fleet, publish and openapi: what a technician runs a gateway with."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import segno

from core import private_files
from core.command_line import print_json, print_text
from core.invitation import TYPED, Invitation
from core.wire import Published
from gateway.app import routes_only
from gateway.auth import enrolment
from gateway.cases import bulletin
from gateway.commands.outcome import DONE, Command, refuse, with_runtime
from gateway.fleet import releases, reports
from gateway.keys import keyring
from gateway.process import startup
from gateway.runtime import Runtime, mark_as_training
from trust import key_fingerprints


def register(command: Command) -> None:
    serving = command("serve", run_serve, "answer terminals, on loopback")
    serving.add_argument("--listen", default="127.0.0.1:8080")
    serving.add_argument("--workers", type=at_least_one, default=1, help="processes that share the port")
    serving.add_argument("--metrics", default="", metavar="HOST:PORT", help="Prometheus may ask here, on loopback")
    serving.add_argument("--training", action="store_true", help="a new folder: a practice platform, now and for ever")
    keygen = command("keygen", run_keygen, "make the keys that are not there yet")
    keygen.add_argument("--rotate", action="store_true", help="a new bureau key; the old ones still open")
    code = command("code", with_runtime(run_code), "a one-time enrolment code")
    code.add_argument(
        "--url",
        type=_address,
        help="for `qr`: where terminals reach us; else the first of [door] hosts",
    )
    code.add_argument("--qr", metavar="FILE.png", help="draw it; - draws it here")
    terminals = command("terminals", with_runtime(run_terminals), "list or revoke terminals")
    terminals.add_argument("action", choices=["list", "revoke"])
    terminals.add_argument("terminal", nargs="?")
    fleet = command("fleet", with_runtime(run_fleet), "how each terminal is, the silent ones first")
    fleet.add_argument("action", nargs="?", choices=("list", "stop", "go-on"), default="list", help="of the roll-out")
    fleet.add_argument("--json", action="store_true", help="the only form there is")
    command("publish", with_runtime(run_publish), "tell all terminals: days off, notices, routes").add_argument(
        "file", type=Path
    )
    here = Path("docs/openapi.json")
    command("openapi", run_openapi, "write the contract").add_argument("--out", type=Path, default=here)


def run_serve(args: argparse.Namespace) -> int:
    if args.training:
        mark_as_training(args.data)
    startup.run(args.data, args.listen, args.workers, args.metrics)
    return DONE


def run_keygen(args: argparse.Namespace) -> int:
    private_files.restrict_folder(args.data)
    folder = args.data / "keys"
    identity = keyring.keygen(folder)
    if args.rotate:
        keyring.rotate(folder)
    ring = keyring.load(folder)
    told = {each.name: each.keys for each in ring.recipients}
    print_json({"recipients": told, "gateway_key": ring.signing.public, "organ": key_fingerprints.of_organ(ring.organ)})
    if identity:
        print_text(f"Hand {identity} and the digits of `organ` to the discipline organ; delete it here.", aside=True)
    return DONE


def run_code(runtime: Runtime, args: argparse.Namespace) -> int:
    url = args.url or (f"https://{runtime.hosts[0]}" if runtime.hosts else "")
    if args.qr and not url:
        return refuse("code", "no-url", "a QR code needs --url: where terminals reach the platform")
    issued = enrolment.issue_code(runtime)
    invitation = Invitation(url, issued["code"]) if url else None
    practised = {"training": True} if runtime.training else {}
    print_json({**issued, **practised, **({"qr": invitation.text} if invitation else {})})
    if invitation and args.qr:
        _draw(invitation.text, args.qr)
    return DONE


def _draw(text: str, where: str) -> None:
    code = segno.make(text, error="m", micro=False)
    if where == "-":
        code.terminal(sys.stderr, compact=True)  # stdout is for JSON
    else:
        code.save(where, kind="png", scale=8, border=4)


def _address(text: str) -> str:
    return Invitation.read(Invitation(text, "0" * TYPED).text).url


def run_terminals(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.action == "revoke":
        if not args.terminal or not enrolment.revoke(runtime, args.terminal):
            return refuse(args.terminal or "", "not-found", "no such terminal")
        print_json({"terminal": args.terminal, "revoked": True})
        return DONE
    for each in enrolment.listed(runtime):
        print_json(each)
    return DONE


def run_publish(runtime: Runtime, args: argparse.Namespace) -> int:
    try:
        number = bulletin.publish(runtime, Published.model_validate_json(args.file.read_text("utf-8-sig")))
    except (OSError, ValueError) as error:
        return refuse(args.file.name, "bad-bulletin", str(error))
    print_json({"bulletin": number})
    return DONE


def run_openapi(args: argparse.Namespace) -> int:
    text = json.dumps(routes_only().openapi(), ensure_ascii=False, indent=2) + "\n"
    args.out.write_text(text, "utf-8")
    return DONE


def at_least_one(text: str) -> int:
    if not 1 <= int(text) <= 64:
        raise ValueError
    return int(text)


def run_fleet(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.action != "list":
        (releases.stop if args.action == "stop" else releases.go_on)(runtime)
        print_json({"stopped": releases.stopped(runtime)})
        return DONE
    for line in reports.listed(runtime):
        told = {name: _said(value) for name, value in asdict(line).items()}
        print_json({**told, "health": line.health.value})
    return DONE


def _said(value: Any) -> Any:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
