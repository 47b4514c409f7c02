"""`gateway letter`: made from the record, and looked at again with nothing but a public key."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from sqlalchemy import select

from core.cases.state import CaseState
from gateway.cli import main
from gateway.letters.documents import Issuer, issue
from gateway.letters.files import pdf_of
from gateway.staff import officers
from gateway.staff.officers import Officer, Role
from gateway.storage.schema import cases, journal
from testkit.gateway_in_process import Gateway
from testkit.letters import facts, letter
from testkit.officers import CLERK, OTHER, led, open_office
from testkit.terminal import Terminal
from tests.gateway.letters.test_inspection import needs_poppler, photographed

Run = Callable[..., tuple[int, dict[str, Any]]]
BY = Issuer("housing", "li")


@pytest.fixture
def run(gateway: Gateway, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str | Path, data: Path = gateway.data) -> tuple[int, dict[str, Any]]:
        code = main([str(word) for word in ("letter", "--data", data, *words)])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def number(gateway: Gateway, terminal: Terminal) -> str:
    """Returns the number of a case with an opinion, and one that replaced it."""
    _, status = terminal.filed()
    assert status.receipt
    officers.add(gateway.runtime, Officer("li", "李", "bureau", frozenset({Role.REGISTER})), by="test")
    with gateway.runtime.engine.begin() as db:
        wanted = select(cases).where(cases.c.number == status.receipt.case_number)
        case = db.execute(wanted).mappings().one()
        for said in (letter("reply"), letter("reply", contact="李明，0356-7654321")):
            issue(db, gateway.runtime, case, said, by=BY, facts=facts(said))
    return status.receipt.case_number


def test_a_letter_is_taken_out_and_is_genuine(run: Run, number: str, gateway: Gateway, tmp_path: Path) -> None:
    out = tmp_path / "opinion.pdf"
    code, told = run(number, "reply", "--by", "li", "--out", out)
    assert (code, told["kind"], told["number"]) == (0, "reply", "泽州县住房和城乡建设局处〔2026〕2号")
    code, found = run("check", out)
    assert (code, found["state"], found["digest"]) == (0, "genuine", told["digest"])
    assert "file" in found["proven"] and found["not_proven"] == ["delivery"]
    with gateway.runtime.reading() as db:
        lines = [json.loads(line) for line in db.execute(select(journal.c.line)).scalars()]
    (taken,) = [each for each in lines if each["did"] == "letter taken"]
    assert (taken["case"], taken["number"], taken["by"]) == (number, told["number"], "li")


def test_an_earlier_letter_is_asked_for_by_its_number(run: Run, number: str, tmp_path: Path) -> None:
    first = "泽州县住房和城乡建设局处〔2026〕1号"
    code, told = run(number, "reply", "--by", "li", "--number", first, "--out", tmp_path / "first.pdf")
    assert (code, told["number"]) == (0, first)


def test_it_is_checked_with_a_key_alone(run: Run, number: str, gateway: Gateway, tmp_path: Path) -> None:
    out = tmp_path / "opinion.pdf"
    run(number, "reply", "--by", "li", "--out", out)
    key, nowhere = gateway.runtime.keys.signing.public, tmp_path / "nowhere"
    assert run("check", out, "--key", key, data=nowhere)[1]["state"] == "genuine"
    assert run("check", out, data=nowhere)[1]["error"]["code"] == "missing"
    assert not nowhere.exists()
    out.write_bytes(out.read_bytes().replace(b"ReportLab", b"Reportlab"))
    code, found = run("check", out, "--key", key, data=nowhere)
    assert (code, found["state"], found["case_number"]) == (1, "altered", number)
    assert found["proven"] == [] and "不是原件" in found["message"]


@needs_poppler
def test_a_picture_says_what_it_cannot_prove(run: Run, number: str, tmp_path: Path) -> None:
    run(number, "reply", "--by", "li", "--out", tmp_path / "opinion.pdf")
    photographed((tmp_path / "opinion.pdf").read_bytes(), tmp_path, 150)[-1].save(tmp_path / "photo.png")
    code, found = run("check", tmp_path / "photo.png")
    assert (code, found["state"], found["case_number"]) == (0, "code-genuine", number)
    assert "words" in found["not_proven"] and "words" not in found["proven"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("XF2026-99999999", "reply", "--out", "x.pdf"), "not-found"),
        (("XF2026-99999999", "poem", "--by", "li", "--out", "x.pdf"), "unknown-kind"),
        (("XF2026-99999999", "reply", "--by", "li"), "missing"),
        (("check", "nowhere.pdf"), "unreadable"),
        (("check", "."), "unreadable"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, words: tuple[str, ...], code: str) -> None:
    left, told = run(*words)
    assert (left, told["error"]["code"]) == (1, code)


def test_a_case_without_such_a_letter(run: Run, number: str, tmp_path: Path) -> None:
    assert run(number, "review", "--by", "li", "--out", tmp_path / "x.pdf")[1]["error"]["code"] == "not-found"
    assert not (tmp_path / "x.pdf").exists()


def test_a_letter_of_training_says_so(gateway: Gateway, number: str) -> None:
    practising = replace(gateway.runtime, training=True)
    said = letter("reply")
    with gateway.runtime.engine.begin() as db:
        case = db.execute(select(cases).where(cases.c.number == number)).mappings().one()
        document = issue(db, practising, case, said, by=BY, facts=facts(said))
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(practising, document.id))).pages
    assert all("演练用件，无效" in page.extract_text() for page in pages)


def test_nobody_takes_the_letter_of_a_case_that_is_not_theirs(
    run: Run, number: str, gateway: Gateway, tmp_path: Path
) -> None:
    open_office(gateway.runtime)
    for by, code in ((OTHER, "not-found"), ("nobody", "unknown-officer")):
        assert run(number, "reply", "--by", by, "--out", tmp_path / "x.pdf")[1]["error"]["code"] == code
    assert not (tmp_path / "x.pdf").exists()


def test_what_the_record_does_not_know_is_set(run: Run, terminal: Terminal, gateway: Gateway, tmp_path: Path) -> None:
    receipt = terminal.filed()[1].receipt
    assert receipt
    led(gateway.runtime, receipt.case_number, CaseState.FORWARDED)
    given = ("--by", CLERK, "--out", tmp_path / "work.pdf")
    code, told = run(receipt.case_number, "suggestion", "--set", "form=work", *given)
    assert (code, told["error"]["code"], told["error"]["article"]) == (1, "missing", "40")
    said = ("findings=查明的情况", "proposals=一；二", "answer_by=2026-04-01", "form=work", "contact=李明")
    code, told = run(receipt.case_number, "suggestion", *(word for each in said for word in ("--set", each)), *given)
    assert (code, told["kind"]) == (0, "suggestion")
    assert (tmp_path / "work.pdf").read_bytes().startswith(b"%PDF")
