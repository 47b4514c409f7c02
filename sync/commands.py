"""The commands of `python -m sync`; each returns an exit code."""

import signal
import sys
import threading
from argparse import Namespace
from contextlib import suppress
from datetime import UTC, date, datetime

from core.command_line import json_text, print_json, print_text
from core.date_format import day
from core.invitation import Invitation
from core.language import _
from core.petition_folder import read_filing
from core.problems import (
    AuditLogBroken,
    EnrolmentRefused,
    NotAddressed,
    NothingCarried,
    PlatformProblem,
    Problem,
    RecipientsOffered,
    SealBroken,
    StoreProblem,
    UnknownItem,
)
from core.sentences import as_error, label, sentence_of
from storage.store import retry_once_if_damaged
from sync.closing import Closing, closing
from sync.comparison.difference import Difference, Report
from sync.petition_folder import CliIdempotency
from sync.removable_media import acknowledgements
from sync.terminal import Terminal
from trust import key_fingerprints
from trust.checkpoint import Checkpoint

DONE, BAD_INPUT, WORK_LEFT, SET_UP = range(4)


def notify(notice: Problem) -> None:
    """Prints a notice for a technician on stderr, as a line of JSON."""
    print_text(json_text({"notice": told(notice)}), aside=True)


def offered(opened: Terminal) -> list[Problem]:
    """Returns a notice if new keys of the discipline organ wait to be confirmed."""
    with suppress(StoreProblem):
        return [RecipientsOffered()] if opened.identities.current().waiting else []
    return []


def told(problem: Problem) -> dict[str, str]:
    """Returns the problem of a command as JSON. The detail for a technician is English and stands apart from the
    sentence."""
    error = as_error(problem)
    if isinstance(problem, PlatformProblem):
        error["message"] = sentence_of(problem.of_call)
    return {**error, **({"detail": problem.detail} if problem.detail else {})}


def enrol(opened: Terminal, args: Namespace) -> int:
    url, code = (args.url, " ".join(args.code)) if args.code else _invited(args.url)
    identity = opened.enrol(url, code, args.name, args.site)
    print_json({"terminal": identity.terminal, "organ": key_fingerprints.of_organ(identity.pinned)})
    return DONE


def recipients(opened: Terminal, args: Namespace) -> int:
    """Shows the keys we seal for, and those that wait; `code` is what the organ's own paper should show."""
    identity = opened.identities.current()
    print_json(
        {
            "recipients": {each.name: each.keys for each in identity.recipients},
            "organ": {**identity.pinned.model_dump(), "code": key_fingerprints.of_organ(identity.pinned)},
            "waiting": identity.waiting and identity.waiting.model_dump(),
            "changes": [each.model_dump(mode="json") for each in identity.changes],
        }
    )
    return WORK_LEFT if identity.waiting else DONE


def confirm_recipients(opened: Terminal, args: Namespace) -> int:
    with suppress(PlatformProblem):  # confirms what was offered before as well
        opened.feed.take(opened.platform.bulletin())
    print_json({"organ": opened.recipients.confirm(" ".join(args.code), datetime.now(UTC)).model_dump()})
    return DONE


def _invited(text: str) -> tuple[str, str]:
    try:
        invitation = Invitation.read(text)
    except ValueError:
        raise EnrolmentRefused("neither a code nor the text of a QR code") from None
    return invitation.url, invitation.code


def file(opened: Terminal, args: Namespace) -> int:
    slips = CliIdempotency(opened.store, opened.identities)
    filing = slips.with_stable_id(read_filing(args.folder, opened.latest_time.at_least))
    slip = opened.submissions.accept(filing)
    print_json({"item": str(slip.item), "local_number": slip.local_number})
    with suppress(StoreProblem):  # it is accepted and the slip was printed
        slips.mark_slip_given(filing)
    return DONE


def status(opened: Terminal, args: Namespace) -> int:
    items = opened.submissions.items()
    if args.json:
        print_json({"items": [item.as_json() for item in items]})
        return DONE
    for item in items:
        case_number = item.receipt.case_number if item.receipt else ""
        print_text(item.local_number, label(item.state), case_number, item.reason, apart="\t")
    return DONE


def run(opened: Terminal, args: Namespace) -> int:
    if args.once:
        opened.identities.current()
        opened.engine.retry_now()
        retry_once_if_damaged(opened.engine.run_once)
        opened.engine.run_periodic_tasks(datetime.now(UTC))
        opened.engine.run_once()
    else:
        _run_until_told(opened)
    return DONE if all(item.settled for item in opened.submissions.items()) else WORK_LEFT


def _run_until_told(opened: Terminal) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    opened.engine.start()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        opened.engine.stop()


def export(opened: Terminal, args: Namespace) -> int:
    for item in opened.submissions.export(args.dir):
        print_json({"item": str(item.item), "local_number": item.local_number})
    return DONE


def import_(opened: Terminal, args: Namespace) -> int:
    code = DONE
    letters = list(acknowledgements(args.dir))
    for letter in letters:
        try:
            print_json(opened.submissions.settle(letter).as_json())
        except (NotAddressed, SealBroken, UnknownItem) as problem:
            print_json({"file": f"{letter.parent.name}/{letter.name}", "error": as_error(problem)})
            code = BAD_INPUT
    if not letters:
        print_json({"file": args.dir.name, "error": as_error(NothingCarried())})
    return code if letters else BAD_INPUT


def quarantine_list(opened: Terminal, args: Namespace) -> int:
    print_json({"items": [item.as_json() for item in opened.submissions.items() if item.quarantined]})
    return DONE


def quarantine_retry(opened: Terminal, args: Namespace) -> int:
    print_json(opened.submissions.retry(args.item).as_json())
    return DONE


def quarantine_release(opened: Terminal, args: Namespace) -> int:
    print_json(opened.submissions.release(args.item).as_json())
    return DONE


def reconcile(opened: Terminal, args: Namespace) -> int:
    report = opened.reconciler.run(datetime.now(UTC))
    if args.json:
        print_json(comparison_json(report))
    else:
        print_text(comparison_text(report))
    waiting = any(not item.settled for item in opened.submissions.items())
    return WORK_LEFT if report.open or waiting else DONE


def rotate(opened: Terminal, args: Namespace) -> int:
    identity = opened.rotation.run(datetime.now(UTC))
    print_json({"terminal": identity.terminal, "public_key": identity.key.public})
    return DONE


def journal(opened: Terminal, args: Namespace) -> int:
    identity = opened.identities.current()
    ours = opened.audit_log.verified()
    if args.since:
        earlier = Checkpoint.read(args.since, *identity.public_keys).chains.get(identity.terminal)
        if earlier is None or not opened.audit_log.goes_on_from(*earlier):
            raise AuditLogBroken("not what the checkpoint saw")
    print_json(Checkpoint(datetime.now(UTC), {identity.terminal: ours}).signed(identity.key))
    return DONE


def agents_list(opened: Terminal, args: Namespace) -> int:
    for number, agent in opened.agent_register.listed().items():
        print_json({"number": number, "name": agent.person.name, "organisation": agent.organisation})
    return DONE


def agents_remove(opened: Terminal, args: Namespace) -> int:
    if not args.yes and not _agreed(f"{args.number} may not sign in here any more?"):
        return WORK_LEFT
    opened.agent_register.remove(args.number)
    print_json({"removed": args.number})
    return DONE


def _agreed(question: str) -> bool:
    """Asks on stderr, since the answer on stdout is JSON."""
    print_text(f"{question} [y/N]", aside=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def close_day(opened: Terminal, args: Namespace) -> int:
    report = closing(opened.submissions.items(), args.day, date.today())
    if args.json:
        print_json(report.as_json())
    else:
        print_text(closing_text(report))
    return WORK_LEFT if report.open else DONE


def comparison_text(report: Report) -> str:
    head = _("核对 {compared} 件, 不一致 {different} 处").format(
        compared=report.compared, different=len(report.differences)
    )
    rows = (f"{each.local_number or each.item}\t{sentence_of(each.message)}" for each in report.differences)
    return "\n".join([head, *rows])


def comparison_json(report: Report) -> dict[str, object]:
    told = [_difference_json(each) for each in report.differences]
    return {"compared": report.compared, "cleared": report.cleared, "differences": told}


def _difference_json(difference: Difference) -> dict[str, str | bool | None]:
    return {
        "item": difference.item or None,
        "local_number": difference.local_number or None,
        "case_number": difference.case_number,
        "kind": difference.kind.value,
        "mended": difference.mended,
        "message": sentence_of(difference.message),
    }


def closing_text(report: Closing) -> str:
    head = _("{day} 日清: 当日收件 {filed} 件, 平台已登记 {registered} 件").format(
        day=day(report.day), filed=report.filed, registered=report.registered
    )
    return "\n".join([head, *(f"{each.local_number}\t{label(each.state)}\t{each.reason}" for each in report.open)])
