"""Who is told by SMS, who otherwise, and who not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.consents import Consents
from core.petition import Petition, Purpose
from core.telephone import mobile
from core.wire import CaseQuery
from gateway.backup import after_restore
from gateway.cases import queries
from gateway.clock import china_now
from gateway.keys import query_codes
from gateway.notices import outbox
from gateway.notices.sms.aliyun import Aliyun
from gateway.notices.sms.aliyun_signature import Credentials
from gateway.notices.states import Channel, State
from gateway.notices.templates import Node
from gateway.runtime import Stores
from gateway.storage.schema import cases
from testkit.gateway_in_process import Gateway, SwitchableApp, either_store
from testkit.noticed_gateway import NoticedGateway, agreeing, noticed_gateway
from testkit.terminal import ASKER, Terminal, petition, represented

LANDLINE = replace(ASKER, phone="0571-85551234")


def as_filed(filed: Petition) -> Petition:
    """Without consent to calls and messages."""
    return filed


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("13800001234", "13800001234"),
        ("138 0000 1234", "13800001234"),
        ("+86-138-0000-1234", "13800001234"),
        ("008613800001234", "13800001234"),
        ("0571-85551234", ""),
        ("12800001234", ""),
        ("", ""),
        ("1380000123", ""),
        ("13800001234转5", ""),
    ],
)
def test_numbers_that_take_messages(phone: str, number: str) -> None:
    assert mobile(phone) == number


@either_store
def test_who_did_not_agree_is_told_at_their_next_query(noticed: NoticedGateway) -> None:
    number = noticed.registered(as_filed)
    row = noticed.row()
    assert (row["channel"], row["state"]) == ("paper", "due")
    assert noticed.work() == {} and noticed.provider.book == []
    case = noticed.case_id(number)
    with noticed.runtime.engine.begin() as db:
        assert outbox.waiting(db, case) == ["registered"]
        outbox.due(db, case_id=case, event=2, node=Node.FORWARDED, now=noticed.clock())
    assert noticed.work() == {"told-otherwise": 1}
    assert noticed.rows()[1]["reason"] == "not-agreed"
    asked(noticed, number)
    assert [each["state"] for each in noticed.rows()] == ["delivered", "delivered"]


def asked(noticed: NoticedGateway, number: str) -> None:
    """The petitioner asks how far their case is."""
    with noticed.runtime.reading() as db:
        case = db.execute(cases.select().where(cases.c.number == number)).mappings().one()
    code = query_codes.for_item(noticed.runtime.keys, case["item"], case["sealed_code"])
    queries.by_code(noticed.runtime, noticed.terminal.id, CaseQuery(query_code=code, last_four="002X"))


def test_an_sms_that_is_due_stays_due_when_the_case_is_shown(noticed: NoticedGateway) -> None:
    asked(noticed, noticed.registered())
    assert noticed.state() == "due" and noticed.work()["accepted"] == 1


def test_who_has_no_mobile_is_told_otherwise(noticed: NoticedGateway) -> None:
    noticed.registered(agreeing, asker=LANDLINE)
    assert noticed.row()["channel"] == "paper"


def test_an_agent_tells_whom_no_message_reaches(noticed: NoticedGateway) -> None:
    noticed.registered(represented)
    assert noticed.row()["channel"] == "agent"
    noticed.registered(lambda filed: represented(agreeing(filed)))
    assert noticed.rows()[1]["channel"] == "sms"
    noticed.work()
    assert len(noticed.provider.book) == 1


@either_store
def test_nobody_is_told_of_an_accusation(noticed: NoticedGateway) -> None:
    number = noticed.registered(agreeing, purpose=Purpose.ACCUSATION)
    assert noticed.rows() == []
    with noticed.runtime.engine.begin() as db:  # should somebody ask for it all the same
        outbox.due(db, case_id=noticed.case_id(number), event=2, node=Node.FORWARDED, now=noticed.clock())
    assert noticed.work() == {"told-otherwise": 1}
    assert noticed.provider.book == [] and noticed.row()["reason"] == "sealed"


def test_a_petition_that_cannot_be_opened_stops_nobody_else(noticed: NoticedGateway) -> None:
    number = noticed.registered()
    noticed.registered()
    with noticed.runtime.reading() as db:
        item = db.execute(cases.select().where(cases.c.number == number)).mappings().one()["item"]
    noticed.runtime.blobs.put(f"{item}/text.age", b"scratched")
    assert noticed.work() == {"told-otherwise": 1, "handed-over": 1, "accepted": 1}
    assert noticed.rows()[0]["reason"] == "unreadable"


def test_without_a_provider_everybody_is_told_otherwise(gateway: Gateway) -> None:
    terminal = Terminal.enrolled(gateway)
    assert terminal.hand_in(terminal.sealed(agreeing(petition(gateway.clock())))).status_code == 201
    (listed,) = outbox.listed(gateway.runtime)
    assert (listed["channel"], listed["state"]) == (Channel.PAPER, State.DUE)


def test_a_province_without_a_text_of_a_node_tells_of_it_otherwise(switchable: SwitchableApp, tmp_path: Path) -> None:
    with noticed_gateway(switchable, tmp_path, Stores()) as noticed:
        noticed.registered()
        bare = replace(noticed.runtime, sms=noticed.runtime.sms.model_copy(update={"templates": {}}))
        noticed.gateway.runtime = bare
        noticed.work(Aliyun(Credentials("id", "secret"), "信访", china_now, noticed.provider.url))
        assert (noticed.row()["channel"], noticed.row()["reason"]) == ("paper", "no-template")


def test_after_a_restoration_nobody_knows_what_was_sent_since(noticed: NoticedGateway) -> None:
    """The messages that were due may have gone out after the backup was made."""
    noticed.registered()
    noticed.registered(as_filed)
    after_restore.apply(noticed.runtime)
    by_sms, on_paper = noticed.rows()
    assert (by_sms["state"], by_sms["reason"], on_paper["state"]) == ("unknown", "restored", "due")
    noticed.work()
    assert noticed.provider.book == []
    assert noticed.rows()[0]["reason"] == "not-found"
    assert (by_sms["state"], on_paper["channel"]) == (State.UNKNOWN, Channel.PAPER)


def test_consent_is_read_where_it_was_given(noticed: NoticedGateway) -> None:
    noticed.registered(lambda filed: replace(filed, consents=Consents(keep_audio=True)))
    assert noticed.row()["channel"] == "paper"
