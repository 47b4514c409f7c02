"""An officer advances a case: one statement checks and writes, and records the officer's name."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from core.case import CaseStep
from core.petition import Purpose
from gateway.audit_log import hash_chain
from gateway.cases import cases, records
from gateway.cli import main
from gateway.commands import officers
from gateway.refusals import Refused
from gateway.storage.schema import journal as lines
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Terminal

OFFICERS = ("li", "wang", "zhao", "sun")


def number_of(terminal: Terminal, purpose: Purpose = Purpose.REQUEST) -> str:
    receipt = terminal.filed(purpose=purpose)[1].receipt
    assert receipt
    return receipt.case_number


def steps(gateway: Gateway, number: str) -> list[tuple[str, str]]:
    shown = records.show(gateway.runtime, number)
    assert shown
    return [(told["step"], told["by"]) for told in shown["timeline"]]


@either_store
def test_of_officers_at_once_one_is_first(gateway: Gateway, terminal: Terminal) -> None:
    number, start = number_of(terminal), Barrier(len(OFFICERS))

    def reply(officer: str) -> str:
        start.wait(30)
        try:
            cases.advance(gateway.runtime, number, CaseStep.REPLIED, by=officer, reply=f"{officer} 答复")
        except Refused as refused:
            return refused.code
        return officer

    with ThreadPoolExecutor(len(OFFICERS)) as pool:
        said = list(pool.map(reply, OFFICERS))
    (first,) = set(said) & set(OFFICERS)
    assert sorted(said) == sorted([first, *["out-of-order"] * (len(OFFICERS) - 1)])
    assert steps(gateway, number) == [("registered", ""), ("replied", first)]
    shown = records.show(gateway.runtime, number)
    assert shown and shown["reply"] == f"{first} 答复"


@either_store
def test_officers_at_different_steps_leave_the_case_in_order(gateway: Gateway, terminal: Terminal) -> None:
    number, start = number_of(terminal), Barrier(3)

    def go(step: CaseStep) -> None:
        start.wait(30)
        try:
            cases.advance(gateway.runtime, number, step, by="li")
        except Refused as refused:
            assert refused.code == "out-of-order"

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(go, (CaseStep.FORWARDED, CaseStep.ACCEPTED, CaseStep.CLOSED)))
    order = [list(CaseStep).index(CaseStep(step)) for step, _ in steps(gateway, number)]
    assert order == sorted(order) and order[-1] == len(CaseStep) - 1


@pytest.mark.parametrize("reply", ["", "  \n"])
def test_a_reply_has_words(gateway: Gateway, terminal: Terminal, reply: str) -> None:
    number = number_of(terminal)
    with pytest.raises(Refused) as refused:
        cases.advance(gateway.runtime, number, CaseStep.REPLIED, by="li", reply=reply)
    assert refused.value.code == "missing"
    assert steps(gateway, number) == [("registered", "")]


def test_words_of_a_reply_need_the_step(gateway: Gateway, terminal: Terminal) -> None:
    with pytest.raises(Refused, match="belongs to the step replied"):
        cases.advance(gateway.runtime, number_of(terminal), CaseStep.ACCEPTED, by="li", reply="已修好")


def test_who_did_it_stands_in_the_journal(gateway: Gateway, terminal: Terminal) -> None:
    number = number_of(terminal)
    cases.advance(gateway.runtime, number, CaseStep.FORWARDED, by="li")
    with gateway.runtime.reading() as db:
        hash_chain.verified(db)
        told = [json.loads(row.line) for row in db.execute(lines.select())]
    (advanced,) = [line for line in told if line["did"] == "advanced"]
    assert (advanced["case"], advanced["step"], advanced["by"]) == (number, "forwarded", "li")


class TestCommand:
    """`python -m gateway advance CASE STEP`, as an officer types it."""

    @pytest.fixture(autouse=True)
    def begin(self, gateway: Gateway, terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
        self.gateway, self.number, self.out = gateway, number_of(terminal), capsys

    def run(self, *words: str) -> tuple[int, dict[str, str]]:
        code = main(["advance", "--data", str(self.gateway.data), self.number, *words])
        (line,) = self.out.readouterr().out.splitlines()
        said: dict[str, str] = json.loads(line)
        return code, said

    def test_by_an_officer(self) -> None:
        assert self.run("forwarded", "--by", "li") == (
            0,
            {"case_number": self.number, "step": "forwarded", "by": "li"},
        )

    def test_by_this_account_where_nobody_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LOGNAME", "clerk")
        assert self.run("forwarded")[1]["by"] == "clerk"
        assert steps(self.gateway, self.number)[-1] == ("forwarded", "clerk")

    def test_an_account_without_a_name_is_asked_for_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(officers, "this_account", lambda: "")
        code, said = self.run("forwarded")
        assert code == 1 and said["error"]["code"] == "missing"  # type: ignore[index]

    def test_refusals_say_which_rule(self) -> None:
        assert self.run("replied")[1]["error"]["code"] == "missing"  # type: ignore[index]
        self.run("accepted", "--by", "li")
        assert self.run("forwarded")[1]["error"]["code"] == "out-of-order"  # type: ignore[index]

    def test_a_name_nobody_could_have_is_none(self) -> None:
        for name in ("", "li wang", "li\n", "x" * 65):
            with pytest.raises(SystemExit):
                main(["advance", "--data", str(self.gateway.data), self.number, "forwarded", "--by", name])


def test_no_list_prints_a_query_code_or_tells_of_an_accusation(
    gateway: Gateway, terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    filed = {purpose: terminal.filed(purpose=purpose)[1].receipt for purpose in Purpose}
    for words in (["list", "--json"], ["list"]):
        assert main([*words, "--data", str(gateway.data)]) == 0
        said = capsys.readouterr().out
        assert not [receipt for receipt in filed.values() if receipt and receipt.query_code in said]
        accused = filed[Purpose.ACCUSATION]
        (line,) = [line for line in said.splitlines() if accused and accused.case_number in line]
        assert "sealed to discipline" in line
        assert terminal.id not in line and "accusation" not in line and "registered " not in line
    assert set(records.listed(gateway.runtime)[list(Purpose).index(Purpose.ACCUSATION)]) == {
        "case_number",
        "registered_at",
        "petition",
    }


def test_a_lost_code_is_shown_on_purpose_and_that_is_noted(gateway: Gateway, terminal: Terminal) -> None:
    receipt = terminal.filed()[1].receipt
    assert receipt
    shown = records.show(gateway.runtime, receipt.case_number)
    assert shown and receipt.query_code not in str(shown)
    shown = records.show(gateway.runtime, receipt.case_number, with_code=True)
    assert shown and shown["query_code"] == receipt.query_code
    with gateway.runtime.reading() as db:
        did = [json.loads(row.line)["did"] for row in db.execute(lines.select())]
    assert did.count("shown") == did.count("shown with its code") == 1
