"""The desk shows whose words are whose in a petition that an agent filed, and whether the principal confirmed them."""

from dataclasses import replace

import pytest

from core.consents import TrueIntent
from core.petition import Petition
from core.wording import intent_digest
from testkit.desk import Desk, main_text
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, Office
from testkit.terminal import NARRATIVE, Terminal, petition, represented

SPOKEN, NOTES = "村口路灯坏了两个月，晚上看不见路。", "老人腿脚不便，我替她写的。"


@pytest.fixture
def filed(gateway: Gateway) -> Petition:
    agents = represented(petition(gateway.clock()))
    meant = TrueIntent(text_sha256=intent_digest(SPOKEN, NARRATIVE, NOTES), heard=True, alone=True, at=gateway.clock())
    return replace(agents, spoken_words=SPOKEN, agent_notes=NOTES, true_intent=meant)


def page(gateway: Gateway, terminal: Terminal, filed: Petition) -> str:
    number = terminal.hand_in(terminal.sealed(filed)).json()["receipt"]["case_number"]
    return Desk(gateway, CLERK).get(f"/desk/cases/{number}")


def test_all_three_are_shown_apart(gateway: Gateway, terminal: Terminal, office: Office, filed: Petition) -> None:
    shown = page(gateway, terminal, filed)
    text = main_text(shown).replace(" ", "")
    for said in (SPOKEN, NARRATIVE, NOTES, "本人原话，录音认出来的", "代理人自己的话", "有1处不同"):
        assert said in text
    assert "<mark>三</mark>" in shown and "<mark>两</mark>" in shown
    assert "本人确认这是自己的真实意思。当时选了一个人听。念完了。" in text


def test_a_confirmation_of_other_words_is_none(
    gateway: Gateway, terminal: Terminal, office: Office, filed: Petition
) -> None:
    assert "确认的不是现在这些字" in main_text(page(gateway, terminal, replace(filed, agent_notes="别的话。")))


def test_an_agents_petition_of_before_is_shown_as_before(gateway: Gateway, terminal: Terminal, office: Office) -> None:
    text = main_text(page(gateway, terminal, represented(petition(gateway.clock()))))
    assert NARRATIVE in text and "没有录音的原话" in text
    assert "真实意思" not in text


def test_what_was_added_is_shown_the_same_way(
    gateway: Gateway, terminal: Terminal, office: Office, filed: Petition
) -> None:
    number = terminal.filed()[1].receipt.case_number  # type: ignore[union-attr]
    assert terminal.hand_in(terminal.sealed(replace(filed, supplements=number))).status_code == 201
    text = main_text(Desk(gateway, CLERK).get(f"/desk/cases/{number}")).replace(" ", "")
    assert SPOKEN in text and NOTES in text
