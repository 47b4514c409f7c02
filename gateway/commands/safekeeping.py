"""What keeps a gateway from losing anything, and finds out when it has."""

import argparse
from pathlib import Path

from core.command_line import print_json, print_text
from gateway.commands.answers import DONE, TROUBLE, Command, in_office
from gateway.office import Office
from gateway.safekeeping import aftermath, backup, journal, soundness, sweeping
from trust.journal import Checkpoint


def register(command: Command) -> None:
    chain = command("journal", in_office(run_journal), "check the chains; keep the answer elsewhere")
    chain.add_argument("--since", type=Path, metavar="FILE", help="an earlier answer: must have been gone on from")
    copied = command("backup", in_office(run_backup), "copy rows, sealed files and keys while serving")
    copied.add_argument("dir", type=Path, help="empty, or not there yet")
    back = command("restore", run_restore, "a backup into an empty --data")
    back.add_argument("dir", type=Path)
    command("sweep", in_office(run_sweep), "uploads nobody goes on with leave the disk; serve does it every hour")
    check = command("check", in_office(run_check), "every row has its sealed file, every chain and key fits")
    check.add_argument(
        "--restored", action="store_true", help="once, after a province's stores came back from a backup"
    )


def run_journal(office: Office, args: argparse.Namespace) -> int:
    earlier = Checkpoint.read(args.since, office.keys.signing.public) if args.since else None
    with office.reading() as db:
        chains = journal.verified(db)
        if earlier:
            journal.compare(db, earlier.chains)
        told = {terminal: each.model_dump() for terminal, each in journal.all_told(db).items()}
    print_json({**Checkpoint(office.now(), chains).signed(office.keys.signing), "terminals": told})
    return DONE


def run_backup(office: Office, args: argparse.Namespace) -> int:
    manifest = backup.back_up(office, args.data, args.dir)
    print_json(manifest.model_dump(mode="json", exclude={"keys"}))
    print_text(f"{args.dir} holds the keys: whoever has it reads every petition. Lock it away.", aside=True)
    return TROUBLE if manifest.damaged else DONE


def run_restore(args: argparse.Namespace) -> int:
    manifest = backup.restore(args.dir, args.data)
    print_json(manifest.model_dump(mode="json", exclude={"keys"}))
    return TROUBLE if manifest.damaged else DONE


def run_sweep(office: Office, args: argparse.Namespace) -> int:
    print_json(sweeping.sweep(office))
    return DONE


def run_check(office: Office, args: argparse.Namespace) -> int:
    if args.restored:
        aftermath.go_on(office)
    found = list(soundness.troubles(office))
    for each in found:
        print_json(each)
    print_json({**soundness.counts(office), "troubles": len(found)})
    return TROUBLE if found else DONE
