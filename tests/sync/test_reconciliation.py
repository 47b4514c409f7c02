"""The terminal and the platform compare what they have; what one of them has lost is made good where it can be."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from core.outbox_state import OutboxState
from core.problems import AuditLogBroken
from core.sentences import sentence_of
from gateway.backup import after_restore
from gateway.runtime import Runtime
from gateway.storage import schema
from sync.__main__ import main
from sync.commands import comparison_json
from sync.comparison import reconciliation
from sync.comparison.difference import Kind, Report
from sync.feed import EVERY
from sync.item import stamp
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from trust.checkpoint import Checkpoint


def now() -> datetime:
    return datetime.now(UTC)


REGISTERED, SAVED, QUARANTINED = OutboxState.REGISTERED, OutboxState.SAVED, OutboxState.QUARANTINED


class Copy:
    """A copy of the platform's database, as a backup has it."""

    def __init__(self, gateway: ServedGateway, folder: Path) -> None:
        self.live, self.copy = gateway.data / "gateway.sqlite3", folder / "copy.sqlite3"
        self._copy(self.live, self.copy)

    def restore(self) -> None:
        self._copy(self.copy, self.live)

    def _copy(self, one: Path, other: Path) -> None:
        with closing(sqlite3.connect(one)) as source, closing(sqlite3.connect(other)) as target:
            source.backup(target)


def filed(opened: Terminal, pages: tuple[bytes, ...] = ()) -> UUID:
    slip = opened.submissions.accept(a_filing(pages=pages))
    opened.engine.run_once()
    assert opened.submissions.status(slip.item).state is REGISTERED
    return slip.item


def kinds(report: Report) -> list[tuple[Kind, str]]:
    return [(each.kind, each.item) for each in report.differences]


def test_where_nothing_differs_nothing_is_said(opened: Terminal) -> None:
    filed(opened, pages=(b"\xff\xd8page",))
    opened.submissions.accept(a_filing())
    report = opened.reconciler.run(now())
    assert (report.compared, report.differences) == (2, ())


def test_a_platform_set_up_again_from_an_older_copy_is_given_what_it_forgot(
    opened: Terminal, gateway: ServedGateway, runtime: Runtime, tmp_path: Path
) -> None:
    kept = filed(opened)
    backup = Copy(gateway, tmp_path)
    opened.feed.fetch(now())
    opened.reconciler.when_due(now())
    lost = filed(opened, pages=(b"\xff\xd8page",))
    before = opened.submissions.status(lost).receipt
    opened.feed.fetch(now() + EVERY)
    backup.restore()
    after_restore.apply(runtime)

    later = now() + 2 * EVERY
    opened.reconciler.when_due(later)
    assert opened.submissions.status(lost).state is REGISTERED, "nobody has heard of it yet"
    opened.feed.fetch(later)
    opened.reconciler.when_due(later)
    item = opened.submissions.status(lost)
    assert before and (item.state, item.reason) == (SAVED, f"P512 {before.case_number}")
    assert item.receipt is None and "丢了" in sentence_of(item.why)
    opened.engine.run_once()
    again = opened.submissions.status(lost).receipt
    assert again and gateway.call("show", again.case_number, "--json")["item"] == str(lost)
    assert (again.case_number, again.query_code) == (before.case_number, before.query_code), "as on their paper"
    assert opened.submissions.status(kept).state is REGISTERED
    assert opened.reconciler.run(later).differences == ()
    opened.feed.fetch(later + EVERY)
    assert opened.feed.passed(str(lost))


def test_a_platform_that_lost_and_went_on_is_found_out_all_the_same(
    opened: Terminal, gateway: ServedGateway, tmp_path: Path
) -> None:
    """Its journal is as long as before, but the lines differ."""
    backup = Copy(gateway, tmp_path)
    lost = filed(opened)
    opened.reconciler.run(now())
    backup.restore()
    for _ in range(3):
        filed(opened)
    opened.reconciler.when_due(now() + timedelta(days=1))
    assert opened.submissions.status(lost).state is SAVED


def test_what_nobody_has_any_more_is_named(opened: Terminal, gateway: ServedGateway, tmp_path: Path) -> None:
    backup = Copy(gateway, tmp_path)
    gone, torn = filed(opened), filed(opened)
    backup.restore()
    for path in (opened.home / "outbox" / str(gone)).iterdir():
        path.unlink()
    (opened.home / "outbox" / str(gone)).rmdir()
    (opened.home / "outbox" / str(torn) / "text.age").write_bytes(b"torn")
    report = opened.reconciler.run(now())
    assert set(kinds(report)) == {(Kind.LOST, str(gone)), (Kind.LOST, str(torn))}
    assert report.open and all("回执" in str(row["message"]) for row in comparison_json(report)["differences"])  # type: ignore[attr-defined]
    assert opened.submissions.status(gone).receipt, "what the person was told stays"


def test_parts_the_platform_lost_are_sent_again(opened: Terminal, runtime: Runtime) -> None:
    item = filed(opened, pages=(b"\xff\xd8page",))
    receipt = opened.submissions.status(item).receipt
    with runtime.engine.begin() as db:
        one = (schema.parts.c.item == str(item), schema.parts.c.name == "1.age")
        db.execute(update(schema.parts).where(*one).values(received_at=None))
    assert kinds(opened.reconciler.run(now())) == [(Kind.PARTS_SENT_AGAIN, str(item))]
    assert (opened.submissions.status(item).state, opened.submissions.status(item).receipt) == (SAVED, receipt)
    opened.engine.run_once()
    assert opened.submissions.status(item).state is REGISTERED
    assert opened.reconciler.run(now()).differences == ()


def test_a_receipt_that_never_arrived_is_taken_over(opened: Terminal, gateway: ServedGateway, tmp_path: Path) -> None:
    slip = opened.submissions.accept(a_filing())
    opened.submissions.export(tmp_path / "stick")
    gateway.call("import", str(tmp_path / "stick"))
    opened.outbox.move(slip.item, QUARANTINED, "P503")
    assert kinds(opened.reconciler.run(now())) == [(Kind.RECEIPT, str(slip.item))]
    item = opened.submissions.status(slip.item)
    assert item.state is REGISTERED and item.receipt


def test_other_content_is_for_a_technician(opened: Terminal, runtime: Runtime) -> None:
    item = filed(opened)
    with runtime.engine.begin() as db:
        this = schema.items.c.item == str(item)
        db.execute(update(schema.items).where(this).values(fingerprint="0" * 64))
    report = opened.reconciler.run(now())
    assert kinds(report) == [(Kind.OTHER_CONTENT, str(item))] and report.open


def test_a_store_made_anew_learns_what_there_was(opened: Terminal, home: Path) -> None:
    item = filed(opened)
    opened.close()
    for path in home.glob("store.db*"):
        path.unlink() if path.suffix != ".key" else None
    for path in (home / "outbox" / str(item)).iterdir():
        path.unlink()
    (home / "outbox" / str(item)).rmdir()
    with terminal(home) as again:
        again.reconciler.when_due(now())
        report = again.reconciler.run(now())
        assert kinds(report) == [(Kind.NOT_HERE, str(item))] and not report.open


def test_enrolled_anew_a_terminal_still_finds_its_items(opened: Terminal, gateway: ServedGateway) -> None:
    filed(opened)
    opened.enrol(gateway.url, gateway.call("code")["code"])
    assert opened.reconciler.run(now()).differences == ()


def test_a_journal_cut_short_here_is_noticed_there(opened: Terminal) -> None:
    filed(opened)
    opened.reconciler.run(now())
    assert kinds(opened.reconciler.run(now())) == []
    journal = opened.home / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:2]))
    assert kinds(opened.reconciler.run(now())) == [(Kind.OWN_JOURNAL, "")]


def test_a_doctored_journal_keeps_no_petition_from_being_compared(
    opened: Terminal, gateway: ServedGateway, tmp_path: Path
) -> None:
    backup = Copy(gateway, tmp_path)
    item = filed(opened)
    journal = opened.home / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"sealed", b"opened", 1))
    with pytest.raises(AuditLogBroken):
        opened.audit_log.verified()
    backup.restore()
    assert kinds(opened.reconciler.run(now())) == [(Kind.OWN_JOURNAL, ""), (Kind.SENT_AGAIN, str(item))]


def test_each_journal_holds_the_others_checkpoint(opened: Terminal, runtime: Runtime) -> None:
    opened.reconciler.run(now())
    lines = [json.loads(line) for line in (opened.home / "journal.jsonl").read_text().splitlines()]
    (theirs,) = (line for line in lines if line["did"] == "checkpoint")
    name = opened.identities.current().terminal
    seen = Checkpoint.opened(theirs["checkpoint"], theirs["signature"], [runtime.keys.signing.public])
    assert seen.chains[name][0] == 2, "enrolled, and our own checkpoint"


def test_it_is_done_once_a_day(opened: Terminal, runtime: Runtime) -> None:
    def told() -> int:
        lines = (opened.home / "journal.jsonl").read_text().splitlines()
        return sum(json.loads(line)["did"] == "checkpoint" for line in lines)

    for later, times in ((timedelta(), 1), (timedelta(hours=23), 1), (timedelta(days=1), 2)):
        opened.reconciler.when_due(now() + later)
        assert told() == times


def test_a_long_list_goes_page_by_page(opened: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconciliation, "PAGE", 2)
    for _ in range(5):
        opened.submissions.accept(a_filing())
    report = opened.reconciler.run(now())
    assert (report.compared, report.differences) == (5, ())
    assert {item.state for item in opened.submissions.items()} == {REGISTERED}, "sent between the pages"


@pytest.mark.parametrize(("days", "cleared"), [(29, 0), (31, 1)])
def test_sealed_files_leave_when_their_time_is_over(days: int, cleared: int, opened: Terminal) -> None:
    old, new = filed(opened), filed(opened)
    waiting = opened.submissions.accept(a_filing()).item
    then = stamp(now() - timedelta(days=days))
    with opened.store.write() as tx:
        tx.execute("UPDATE items SET registered_at = ?, since = ? WHERE item = ?", (then, then, str(old)))
        tx.execute("UPDATE items SET since = ? WHERE item = ?", (then, str(waiting)))
    assert opened.reconciler.run(now()).cleared == cleared
    lying = {path.name for path in (opened.home / "outbox").iterdir()}
    assert lying == {str(new), str(waiting)} | ({str(old)} if not cleared else set())
    item = opened.submissions.status(old)
    assert item.state is REGISTERED and item.receipt
    assert opened.reconciler.run(now()).differences == ()


def test_nothing_leaves_that_the_platform_no_longer_has(
    opened: Terminal, gateway: ServedGateway, tmp_path: Path
) -> None:
    backup = Copy(gateway, tmp_path)
    item = filed(opened)
    then = stamp(now() - timedelta(days=99))
    with opened.store.write() as tx:
        tx.execute("UPDATE items SET registered_at = ?, since = ?", (then, then))
    backup.restore()
    assert opened.reconciler.run(now()).cleared == 0
    opened.engine.run_once()
    assert opened.submissions.status(item).state is REGISTERED


def test_by_command(
    opened: Terminal, gateway: ServedGateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def sync(*words: str) -> tuple[int, Any]:
        code = main(list(words))
        return code, json.loads(capsys.readouterr().out)

    monkeypatch.setenv("SUNLIT_HOME", str(opened.home))
    item = filed(opened)
    assert sync("reconcile", "--json") == (0, {"compared": 1, "cleared": 0, "differences": []})
    code, ours = sync("journal")
    (tmp_path / "checkpoint.json").write_text(json.dumps(ours))
    filed(opened)
    assert sync("journal", "--since", str(tmp_path / "checkpoint.json"))[0] == 0
    (tmp_path / "theirs.json").write_text(json.dumps(gateway.call("journal")["terminals"].popitem()[1]))
    assert sync("journal", "--since", str(tmp_path / "theirs.json"))[0] == 0, "what the platform was shown serves too"

    outbox = opened.home / "outbox"
    (outbox / str(item)).rename(tmp_path / "elsewhere")
    backup = Copy(gateway, tmp_path)
    with closing(sqlite3.connect(backup.copy)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM items")
        db.commit()
    backup.restore()
    code, report = sync("reconcile", "--json")
    assert code == 2
    rows = {row["item"]: row["kind"] for row in report["differences"] if row["item"]}
    assert rows[str(item)] == "lost" and "sent-again" in rows.values()
    assert main(["reconcile"]) == 2 and "核对" in capsys.readouterr().out

    journal = opened.home / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:2]))
    code, said = sync("journal", "--since", str(tmp_path / "checkpoint.json"))
    assert (code, said["error"]["code"]) == (3, "P412")
