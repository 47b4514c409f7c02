"""The consent to a recording is withdrawn at the terminal where the case was filed: its sealed copy there goes too."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from core.outbox_state import OutboxState
from core.petition import Filing
from core.receipt import Receipt
from core.wire import CaseQuery, OwnAct, OwnActCall, OwnActDone
from gateway.cli import main
from sync import rights_cards
from sync.item import Item, Part
from sync.terminal import Terminal, terminal
from sync.transfer import Transfer
from testkit.filings import a_filing_with_sound, a_known_filing
from testkit.gateway_in_process import ServedGateway
from ui.platform import own_act_words
from ui.platform.sync_facade import SyncFacade


def withdraw(opened: Terminal, receipt: Receipt) -> OwnActDone:
    query = CaseQuery(query_code=receipt.query_code, last_four="0000")
    assert OwnAct.NO_AUDIO in {each.act for each in opened.platform.possible(query).acts}
    done = opened.platform.own_act(OwnActCall(id=uuid4(), query=query, act=OwnAct.NO_AUDIO))
    assert opened.submissions.drop_parts(receipt.query_code, [*done.erased, *done.refused])
    return done


def lying(opened: Terminal, item: object) -> set[str]:
    return {each.name for each in (opened.home / "outbox" / str(item)).iterdir()}


def test_the_sealed_copy_here_goes_and_the_rest_stays_whole(opened: Terminal, gateway: ServedGateway) -> None:
    slip = opened.submissions.accept(a_filing_with_sound())
    opened.engine.run_once()
    receipt = opened.submissions.status(slip.item).receipt
    assert receipt and {"1.age", "2.age"} <= lying(opened, slip.item)
    done = withdraw(opened, receipt)
    assert (done.erased, done.refused) == (("1.age",), ())
    assert "1.age" not in lying(opened, slip.item) and {"text.age", "2.age"} <= lying(opened, slip.item)
    assert opened.reconciler.run(datetime.now(UTC)).differences == ()
    query = CaseQuery(query_code=receipt.query_code, last_four="0000")
    assert rights_cards.check(opened, opened.platform.rights_card(query)).case_number == receipt.case_number
    assert not opened.submissions.drop_parts("0000-0000-0000-0000", ["2.age"]), "of another terminal's case nothing"
    assert gateway.call("check")["troubles"] == 0


def test_of_what_was_added_the_sealed_copy_goes_too(opened: Terminal) -> None:
    first = opened.submissions.accept(a_known_filing())
    opened.engine.run_once()
    receipt = opened.submissions.status(first.item).receipt
    assert receipt
    slip = opened.submissions.accept(added_to(receipt))
    opened.engine.run_once()
    joined = opened.submissions.status(slip.item).receipt
    assert joined and (joined.case_number, joined.query_code) == (receipt.case_number, "")
    facade = SyncFacade(opened)
    call = OwnActCall(id=uuid4(), query=CaseQuery(query_code=receipt.query_code, last_four="002X"), act=OwnAct.NO_AUDIO)
    done = facade.own_act(call)
    assert (done.erased, [(each.item, each.erased) for each in done.added]) == ((), [(slip.item, ("1.age",))])
    assert "录音已从平台删除。" in own_act_words.done(done)
    assert "1.age" not in lying(opened, slip.item) and {"text.age", "2.age"} <= lying(opened, slip.item)
    assert opened.reconciler.run(datetime.now(UTC)).differences == ()


def added_to(receipt: Receipt) -> Filing:
    """Returns a recording and a page that the same person adds to their case."""
    sound, known = a_filing_with_sound(), a_known_filing()
    petition = replace(sound.petition, petitioner=known.petition.petitioner, supplements=receipt.case_number)
    return replace(sound, petition=petition)


def test_withdrawn_while_the_item_is_being_sent(
    opened: Terminal, gateway: ServedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload, done = Transfer._upload, list[OwnActDone]()

    def meanwhile(self: Transfer, item: Item, part: Part) -> Any:
        receipt = opened.submissions.status(item.item).receipt
        if part.number == 1 and receipt and not done:
            done.append(withdraw(opened, receipt))
        return upload(self, item, part)

    monkeypatch.setattr(Transfer, "_upload", meanwhile)
    slip = opened.submissions.accept(a_filing_with_sound())
    opened.engine.run_once()
    item = opened.submissions.status(slip.item)
    assert item.receipt and item.state is OutboxState.REGISTERED
    assert done and done[0].refused == ("1.age",)
    shown = gateway.call("show", item.receipt.case_number, "--json")["attachments"]
    assert [each["path"] is None for each in shown] == [True, False]


def test_a_platform_that_lost_the_case_gets_it_without_the_recording(tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as opened:
        with closing(ServedGateway(tmp_path / "evening")) as evening:
            opened.enrol(evening.url, evening.call("code")["code"])
            evening.call("backup", str(tmp_path / "backup"))
            slip = opened.submissions.accept(a_filing_with_sound())
            opened.engine.run_once()
            receipt = opened.submissions.status(slip.item).receipt
            assert receipt
            withdraw(opened, receipt)
            opened.reconciler.run(datetime.now(UTC))
        assert main(["restore", "--data", str(tmp_path / "morning"), str(tmp_path / "backup")]) == 0
        with closing(ServedGateway(tmp_path / "morning", evening.url.removeprefix("http://"))) as morning:
            opened.reconciler.run(datetime.now(UTC))
            opened.engine.run_once(datetime.now(UTC) + timedelta(minutes=1))
            again = opened.submissions.status(slip.item)
            assert again.state is OutboxState.REGISTERED and again.receipt
            shown = morning.call("show", receipt.case_number, "--json")["attachments"]
            assert [each["received"] for each in shown] == [False, True]
            assert opened.reconciler.run(datetime.now(UTC)).differences == ()
