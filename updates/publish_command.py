"""`python -m updates publish …`: what a publisher of versions does; the keys lie in files (docs/update-keys.md)."""

import argparse
import getpass
import os
from collections.abc import Sequence
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Key

from core.command_line import print_json
from updates.publishing import ROLES, Repository, key, new_key
from updates.release import KINDS, Offer

ASKED_FOR = "SUNLIT_KEY_PASSPHRASE"
"""Environment variable; without it the passphrase is asked for, key by key."""


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="publish", required=True, metavar="ACTION")
    made = actions.add_parser("new-key", help="draw a key, encrypted under a passphrase")
    made.add_argument("file", type=Path)
    for name, text in (
        ("begin", "the first root: who may sign what"),
        ("add", "take the files of a folder in as a version"),
        ("offer", "say what a ring's machines should have"),
        ("renew", "sign again what is newest, before it runs out"),
        ("rotate", "replace the keys of a role"),
    ):
        _with_keys(actions.add_parser(name, help=text, description=text), name)


def _with_keys(made: argparse.ArgumentParser, name: str) -> None:
    made.add_argument("folder", type=Path, help="the repository")
    for role in ROLES:
        made.add_argument(f"--{role}", type=Path, action="append", default=[], metavar="KEY", help="a key of this role")
    if name == "begin":
        made.add_argument("--threshold", type=int, default=2, help="so many root keys sign together (%(default)s)")
    elif name == "add":
        made.add_argument("kind", choices=KINDS)
        made.add_argument("version")
        made.add_argument("tree", type=Path, metavar="FILES")
    elif name == "offer":
        made.add_argument("ring")
        for kind in KINDS:
            made.add_argument(f"--{kind}", metavar="VERSION")
    elif name == "rotate":
        made.add_argument("role", choices=ROLES)
        made.add_argument("--new", type=Path, action="append", required=True, metavar="KEY", help="a key that comes")


def run(args: argparse.Namespace) -> int:
    if args.publish == "new-key":
        print_json({"key": new_key(args.file, _passphrase(args.file)).keyid, "file": args.file.name})
        return 0
    at_hand = {role: [_key(path) for path in vars(args)[role]] for role in ROLES}
    repository = Repository.of(args.folder, at_hand)
    if args.publish == "begin":
        root = repository.begin(args.threshold)
        print_json({"root": len(root), "file": "metadata/1.root.json"})
    elif args.publish == "add":
        release = repository.add(args.kind, args.version, args.tree)
        print_json({"kind": args.kind, "version": args.version, "files": len(release.files), "bytes": release.size})
    elif args.publish == "offer":
        repository.offer(args.ring, Offer(program=args.program, data=args.data))
        print_json({"ring": args.ring, "program": args.program, "data": args.data})
    elif args.publish == "renew":
        repository.renew()
        print_json({"renewed": True})
    else:
        print_json({"role": args.role, "keys": _rotated(args.folder, at_hand, args.role, args.new)})
    return 0


def _rotated(folder: Path, at_hand: dict[str, list[CryptoSigner]], role: str, new: Sequence[Path]) -> list[str]:
    """The keys at hand sign; those of the role itself are replaced. Returns the ids of the new ones."""
    coming = [_key(path) for path in new]
    keys: list[Key] = [each.public_key for each in coming]
    old = at_hand["root"] if role == "root" else []
    Repository.of(folder, {**at_hand, role: coming}).rotate(role, keys, old)
    return [each.keyid for each in keys]


def _key(path: Path) -> CryptoSigner:
    return key(path, _passphrase(path))


def _passphrase(path: Path) -> bytes:
    named = os.environ.get(ASKED_FOR)
    return (named if named is not None else getpass.getpass(f"{path.name}: ")).encode()
