"""The contents of the disk at the end of a day."""

from pathlib import Path

from sqlalchemy import select

from core.petition import Purpose
from gateway.audit_log import hash_chain, key_changes
from gateway.cases import records
from gateway.keys.keyring import HAND_OVER
from gateway.storage import schema
from testkit.gateway_in_process import Gateway
from testkit.officers import led
from testkit.terminal import ASKER, NARRATIVE, PAGE, Terminal

REPLY, REASON, NOTE = "这是答复的原文", "这是不满意的理由", "这是经办人的备注"
WORDS = [ASKER.name, ASKER.id_number, ASKER.phone, ASKER.address, NARRATIVE, REPLY, REASON, NOTE]


def a_day(gateway: Gateway, terminal: Terminal) -> None:
    for purpose in (Purpose.REQUEST, Purpose.ACCUSATION):
        item, status = terminal.filed(purpose=purpose)
        terminal.upload(item).patch(item.files["1.age"])
    item, status = terminal.filed()
    terminal.upload(item).patch(item.files["1.age"][:3000])
    assert status.receipt
    led(gateway.runtime, status.receipt.case_number, opinion=REPLY, facts=NOTE)
    said = {"bureau": "satisfied", "unit": "dissatisfied", "reasons": REASON}
    query = {"query_code": status.receipt.query_code, "last_four": "1234"}
    assert terminal.call("POST", "/v1/evaluations", {"query": query, "evaluation": said}).status_code == 204
    terminal.call("POST", "/v1/queries/card", {"name": ASKER.name, "id_number": ASKER.id_number})
    assert records.show(gateway.runtime, status.receipt.case_number)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() + str(path).encode() for path in folder.rglob("*") if path.is_file())


def test_nothing_a_person_said_or_is_lies_there_readable(gateway: Gateway, terminal: Terminal) -> None:
    a_day(gateway, terminal)
    lying = everything(gateway.data)
    forms = [
        form for word in WORDS for form in (word.encode(), word.encode("unicode_escape"), word.encode("utf-16-le"))
    ]
    assert [form for form in [*forms, PAGE.content[:60]] if form in lying] == []


def test_the_journal_tells_the_day_and_is_whole(gateway: Gateway, terminal: Terminal) -> None:
    a_day(gateway, terminal)
    with gateway.runtime.reading() as db:
        chains = hash_chain.verified(db)
        told = " ".join(db.execute(select(schema.journal.c.line)).scalars())
    assert set(chains) == {hash_chain.GATEWAY, key_changes.CHAIN, terminal.id}
    assert told.count('"registered"') == 3 and told.count('"shown"') == 1


def test_keys_and_files_are_their_owners_alone(gateway: Gateway) -> None:
    keys = [path for path in (gateway.data / "keys").rglob("*") if path.is_file()]
    assert keys and all(path.stat().st_mode & 0o077 == 0 for path in keys)


def test_the_office_works_without_the_discipline_identity(gateway: Gateway, terminal: Terminal) -> None:
    (gateway.data / "keys" / HAND_OVER).unlink()
    _, status = terminal.filed(purpose=Purpose.ACCUSATION)
    assert status.receipt and records.show(gateway.runtime, status.receipt.case_number)
