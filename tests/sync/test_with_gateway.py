"""The real terminal and the real gateway, over real HTTP."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.case import CaseStep, Evaluation, Grade
from core.outbox_state import OutboxState
from core.petition import Purpose
from core.problems import NotFound, TerminalRejected
from core.wire import CaseQuery, EvaluationCall
from sync.maintenance import rebuild
from sync.removable_media import acknowledgements
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing, a_known_filing
from testkit.gateway_in_process import ServedGateway
from testkit.officers import led_in


@pytest.fixture
def opened(gateway: ServedGateway, tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path / "home") as opened:
        opened.enrol(gateway.url, gateway.call("code")["code"])
        yield opened


def test_filed_registered_queried_and_evaluated(opened: Terminal, gateway: ServedGateway) -> None:
    slip = opened.submissions.accept(a_filing(pages=(b"\xff\xd8\xff" + b"page" * 200_000,)))
    opened.engine.run_once()
    item = opened.submissions.status(slip.item)
    assert item.state is OutboxState.REGISTERED and item.receipt
    assert gateway.call("show", item.receipt.case_number, "--json")["local_number"] == slip.local_number

    query = CaseQuery(query_code=item.receipt.query_code, last_four="0000")
    assert opened.platform.query(query).timeline[0].step is CaseStep.REGISTERED
    with pytest.raises(NotFound):
        opened.platform.query(CaseQuery(query_code=item.receipt.query_code, last_four="9999"))

    led_in(gateway.data, item.receipt.case_number)
    assert opened.platform.query(query).evaluable
    graded = Evaluation(bureau=Grade.SATISFIED, unit=Grade.MOSTLY)
    opened.platform.evaluate(EvaluationCall(query=query, evaluation=graded))
    assert opened.platform.query(query).evaluated


def test_carried_by_hand_and_sent_is_registered_once(opened: Terminal, gateway: ServedGateway, tmp_path: Path) -> None:
    slip = opened.submissions.accept(a_filing(pages=(b"\xff\xd8\xff page",)))
    (waiting,) = opened.submissions.export(tmp_path / "stick")
    assert waiting.item == slip.item
    carried = gateway.call("import", str(tmp_path / "stick"))
    assert (carried["item"], carried["wanted"]) == (str(slip.item), [])
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt and receipt.case_number == carried["case_number"]
    assert opened.submissions.export(tmp_path / "stick") == []


def test_an_accusation_is_registered_unopened(opened: Terminal, gateway: ServedGateway) -> None:
    slip = opened.submissions.accept(a_filing(Purpose.ACCUSATION))
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt
    assert gateway.call("show", receipt.case_number, "--json")["recipient_set"] == "discipline"


def test_the_clock_of_the_gateway_is_learnt(opened: Terminal) -> None:
    opened.identities.keep_clock_offset(timedelta(days=1095))
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    assert opened.submissions.status(slip.item).state is OutboxState.REGISTERED
    assert abs(opened.identities.clock_offset) < timedelta(minutes=1)


def test_a_revoked_terminal_keeps_what_it_has(opened: Terminal, gateway: ServedGateway) -> None:
    slip = opened.submissions.accept(a_filing())
    gateway.call("terminals", "revoke", opened.identities.current().terminal)
    opened.engine.run_once()
    item = opened.submissions.status(slip.item)
    assert (item.state, item.reason) == (OutboxState.SAVED, "P504 revoked")
    with pytest.raises(TerminalRejected):
        opened.platform.bulletin()
    opened.enrol(gateway.url, gateway.call("code")["code"])
    opened.engine.run_once(datetime.now(UTC) + timedelta(hours=1))
    assert opened.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_who_has_been_here_before_is_told_of_the_earlier_case(
    opened: Terminal, gateway: ServedGateway, tmp_path: Path
) -> None:
    first = opened.submissions.accept(a_known_filing())
    opened.engine.run_once()
    sent = opened.submissions.accept(a_known_filing())
    opened.engine.run_once()
    carried = opened.submissions.accept(a_known_filing())
    opened.submissions.export(tmp_path / "stick")
    gateway.call("import", str(tmp_path / "stick"))
    for letter in acknowledgements(tmp_path / "stick"):
        opened.submissions.settle(letter)
    known = opened.submissions.status(first.item)
    assert known.receipt and known.earlier is None
    for slip in (sent, carried):
        earlier = opened.submissions.status(slip.item).earlier
        assert earlier and earlier.step is CaseStep.REGISTERED


def test_a_key_gone_for_good_costs_a_code_and_doubles_nothing(opened: Terminal, gateway: ServedGateway) -> None:
    slips = [opened.submissions.accept(a_filing(pages=(b"\xff\xd8\xff page",)))]
    opened.engine.run_once()
    receipt = opened.submissions.status(slips[0].item).receipt
    slips.append(opened.submissions.accept(a_filing()))
    opened.close()
    (opened.home / "store.key").unlink()
    assert rebuild(opened.home, Namespace()) == 0
    with terminal(opened.home) as again:
        again.enrol(gateway.url, gateway.call("code")["code"])
        again.engine.run_once()
        items = {item.item: item for item in again.submissions.items()}
        assert {item.state for item in items.values()} == {OutboxState.REGISTERED}
        assert items.keys() == {slip.item for slip in slips}
        assert items[slips[0].item].receipt == receipt
