"""A gateway that comes back from last night's backup, with its own commands, and a terminal that registered since."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.case import Step
from core.outbox_state import OutboxState
from core.problems import NotFound
from core.wire import CaseQuery
from gateway.cli import main
from sync.terminal import terminal
from tests.sync.filings import a_filing
from tests.sync.served import Gateway

NOW = datetime.now(UTC)


def test_who_filed_since_the_backup_keeps_case_number_and_code(home: Path, tmp_path: Path) -> None:
    night = Gateway(tmp_path / "night")
    with terminal(home) as opened:
        opened.enrol(night.url, night.call("code")["code"])
        kept = opened.desk.accept(a_filing())
        opened.engine.run_once()
        night.call("backup", str(tmp_path / "backup"))
        lost = opened.desk.accept(a_filing(pages=(b"\xff\xd8page",)))
        opened.engine.run_once()
        opened.reconciler.run(NOW)
        receipt = opened.desk.status(lost.item).receipt
        night.close()
        assert receipt

        assert main(["restore", "--data", str(tmp_path / "morning"), str(tmp_path / "backup")]) == 0
        morning = Gateway(tmp_path / "morning", night.url.removeprefix("http://"))
        query = CaseQuery(query_code=receipt.query_code, last_four="0000")
        with pytest.raises(NotFound):
            opened.platform.query(query)
        opened.reconciler.run(NOW)
        assert opened.desk.status(lost.item).receipt is None
        opened.engine.run_once(NOW + timedelta(minutes=1))

        again = opened.desk.status(lost.item)
        assert (again.state, again.receipt) == (OutboxState.REGISTERED, receipt)
        assert opened.platform.query(query).timeline[0].step is Step.REGISTERED
        assert opened.desk.status(kept.item).state is OutboxState.REGISTERED
        assert morning.call("show", receipt.case_number, "--json")["attachments"][0]["received"]
        assert opened.reconciler.run(NOW).differences == ()
        checked = morning.call("check")
        assert (checked["items"], checked["cases"], checked["troubles"]) == (2, 2, 0)

        morning.call("advance", receipt.case_number, "forwarded")
        opened.news.fetch(NOW + timedelta(hours=1))
        assert Step.FORWARDED in {each.step for each in opened.news.passed(str(lost.item))}
        morning.close()
