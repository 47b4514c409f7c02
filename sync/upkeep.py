"""What a technician does to a terminal's key and store while it is closed; each answers with an exit code."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from core import private
from core.json_lines import say
from core.problems import NothingToRebuild, StoreInUse, WrongKey
from sync.commands import DONE
from sync.home.chronicle import Chronicle
from sync.home.damage import set_aside, store_files
from sync.home.household import Household
from sync.terminal import terminal
from sync.vault.credential import Credential
from sync.vault.door import Vault
from sync.vault.dpapi import Dpapi
from sync.vault.guards import Guard, guards
from sync.vault.key_file import KeyFile
from sync.vault.passphrase import Passphrase

NAMES = (Passphrase.name, Credential.name, Dpapi.name, KeyFile.name)


def guard(home: Path, args: Namespace) -> int:
    """Say who guards the key, or let another do it."""
    private.tighten(home)
    vault = Vault(home)
    if args.name:
        vault.change_guard(_named(home, args))
        _chronicle(home).write("guard changed", guard=args.name)
    say({"guard": vault.guard()})
    return DONE


def rebuild(home: Path, args: Namespace) -> int:
    """Begin anew where the key is gone for good. What is on the shelf waits for the terminal to be enrolled again."""
    if _opens(home):
        raise NothingToRebuild
    kept = _alone(home, lambda: _all_set_aside(home))
    _chronicle(home).write("rebuilt", kept=kept)
    with terminal(home) as opened:
        say({"kept": f"damaged/{kept}", "waiting": len(opened.desk.items())})
    return DONE


def _opens(home: Path) -> bool:
    """Other troubles than a wrong key have other cures: they are raised."""
    try:
        with terminal(home):
            return True
    except WrongKey:
        return False


def _alone(home: Path, work: Callable[[], str]) -> str:
    household = Household(home / "home.lock")
    household.enter()
    try:
        if not household.be_alone():
            raise StoreInUse
        return work()
    finally:
        household.leave()


def _all_set_aside(home: Path) -> str:
    """The vault first: cut off half-way, what remains has no key, and is set aside the next time."""
    small = ["vault.json", "vault.spare.json", "store.key", "identity.sealed", "identity.spare.sealed"]
    small += ["agents.sealed", "agents.spare.sealed"]
    return set_aside(home / "damaged", *(home / name for name in small), *store_files(home / "store.db"))


def _named(home: Path, args: Namespace) -> Guard:
    if args.name == Passphrase.name and args.file:
        return Passphrase(args.file)
    if args.name == Dpapi.name:
        return Dpapi(machine=args.machine)
    return guards(home)[args.name]


def _chronicle(home: Path) -> Chronicle:
    return Chronicle(home / "journal.jsonl", home / "damaged")
