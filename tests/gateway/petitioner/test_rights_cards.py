"""Rights cards of a case: made at a terminal or by command, revoked, known to all terminals."""

from pathlib import Path
from typing import Any

import cv2
import pytest

from capture.qr import qr_in_file
from core.cases.state import CaseState
from core.petition import Purpose
from gateway.cases import bulletin
from gateway.cli import main
from gateway.petitioner import rights_cards
from gateway.refusals import Refused
from testkit.gateway_in_process import Gateway
from testkit.officers import led
from testkit.terminal import Terminal, refusal
from trust.rights_card import BadCard, CardFault, checked


@pytest.fixture
def receipt(terminal: Terminal) -> Any:
    return terminal.filed()[1].receipt


def text_of(terminal: Terminal, receipt: Any) -> str:
    answer = terminal.call("POST", "/v1/rights-cards", {"query_code": receipt.query_code, "last_four": "1234"})
    return str(answer.json()["text"])


def test_it_tells_what_the_petitioner_is_told(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    led(gateway.runtime, receipt.case_number, CaseState.ACCEPTED)
    text, key = text_of(terminal, receipt), gateway.runtime.keys.signing.public
    card = checked(text, key)
    assert (card.case_number, card.serial) == (receipt.case_number, 1)
    assert [each.action for each in card.steps] == ["register", "classify", "forward", "notify", "accept"]
    assert "王小满" not in text and receipt.query_code not in text
    assert checked(text_of(terminal, receipt), key).serial == 2


def test_a_revoked_card_is_named_to_all_terminals(gateway: Gateway, terminal: Terminal, receipt: Any) -> None:
    text, runtime = text_of(terminal, receipt), gateway.runtime
    assert bulletin.current(runtime).revoked_cards == []
    rights_cards.revoke(runtime, receipt.case_number, 1)
    revoked = bulletin.current(runtime).revoked_cards
    assert revoked == [f"{receipt.case_number}/1"]
    with pytest.raises(BadCard) as bad:
        checked(text, runtime.keys.signing.public, revoked)
    assert bad.value.fault is CardFault.REVOKED
    with pytest.raises(Refused):
        rights_cards.revoke(runtime, receipt.case_number, 9)


def test_older_terminals_are_not_told_what_they_do_not_know(gateway: Gateway, terminal: Terminal) -> None:
    assert "revoked_cards" not in terminal.call("GET", "/v1/bulletin").json()["text"]
    assert "revoked_cards" in terminal.call("GET", "/v1/bulletin?revoked_cards=true").json()["text"]


def test_there_is_none_of_an_accusation(terminal: Terminal) -> None:
    receipt: Any = terminal.filed(purpose=Purpose.ACCUSATION)[1].receipt
    answer = terminal.call("POST", "/v1/rights-cards", {"query_code": receipt.query_code, "last_four": "1234"})
    assert refusal(answer)[0] == 422


def test_by_command_it_is_a_picture_that_is_read_again_even_bent(
    gateway: Gateway, terminal: Terminal, receipt: Any, tmp_path: Path
) -> None:
    led(gateway.runtime, receipt.case_number)
    out = tmp_path / "card.png"
    assert main(["card", receipt.case_number, "--data", str(gateway.data), "--out", str(out)]) == 0
    key = gateway.runtime.keys.signing.public
    assert checked(qr_in_file(out), key).case_number == receipt.case_number
    picture = cv2.imread(str(out))
    assert picture is not None
    height, width = picture.shape[:2]
    turned = cv2.warpAffine(picture, cv2.getRotationMatrix2D((width / 2, height / 2), 7, 0.8), (width, height))
    cv2.imwrite(str(out), cv2.GaussianBlur(turned, (3, 3), 0))
    assert checked(qr_in_file(out), key).serial == 1
