"""What a principal added in private: read by the bureau, by no unit; told to the principal at a kiosk, to no agent."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.authority.judge import refusal
from core.authority.letter import Power, Proof, ProofKind
from core.cases.state import CaseState
from core.petition import Enclosure, Filing, Petition, Purpose, Role, representation
from gateway.cases import sealed_export
from gateway.keys.keyring import HAND_OVER
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, HANDLER, Office
from testkit.terminal import ASKER, CLAIMS, PAGE, Terminal, petition, represented
from trust.annex import sealed_annex
from trust.organ_keys import OrganIdentity
from trust.seal import seal

SECRET = "他是我侄子，我不敢当面说。"


def with_annex(terminal: Terminal, filed: Petition, words: str) -> Filing:
    keys = terminal.keys["discipline" if filed.matter.purpose is Purpose.ACCUSATION else "bureau"]
    annex = Enclosure(
        name="annex.age", role=Role.ANNEX, media_type="application/octet-stream", content=sealed_annex(words, keys)
    )
    whole = replace(filed, attachments=(*filed.attachments, annex.described()))
    return Filing(whole, {whole.attachments[0].name: PAGE.content, "annex.age": annex.content}, CLAIMS[filed.item])


def filed(gateway: Gateway, terminal: Terminal, words: str) -> str:
    """Files for a principal; returns the case number."""
    status = terminal.filed_whole(with_annex(terminal, represented(petition(gateway.clock())), words))
    assert status.receipt
    return status.receipt.case_number


def test_the_bureau_reads_it_and_the_unit_does_not(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = filed(gateway, terminal, SECRET)
    office.lead(number, CaseState.FORWARDED)
    page = Desk(gateway, CLERK).get(f"/desk/cases/{number}")
    assert SECRET in main_text(page)
    assert "annex.age" not in page, "it is no paper"
    theirs = Desk(gateway, HANDLER).get(f"/desk/cases/{number}")
    assert SECRET not in theirs and "密封附言" not in theirs and "annex.age" not in theirs
    for login in (CLERK, HANDLER):
        Desk(gateway, login).get(f"/desk/cases/{number}/files/2", 404)


def test_an_empty_one_says_that_nothing_was_added(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    assert "委托人没有另外说什么" in main_text(Desk(gateway, CLERK).get(f"/desk/cases/{filed(gateway, terminal, '')}"))


def test_one_that_has_not_come_yet_is_said_to_be_on_its_way(
    gateway: Gateway, terminal: Terminal, office: Office
) -> None:
    filing = with_annex(terminal, represented(petition(gateway.clock())), SECRET)
    answer = terminal.hand_in(terminal.sealed(filing.petition, filing.contents))
    page = Desk(gateway, CLERK).get(f"/desk/cases/{answer.json()['receipt']['case_number']}")
    assert "密封附言" in page and "还没传到" in main_text(page)


def test_one_sealed_to_nobody_here_is_said_to_be_broken(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    terminal.keys["bureau"], others = terminal.keys["discipline"], terminal.keys["bureau"]
    filing = with_annex(terminal, represented(petition(gateway.clock())), SECRET)
    terminal.keys["bureau"] = others
    receipt = terminal.filed_whole(filing).receipt
    assert receipt
    assert "打不开，或者已经损坏" in main_text(Desk(gateway, CLERK).get(f"/desk/cases/{receipt.case_number}"))


@pytest.mark.parametrize("clear", [b"[" * 8000, rb'{"annex": "\ud800"}', b'{"annex": "' + b"x" * 100_000 + b'"}'])
def test_a_forged_one_hides_nothing_else_of_the_case(
    gateway: Gateway, terminal: Terminal, office: Office, clear: bytes
) -> None:
    whole = represented(petition(gateway.clock()))
    content = seal(clear, terminal.keys["bureau"])
    annex = Enclosure(name="annex.age", role=Role.ANNEX, media_type="application/octet-stream", content=content)
    whole = replace(whole, attachments=(*whole.attachments, annex.described()))
    contents = {whole.attachments[0].name: PAGE.content, "annex.age": content}
    receipt = terminal.filed_whole(Filing(whole, contents, CLAIMS[whole.item])).receipt
    assert receipt
    shown = main_text(Desk(gateway, CLERK).get(f"/desk/cases/{receipt.case_number}"))
    assert "打不开，或者已经损坏" in shown and whole.matter.narrative in shown
    assert "annex" not in by_card(Terminal.enrolled(gateway))


def test_it_is_no_letter_and_no_proof(gateway: Gateway, terminal: Terminal) -> None:
    """Every agent's petition has one: a letter that names it would be signed by nobody."""
    filing = with_annex(terminal, represented(petition(gateway.clock())), SECRET)
    assert filing.petition.authority
    for named in (
        replace(filing.petition.authority, letter="annex.age"),
        replace(filing.petition.authority, proof=Proof(kind=ProofKind.KINSHIP, attachment="annex.age")),
    ):
        forged = replace(filing.petition, authority=named)
        assert refusal(representation(forged), Power.FILE, gateway.clock().date())
        answer = terminal.hand_in(terminal.sealed(forged, filing.contents))
        assert (answer.status_code, answer.json()["code"]) == (422, "authority-incomplete")


def by_card(terminal: Terminal) -> Any:
    call = {"name": ASKER.name, "id_number": ASKER.id_number}
    return terminal.call("POST", "/v1/queries/card?agents=true&annex=true", call).json()["by_agent"][0]


def test_the_principal_sees_with_their_card_that_it_is_there(gateway: Gateway, terminal: Terminal) -> None:
    number = filed(gateway, terminal, SECRET)
    kiosk = Terminal.enrolled(gateway)
    assert by_card(kiosk)["annex"] is True
    assert "annex" not in by_card(terminal), "at the agent's terminal nobody is told"
    call = {"name": ASKER.name, "id_number": ASKER.id_number}
    assert "annex" not in kiosk.call("POST", "/v1/queries/card?agents=true", call).text, "a terminal of before"
    assert number


def test_an_empty_one_is_not_called_words(gateway: Gateway, terminal: Terminal) -> None:
    filed(gateway, terminal, "")
    assert "annex" not in by_card(Terminal.enrolled(gateway))


def test_the_agents_view_says_nothing_of_it(gateway: Gateway, terminal: Terminal) -> None:
    status = terminal.filed_whole(with_annex(terminal, represented(petition(gateway.clock())), SECRET))
    assert status.receipt
    query = {"query_code": status.receipt.query_code, "last_four": "1234"}
    for path in ("/v1/queries", "/v1/queries/life?beside=true&words=true"):
        answer = terminal.call("POST", path, query)
        assert answer.status_code == 200
        assert "annex" not in answer.text and SECRET not in answer.text


def test_the_discipline_organ_opens_that_of_an_accusation(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> None:
    accused = represented(petition(gateway.clock(), Purpose.ACCUSATION))
    receipt = terminal.filed_whole(with_annex(terminal, accused, SECRET)).receipt
    assert receipt
    sealed_export.export(gateway.runtime, receipt.case_number, tmp_path)
    identity = OrganIdentity.read((gateway.data / "keys" / HAND_OVER).read_text())
    assert "2-annex.txt" in sealed_export.open_export(tmp_path / receipt.case_number, identity, tmp_path / "opened")
    assert (tmp_path / "opened" / "2-annex.txt").read_text("utf-8") == SECRET


@pytest.mark.parametrize("words", ["", SECRET])
def test_their_words_are_told_to_the_petitioner_apart(gateway: Gateway, terminal: Terminal, words: str) -> None:
    agents = replace(represented(petition(gateway.clock())), spoken_words="路登坏了。", agent_notes="我去看过。")
    receipt = terminal.filed_whole(with_annex(terminal, agents, words)).receipt
    assert receipt
    query = {"query_code": receipt.query_code, "last_four": "1234"}
    told = terminal.call("POST", "/v1/queries/life?beside=true&words=true", query).json()["words"]
    assert (told["spoken"], told["agent_notes"], told["filed"]) == (
        "路登坏了。",
        "我去看过。",
        agents.matter.narrative,
    )
    assert "words" not in terminal.call("POST", "/v1/queries/life?beside=true", query).json()
