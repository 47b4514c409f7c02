"""A technician's commands on a closed terminal's key and store; each returns an exit code."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from core import private_files
from core.command_line import print_json
from core.problems import NothingToRebuild, StoreInUse, WrongKey
from storage.audit_log import AuditLog
from storage.corruption import set_aside, store_files
from storage.file_lock import SharedLock
from storage.keys.credential import Credential
from storage.keys.dpapi import Dpapi
from storage.keys.key_file import KeyFile
from storage.keys.key_protectors import KeyProtector, key_protectors
from storage.keys.passphrase import Passphrase
from storage.keys.vault import Vault
from sync.commands import DONE
from sync.terminal import terminal

NAMES = (Passphrase.name, Credential.name, Dpapi.name, KeyFile.name)


def guard(home: Path, args: Namespace) -> int:
    """Prints which key protector is in use, or changes it."""
    private_files.restrict_folder(home)
    vault = Vault(home)
    if args.name:
        vault.change_protector(_named(home, args))
        _audit_log(home).write("guard changed", guard=args.name)
    print_json({"guard": vault.protector()})
    return DONE


def rebuild(home: Path, args: Namespace) -> int:
    """Makes a new store where the key is lost for good. Sealed items wait until the terminal is enrolled again."""
    if _opens(home):
        raise NothingToRebuild
    kept = _alone(home, lambda: _all_set_aside(home))
    _audit_log(home).write("rebuilt", kept=kept)
    with terminal(home) as opened:
        print_json({"kept": f"damaged/{kept}", "waiting": len(opened.submissions.items())})
    return DONE


def _opens(home: Path) -> bool:
    """True if the store opens with its key. Raises problems other than a wrong key."""
    try:
        with terminal(home):
            return True
    except WrongKey:
        return False


def _alone(home: Path, work: Callable[[], str]) -> str:
    home_lock = SharedLock(home / "home.lock")
    home_lock.acquire()
    try:
        if not home_lock.try_exclusive():
            raise StoreInUse
        return work()
    finally:
        home_lock.release()


def _all_set_aside(home: Path) -> str:
    """Sets everything aside, the vault first: after an interruption the rest has no key and is set
    aside the next time."""
    small = ["vault.json", "vault.spare.json", "store.key", "identity.sealed", "identity.spare.sealed"]
    small += ["agents.sealed", "agents.spare.sealed"]
    return set_aside(home / "damaged", *(home / name for name in small), *store_files(home / "store.db"))


def _named(home: Path, args: Namespace) -> KeyProtector:
    if args.name == Passphrase.name and args.file:
        return Passphrase(args.file)
    if args.name == Dpapi.name:
        return Dpapi(machine=args.machine)
    return key_protectors(home)[args.name]


def _audit_log(home: Path) -> AuditLog:
    return AuditLog(home / "journal.jsonl", home / "damaged")
