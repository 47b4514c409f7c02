"""The page of a case that an agent filed shows both people, and on what authority."""

from dataclasses import replace

from core.authority.letter import Proof, ProofKind
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, Office
from testkit.terminal import AGENT, ASKER, Terminal, petition, represented


def test_both_people_and_the_letter_are_shown(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    proof = Proof(kind=ProofKind.RECOMMENDATION, attachment="page-1.jpg")
    item = terminal.sealed(represented(petition(gateway.clock()), proof=proof))
    number = terminal.hand_in(item).json()["receipt"]["case_number"]
    page = Desk(gateway, CLERK).get(f"/desk/cases/{number}")
    text = main_text(page)
    for said in (ASKER.name, AGENT.person.name, AGENT.person.phone, "网格员", "代为提出信访事项、代为查询进度"):
        assert said in text
    assert "2026年1月1日至2026年12月31日" in text and "有效" in text and "推荐信" in text
    assert f"/desk/cases/{number}/files/1" in page
    gateway.clock.turn(days=400)
    assert "已过期" in main_text(Desk(gateway, CLERK).get(f"/desk/cases/{number}"))


def test_what_an_agent_added_is_shown_as_theirs(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    number = terminal.filed()[1].receipt.case_number  # type: ignore[union-attr]
    path, clerk = f"/desk/cases/{number}", Desk(gateway, CLERK)
    own = replace(petition(gateway.clock()), supplements=number)
    assert terminal.hand_in(terminal.sealed(own)).status_code == 201
    assert AGENT.person.name not in clerk.get(path)
    added = replace(represented(petition(gateway.clock())), supplements=number)
    assert terminal.hand_in(terminal.sealed(added)).status_code == 201
    page = clerk.get(path)
    for said in (AGENT.person.name, AGENT.person.phone, "网格员", "2026年1月1日至2026年12月31日"):
        assert main_text(page).count(said) == 1
    assert f'<a href="{path}/added/3/1" target="_blank" rel="noopener">委托书</a>' in page


def test_taking_it_back_names_its_own_law(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    item = terminal.sealed(represented(petition(gateway.clock())))
    number = terminal.hand_in(item).json()["receipt"]["case_number"]
    clerk = Desk(gateway, CLERK)
    assert "依据《民法典》第173条" in clerk.get(f"/desk/cases/{number}/acts/withdraw-authority")
    assert "依据《信访工作条例》第29–31条" in clerk.get(f"/desk/cases/{number}/acts/classify")
    assert "《个人信息保护法》第50条" in clerk.get(f"/desk/cases/{number}")
