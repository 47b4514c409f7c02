"""What becomes of a notice from the event to the petitioner's telephone, on both kinds of database."""

from collections import Counter

import pytest

from gateway.notices import outbox, pauses
from gateway.notices.claims import LOOK_UPS
from gateway.notices.sms.http_json import HttpJson
from gateway.notices.templates import Node
from testkit.gateway_in_process import either_store
from testkit.noticed_gateway import NoticedGateway


@either_store
def test_a_registration_is_told_and_its_delivery_is_asked_about(noticed: NoticedGateway) -> None:
    number = noticed.registered()
    assert noticed.state() == "due"
    assert noticed.work() == {"handed-over": 1, "accepted": 1}
    (sent,) = noticed.provider.book
    assert sent.number == "13800001234" and number[-4:] in sent.text and number not in sent.text
    assert noticed.work() == {}
    noticed.clock.turn(minutes=2)
    assert noticed.work() == {"looked-up": 1, "delivered": 1}
    assert noticed.row()["receipt"] == "r1" and noticed.row()["next_at"] is None
    noticed.clock.turn(days=30)
    assert noticed.work() == {} and len(noticed.provider.book) == 1


@either_store
def test_an_event_makes_one_notice_however_often_it_is_entered(noticed: NoticedGateway) -> None:
    case = noticed.case_id(noticed.registered())
    for _ in range(3):
        with noticed.runtime.engine.begin() as db:
            outbox.due(db, case_id=case, event=2, node=Node.FORWARDED, now=noticed.clock())
    with noticed.runtime.engine.begin() as db:
        outbox.due(db, case_id=case, event=3, node=Node.FORWARDED, now=noticed.clock())
    assert noticed.work() == {"handed-over": 3, "accepted": 3}
    assert len({sent.key for sent in noticed.provider.book}) == 3


@either_store
def test_an_event_that_did_not_happen_is_not_told(noticed: NoticedGateway) -> None:
    case = noticed.case_id(noticed.registered())
    with pytest.raises(RuntimeError), noticed.runtime.engine.begin() as db:
        outbox.due(db, case_id=case, event=2, node=Node.FORWARDED, now=noticed.clock())
        raise RuntimeError
    assert len(noticed.rows()) == 1


def test_a_word_of_acceptance_that_the_provider_does_not_know_any_more_is_no_acceptance(
    noticed: NoticedGateway,
) -> None:
    noticed.registered()
    noticed.provider.mishaps = ["lies accepted"]
    assert noticed.work() == {"handed-over": 1, "accepted": 1}
    seen = []
    for wait in LOOK_UPS[:3]:
        noticed.clock.turn(seconds=wait.total_seconds() + 1)
        noticed.work()
        seen.append(noticed.state())
    assert seen == ["accepted", "accepted", "unknown"]
    assert noticed.row()["reason"] == "not-found"


def test_nobody_is_woken_by_a_message(noticed: NoticedGateway) -> None:
    noticed.clock.turn(hours=13)  # ten in the evening
    noticed.registered()
    assert noticed.work() == {} and noticed.state() == "due"
    noticed.clock.turn(hours=10)
    assert noticed.work() == {"handed-over": 1, "accepted": 1}


def test_what_is_too_old_to_be_news_is_told_on_paper(noticed: NoticedGateway) -> None:
    noticed.registered()
    noticed.clock.turn(days=4)
    assert noticed.work() == {"told-otherwise": 1}
    assert (noticed.row()["channel"], noticed.row()["state"], noticed.row()["reason"]) == ("paper", "due", "too-late")
    assert noticed.provider.book == []


def test_a_provider_that_fails_is_left_alone_for_a_while(noticed: NoticedGateway) -> None:
    for _ in range(6):
        noticed.registered()
    noticed.provider.mishaps = ["500"] * 6
    assert noticed.work() == {"handed-over": 3, "unknown": 3}  # then it is paused
    assert noticed.work() == {}
    with noticed.runtime.reading() as db:
        assert pauses.paused(db, noticed.clock())
    noticed.clock.turn(seconds=11)
    assert noticed.work() == {"handed-over": 1, "unknown": 1}
    noticed.provider.mishaps = []
    noticed.clock.turn(seconds=21)
    assert noticed.work()["accepted"] == 2
    with noticed.runtime.reading() as db:
        assert not pauses.paused(db, noticed.clock())
    assert Counter(each["state"] for each in noticed.rows()) == {"unknown": 4, "accepted": 2}


def test_where_nobody_listens_nothing_is_lost(noticed: NoticedGateway) -> None:
    """No connection was made, so it is tried again by itself."""
    noticed.registered()
    assert noticed.work(HttpJson("http://127.0.0.1:1/send")) == {"handed-over": 1, "due": 1}
    assert noticed.row()["reason"] == "no-connection"
    assert noticed.work() == {}
    noticed.clock.turn(seconds=31)
    assert noticed.work() == {"handed-over": 1, "accepted": 1}
    assert len(noticed.provider.book) == 1


def test_a_clock_that_was_ahead_holds_nothing_up(noticed: NoticedGateway) -> None:
    noticed.clock.turn(days=1095)
    noticed.registered()
    noticed.clock.turn(days=-1095)
    assert noticed.work() == {"handed-over": 1, "accepted": 1}
