"""Letters issued: numbered without gap or double, kept sealed, the same file each time."""

import json
import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import RowMapping, select, update

from core.problems import StoreDamaged
from gateway.backup import integrity
from gateway.backup.backup import back_up, restore
from gateway.letters import inspection
from gateway.letters.documents import (
    Document,
    Issuer,
    LetterStopped,
    deliver,
    documents_of,
    issue,
    proof_of_delivery,
    sheet_of_document,
)
from gateway.letters.faces import TITLE
from gateway.letters.files import pdf_of
from gateway.letters.letter import Letter
from gateway.refusals import Refused
from gateway.runtime import Runtime, Stores, open_runtime
from gateway.runtime.letter_settings import LetterSettings
from gateway.storage.letter_tables import documents
from gateway.storage.schema import cases, journal
from testkit.gateway_in_process import Gateway, either_store
from testkit.letters import facts, letter
from testkit.terminal import Terminal

BY = Issuer("housing", "li")
FACE = TITLE.with_name("SunlitSansSC-Bold.ttf")


@pytest.fixture
def runtime(gateway: Gateway) -> Runtime:
    return replace(gateway.runtime, letters=LetterSettings(codes={"housing": "泽建"}))


@pytest.fixture
def case(terminal: Terminal, runtime: Runtime) -> RowMapping:
    _, status = terminal.filed()
    assert status.receipt
    return case_row(runtime, status.receipt.case_number)


def case_row(runtime: Runtime, number: str) -> RowMapping:
    with runtime.reading() as db:
        return db.execute(select(cases).where(cases.c.number == number)).mappings().one()


def issued(runtime: Runtime, case: RowMapping, said: Letter | None = None, by: Issuer = BY) -> Document:
    said = said or letter("reply")
    with runtime.engine.begin() as db:
        return issue(db, runtime, case, said, by=by, facts=facts(said))


def lines(runtime: Runtime, did: str) -> list[dict[str, str]]:
    with runtime.reading() as db:
        told = [json.loads(line) for line in db.execute(select(journal.c.line)).scalars()]
    return [each for each in told if each["did"] == did]


def test_numbers_count_in_a_series_and_a_year(runtime: Runtime, case: RowMapping) -> None:
    later = replace(letter("reply"), day=date(2027, 1, 4))
    numbers = [
        issued(runtime, case, said).number for said in (letter("reply"), letter("accept"), letter("reply"), later)
    ]
    assert numbers == ["泽建处〔2026〕1号", "泽建受〔2026〕1号", "泽建处〔2026〕2号", "泽建处〔2027〕1号"]
    assert issued(runtime, case, by=Issuer("town", "wang")).number == "泽州县住房和城乡建设局处〔2026〕1号"


def test_all_kinds_count_together_where_the_number_has_no_series(runtime: Runtime, case: RowMapping) -> None:
    together = replace(runtime, letters=LetterSettings(number="{code}〔{year}〕{serial}号", codes={"housing": "泽建"}))
    numbers = [issued(together, case, letter(kind)).number for kind in ("reply", "accept")]
    assert numbers == ["泽建〔2026〕1号", "泽建〔2026〕2号"]


def test_what_is_not_committed_uses_no_number(runtime: Runtime, case: RowMapping) -> None:
    said = letter("reply")
    with pytest.raises(RuntimeError), runtime.engine.begin() as db:
        issue(db, runtime, case, said, by=BY, facts=facts(said))
        raise RuntimeError
    assert issued(runtime, case).number == "泽建处〔2026〕1号"


@either_store
def test_two_machines_leave_no_gap_and_no_double(
    gateway: Gateway, runtime: Runtime, case: RowMapping, stores: Stores
) -> None:
    other = replace(open_runtime(gateway.data, gateway.clock, stores), letters=runtime.letters)

    def write(here: Runtime) -> None:
        for _ in range(12):
            issued(here, case)

    writers = [threading.Thread(target=write, args=(here,)) for here in (runtime, other)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    with runtime.reading() as db:
        serials = sorted(db.execute(select(documents.c.serial)).scalars())
        assert len(documents_of(db, case["id"], "reply")) == 24
    assert serials == list(range(1, 25))
    other.engine.dispose()


def test_a_letter_that_lacks_something_is_stopped(runtime: Runtime, case: RowMapping) -> None:
    said = letter("reply", "basis")
    with pytest.raises(LetterStopped) as stopped, runtime.engine.begin() as db:
        issue(db, runtime, case, said, by=BY, facts=facts(said))
    assert (stopped.value.code, stopped.value.article) == ("missing", "32")
    assert "法律法规和政策依据" in stopped.value.faults[0].message
    with runtime.reading() as db:
        assert documents_of(db, case["id"]) == []


def test_a_refusal_names_nobody(runtime: Runtime, case: RowMapping) -> None:
    said = letter("reply", answers=())
    with pytest.raises(LetterStopped) as stopped, runtime.engine.begin() as db:
        issue(db, runtime, case, replace(said, fields={**said.fields, "basis": ()}), by=BY, facts=facts(said))
    assert stopped.value.message == "answers: missing (article 32); basis: missing (article 32)"


def test_a_character_without_a_sign_is_marked_and_named(runtime: Runtime, case: RowMapping) -> None:
    document = issued(runtime, case, letter("reply", addressee="王\U00020000", contact="李明😀"))
    sheet = sheet_of_document(runtime, document.id)
    assert sheet.paragraphs[0].text == "王〓："
    assert sheet.paragraphs[-1].text == "注：“〓”处的字，字体里没有，依次是U+20000、U+1F600。"


@either_store
def test_the_file_has_the_same_bytes_each_time(
    gateway: Gateway, runtime: Runtime, case: RowMapping, stores: Stores
) -> None:
    document = issued(runtime, case)
    file = pdf_of(runtime, document.id)
    other_face = replace(runtime, letters=LetterSettings(codes=runtime.letters.codes, body_face=FACE))
    assert pdf_of(other_face, document.id) == file, "as it was made"
    found = inspection.inspect(file, [runtime.keys.signing.public])
    assert found.verdict is inspection.Verdict.GENUINE
    assert found.statement and (found.statement.digest, found.statement.number) == (document.digest, document.number)


def test_two_that_make_the_file_at_once_keep_one(runtime: Runtime, case: RowMapping) -> None:
    document = issued(runtime, case)
    other_face = replace(runtime, letters=LetterSettings(codes=runtime.letters.codes, body_face=FACE))
    made: list[bytes] = []
    makers = [
        threading.Thread(target=lambda here=here: made.append(pdf_of(here, document.id)))
        for here in (runtime, other_face)
    ]
    for each in makers:
        each.start()
    for each in makers:
        each.join()
    assert len(made) == 2 and made[0] == made[1] == pdf_of(runtime, document.id)
    assert list(integrity.problems(runtime)) == []


def test_the_words_are_sealed_and_in_the_audit_log_by_their_digest(
    gateway: Gateway, runtime: Runtime, case: RowMapping
) -> None:
    document = issued(runtime, case)
    pdf_of(runtime, document.id)
    (line,) = lines(runtime, "issued")
    assert (line["case"], line["letter"], line["digest"], line["by"]) == (
        case["number"],
        "reply",
        document.digest,
        "li",
    )
    assert sheet_of_document(runtime, document.id).digest == document.digest
    runtime.engine.dispose()
    kept = b"".join(file.read_bytes() for file in gateway.data.rglob("*") if file.is_file())
    assert "王小满".encode() not in kept and "施工单位承认".encode() not in kept


def test_words_changed_in_the_database_are_found(runtime: Runtime, case: RowMapping) -> None:
    document = issued(runtime, case)
    changed = sheet_of_document(runtime, document.id).record.replace("予以支持", "不予支持")
    with runtime.engine.begin() as db:
        db.execute(update(documents).values(record=runtime.keys.seal_text(changed)))
    with pytest.raises(StoreDamaged):
        pdf_of(runtime, document.id)


def test_a_lost_file_is_made_again(runtime: Runtime, case: RowMapping, gateway: Gateway) -> None:
    document = issued(runtime, case)
    file = pdf_of(runtime, document.id)
    (kept,) = (gateway.data / "blobs" / "kept").rglob("letter-*")
    kept.unlink()
    assert [each["error"]["code"] for each in integrity.problems(runtime)] == ["missing"]
    assert pdf_of(runtime, document.id) == file
    other_face = replace(runtime, letters=LetterSettings(codes=runtime.letters.codes, body_face=FACE))
    with pytest.raises(StoreDamaged):
        pdf_of(other_face, document.id)


def test_letters_are_in_the_backup(runtime: Runtime, case: RowMapping, gateway: Gateway, tmp_path: Path) -> None:
    document = issued(runtime, case)
    file = pdf_of(runtime, document.id)
    back_up(runtime, gateway.data, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "again", gateway.clock)
    again = open_runtime(tmp_path / "again", gateway.clock)
    assert list(integrity.problems(again)) == []
    assert pdf_of(again, document.id) == file
    assert issued(again, case_row(again, case["number"])).number.endswith("处〔2026〕1002号"), (
        "numbers given since the backup are known outside"
    )
    again.engine.dispose()


def test_a_delivery_is_told_once_with_its_proof(runtime: Runtime, case: RowMapping, gateway: Gateway) -> None:
    document = issued(runtime, case)
    at = gateway.clock() + timedelta(days=1)

    def delivered(way: str = "hand", proof: str = "王小满本人签收", when: datetime = at) -> None:
        with runtime.engine.begin() as db:
            deliver(db, runtime, document.id, way, proof, at=when, by="li")

    for refused in ({"way": "pigeon"}, {"proof": " "}, {"when": at - timedelta(days=2)}):
        with pytest.raises(Refused):
            delivered(**refused)
    delivered()
    with pytest.raises(Refused) as twice:
        delivered()
    assert twice.value.code == "conflict"
    with runtime.reading() as db:
        (told,) = documents_of(db, case["id"])
    assert (told.delivered_at, told.delivery_way) == (at, "hand")
    assert proof_of_delivery(runtime, document.id) == "王小满本人签收"
    assert lines(runtime, "delivered")[0]["number"] == document.number


def test_what_is_not_there_is_not_found(runtime: Runtime) -> None:
    for ask in (pdf_of, sheet_of_document, proof_of_delivery):
        with pytest.raises(Refused) as missing:
            ask(runtime, 99)
        assert missing.value.status_code == 404


@pytest.mark.parametrize("number", ["{code}", "{code}{year}{serial}{organ}", "号", "{code", "{}{code}{year}{serial}"])
def test_a_number_has_to_be_complete(number: str) -> None:
    with pytest.raises(ValueError, match="letter_number"):
        LetterSettings(number=number)
