"""A gateway restored from last night's backup by its own commands, and a terminal that registered since."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from core.case import CaseStep
from core.outbox_state import OutboxState
from core.problems import NotFound
from core.receipt import Receipt
from core.wire import CaseQuery
from gateway.cli import main
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from testkit.officers import led_in


def now() -> datetime:
    return datetime.now(UTC)


def filed(opened: Terminal, pages: tuple[bytes, ...] = ()) -> tuple[UUID, Receipt]:
    slip = opened.submissions.accept(a_filing(pages=pages))
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    return slip.item, receipt


def test_who_filed_since_the_backup_keeps_case_number_and_code(tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as opened:
        with closing(ServedGateway(tmp_path / "evening")) as evening:
            opened.enrol(evening.url, evening.call("code")["code"])
            kept, _ = filed(opened)
            evening.call("backup", str(tmp_path / "backup"))
            lost, receipt = filed(opened, pages=(b"\xff\xd8page",))
            opened.reconciler.run(now())

        assert main(["restore", "--data", str(tmp_path / "morning"), str(tmp_path / "backup")]) == 0
        with closing(ServedGateway(tmp_path / "morning", evening.url.removeprefix("http://"))) as morning:
            query = CaseQuery(query_code=receipt.query_code, last_four="0000")
            with pytest.raises(NotFound):
                opened.platform.query(query)
            opened.reconciler.run(now())
            assert opened.submissions.status(lost).receipt is None
            opened.engine.run_once(now() + timedelta(minutes=1))

            again = opened.submissions.status(lost)
            assert (again.state, again.receipt) == (OutboxState.REGISTERED, receipt)
            assert opened.platform.query(query).timeline[0].step is CaseStep.REGISTERED
            assert opened.submissions.status(kept).state is OutboxState.REGISTERED
            assert opened.reconciler.run(now()).differences == ()
            assert morning.call("show", receipt.case_number, "--json")["attachments"][0]["received"]
            checked = morning.call("check")
            assert (checked["items"], checked["cases"], checked["troubles"]) == (2, 2, 0)

            led_in(morning.data, receipt.case_number, to="forwarded")
            opened.feed.fetch(now() + timedelta(hours=1))
            assert CaseStep.FORWARDED in {each.step for each in opened.feed.passed(str(lost))}
