"""The commands backup, restore, journal, check and sweep."""

import argparse
from pathlib import Path

from core.command_line import print_json, print_text
from gateway.audit_log import hash_chain
from gateway.backup import after_restore, backup, integrity
from gateway.commands.outcome import DONE, TROUBLE, Command, with_runtime
from gateway.intake import abandoned_uploads
from gateway.runtime import Runtime
from trust.checkpoint import Checkpoint


def register(command: Command) -> None:
    chain = command("journal", with_runtime(run_journal), "check the chains; keep the answer elsewhere")
    chain.add_argument("--since", type=Path, metavar="FILE", help="an earlier answer: must have been gone on from")
    copied = command("backup", with_runtime(run_backup), "copy rows, sealed files and keys while serving")
    copied.add_argument("dir", type=Path, help="empty, or not there yet")
    back = command("restore", run_restore, "a backup into an empty --data")
    back.add_argument("dir", type=Path)
    command("sweep", with_runtime(run_sweep), "uploads nobody goes on with leave the disk; serve does it every hour")
    check = command("check", with_runtime(run_check), "every row has its sealed file, every chain and key fits")
    check.add_argument(
        "--restored", action="store_true", help="once, after a province's stores came back from a backup"
    )


def run_journal(runtime: Runtime, args: argparse.Namespace) -> int:
    earlier = Checkpoint.read(args.since, runtime.keys.signing.public) if args.since else None
    with runtime.reading() as db:
        chains = hash_chain.verified(db)
        if earlier:
            hash_chain.check_continues(db, earlier.chains)
        told = {terminal: each.model_dump() for terminal, each in hash_chain.terminal_checkpoints(db).items()}
    print_json({**Checkpoint(runtime.now(), chains).signed(runtime.keys.signing), "terminals": told})
    return DONE


def run_backup(runtime: Runtime, args: argparse.Namespace) -> int:
    manifest = backup.back_up(runtime, args.data, args.dir)
    print_json(manifest.model_dump(mode="json", exclude={"keys"}))
    print_text(f"{args.dir} holds the keys: whoever has it reads every petition. Lock it away.", aside=True)
    return TROUBLE if manifest.damaged else DONE


def run_restore(args: argparse.Namespace) -> int:
    manifest = backup.restore(args.dir, args.data)
    print_json(manifest.model_dump(mode="json", exclude={"keys"}))
    return TROUBLE if manifest.damaged else DONE


def run_sweep(runtime: Runtime, args: argparse.Namespace) -> int:
    print_json(abandoned_uploads.remove_abandoned(runtime))
    return DONE


def run_check(runtime: Runtime, args: argparse.Namespace) -> int:
    if args.restored:
        after_restore.apply(runtime)
    found = list(integrity.problems(runtime))
    for each in found:
        print_json(each)
    print_json({**integrity.counts(runtime), "troubles": len(found)})
    return TROUBLE if found else DONE
