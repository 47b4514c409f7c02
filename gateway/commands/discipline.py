"""The commands discipline, export and open: the discipline organ's keys, and what is sealed to it.

Keys are signed on the organ's own machine, passed on by the gateway, and pinned by terminals. A sealed case is carried
there and opened there.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from core import untrusted_files
from core.command_line import print_json
from core.problems import FolderTaken, RemovableMediaUnwritable
from core.wire import OrganKeys, SignedText
from gateway.audit_log import key_changes
from gateway.cases import sealed_export
from gateway.commands.outcome import DONE, Command, refuse, with_runtime
from gateway.keys import keyring
from gateway.refusals import Refused
from gateway.runtime import Runtime
from trust import key_fingerprints, organ_keys

MAX_FILE_BYTES = 16_384
"""Of an identity file, or of a statement."""


def register(command: Command) -> None:
    made = command("discipline", run, "the discipline organ's keys: show what is told, renew on its machine, take")
    made.add_argument("action", choices=["show", "renew", "take"])
    made.add_argument("file", type=Path, nargs="?", help="renew: discipline.identity; take: discipline.statement")
    made.add_argument("--out", type=Path, default=Path("renewed"), help="renew: a new folder for both files")
    taken = command("export", with_runtime(run_export), "a sealed case, to be carried to whom it is sealed for")
    taken.add_argument("case")
    taken.add_argument("--out", type=Path, required=True, help="a folder; the case gets a new one in it")
    opened = command("open", run_open, "on the organ's own machine: open what was exported; --data: its folder")
    opened.add_argument("case")
    opened.add_argument("--identity", type=Path, required=True, help="discipline.identity")
    opened.add_argument("--out", type=Path, required=True, help="a new folder")
    made.add_argument("--recipient", action="append", default=[], metavar="age1…", help="renew: of these, no new key")


def run(args: argparse.Namespace) -> int:
    if args.action != "show" and not args.file:
        return refuse(args.action, "no-file", f"{args.action} needs a file")
    return {"show": with_runtime(_show), "renew": _renew, "take": with_runtime(_take)}[args.action](args)


def run_export(runtime: Runtime, args: argparse.Namespace) -> int:
    try:
        names = sealed_export.export(runtime, args.case, args.out)
    except Refused as refused:
        return refuse(args.case, refused.code, refused.message)
    except OSError as trouble:
        raise RemovableMediaUnwritable(type(trouble).__name__) from None
    print_json({"case_number": args.case, "files": names})
    return DONE


def run_open(args: argparse.Namespace) -> int:
    """From an export; or, where the gateway itself stands, from an export made for this moment."""
    try:
        identity = organ_keys.OrganIdentity.read(_text(args.identity))
    except (OSError, ValueError) as error:
        return refuse(args.identity.name, "bad-identity", type(error).__name__)
    try:
        if (args.data / "keys").is_dir():
            return with_runtime(lambda runtime, args: _open_here(runtime, args, identity))(args)
        return _told_open(args, sealed_export.open_export(args.data / args.case, identity, args.out))
    except FileNotFoundError:
        return refuse(args.case, "not-found", "no such case in this export")
    except ValueError as error:
        return refuse(args.case, "garbled", type(error).__name__)


def _open_here(runtime: Runtime, args: argparse.Namespace, identity: organ_keys.OrganIdentity) -> int:
    with TemporaryDirectory() as carried:
        try:
            sealed_export.export(runtime, args.case, Path(carried))
        except Refused as refused:
            return refuse(args.case, refused.code, refused.message)
        return _told_open(args, sealed_export.open_export(Path(carried) / args.case, identity, args.out))


def _told_open(args: argparse.Namespace, names: list[str]) -> int:
    print_json({"case_number": args.case, "files": names})
    return DONE


def _show(runtime: Runtime, args: argparse.Namespace) -> int:
    print_json(_described(runtime.keys.organ))
    return DONE


def _renew(args: argparse.Namespace) -> int:
    """On the organ's own machine: needs no gateway and no network."""
    try:
        identity = organ_keys.OrganIdentity.read(_text(args.file)).renewed(not args.recipient)
        said = identity.signed_statement(args.recipient)
    except (OSError, ValueError) as error:
        return refuse(args.file.name, "bad-identity", type(error).__name__)
    assert said is not None
    _put(args.out, {"discipline.identity": identity.text, keyring.STATEMENT: said.model_dump_json()})
    print_json(_described(OrganKeys.model_validate_json(said.text)))
    print("Keep discipline.identity here and nowhere else; discipline.statement is for the platform.", file=sys.stderr)
    return DONE


def _put(folder: Path, files: dict[str, str]) -> None:
    """Raises FolderTaken, RemovableMediaUnwritable. An identity is never overwritten."""
    try:
        folder.mkdir(mode=0o700, parents=True)
        for name, text in files.items():
            untrusted_files.write(folder, name, f"{text}\n".encode())
    except FileExistsError:
        raise FolderTaken(folder.name) from None
    except OSError as trouble:
        raise RemovableMediaUnwritable(type(trouble).__name__) from None


def _text(file: Path) -> str:
    """Text of a file that may come from removable media. Raises OSError, ValueError."""
    return untrusted_files.read(file.parent, file.name, MAX_FILE_BYTES).decode("utf-8-sig")


def _take(runtime: Runtime, args: argparse.Namespace) -> int:
    before = runtime.keys.organ.signing_key
    try:
        said = SignedText.model_validate_json(_text(args.file))
        public = keyring.replace_organ_keys(args.data / "keys", said)
    except (OSError, ValueError) as error:
        return refuse(args.file.name, "bad-statement", str(error) if type(error) is ValueError else "no statement")
    key_changes.record_changes(runtime.engine, keyring.load(args.data / "keys"), runtime.now)
    followed = bool(before) and organ_keys.verified_statement(said, before) is not None
    print_json({**_described(public), "signed_by_the_key_before": followed})
    if not followed:
        print("Terminals go on sealing to the keys they know until `code` is typed at each of them.", file=sys.stderr)
    print("Start the gateway anew, and print new enrolment codes.", file=sys.stderr)
    return DONE


def _described(public: OrganKeys) -> dict[str, object]:
    """`code` is what a technician may type at a terminal (`python -m sync confirm-recipients CODE`)."""
    return {**public.model_dump(), "code": key_fingerprints.of_organ(public)}
