"""A terminal changes its key: whatever is lost on the way, one of its keys is trusted, and an old one only briefly."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from gateway.auth import enrolment
from gateway.intake.offline_import import import_items
from testkit.gateway_in_process import Gateway, either_store
from testkit.terminal import Terminal, petition, refusal
from trust import sealed_message
from trust.key_possession import prove_possession
from trust.keys import SigningKey


def announced(terminal: Terminal, fresh: SigningKey, **changed: Any) -> requests.Response:
    call = {"public_key": fresh.public, "proof": prove_possession(terminal.id, fresh), **changed}
    return terminal.call("POST", "/v1/rotation", call)


def with_key(terminal: Terminal, key: SigningKey) -> Terminal:
    return replace(terminal, key=key)


def reaches(terminal: Terminal) -> bool:
    return terminal.call("GET", "/v1/bulletin").status_code == 200


@either_store
def test_the_old_key_counts_until_the_new_one_is_used(gateway: Gateway, terminal: Terminal) -> None:
    fresh = SigningKey.generate()
    renewed = with_key(terminal, fresh)
    assert refusal(renewed.call("GET", "/v1/bulletin")) == (401, "altered"), "nobody has heard of it"
    for _ in range(2):
        assert announced(terminal, fresh).status_code == 200
    assert reaches(terminal), "the answer may have been lost"
    gateway.clock.turn(hours=1)
    assert reaches(renewed) and reaches(renewed)
    assert refusal(terminal.call("GET", "/v1/bulletin")) == (401, "former-key")
    assert refusal(announced(terminal, SigningKey.generate())) == (401, "former-key")
    (listed,) = enrolment.listed(gateway.runtime)
    assert (listed["public_key"], listed["next_key"]) == (fresh.public, None)
    assert listed["key_since"] > listed["enrolled_at"]


def test_a_key_is_announced_by_whoever_holds_it(gateway: Gateway, terminal: Terminal) -> None:
    fresh, neighbour = SigningKey.generate(), Terminal.enrolled(gateway)
    for wrong in (
        {"proof": prove_possession(neighbour.id, fresh)},
        {"proof": prove_possession(terminal.id, SigningKey.generate())},
        {"public_key": "bm8ga2V5"},
    ):
        assert refusal(announced(terminal, fresh, **wrong)) == (403, "bad-key")
    assert refusal(announced(with_key(terminal, fresh), fresh)) == (401, "altered")


def test_a_former_key_does_not_come_back(terminal: Terminal) -> None:
    first, second = terminal.key, SigningKey.generate()
    announced(terminal, second)
    renewed = with_key(terminal, second)
    assert reaches(renewed)
    assert announced(renewed, second).status_code == 200, "the answer was lost"
    assert refusal(announced(renewed, first)) == (422, "used-key")


def test_a_second_announcement_takes_the_place_of_the_first(terminal: Terminal) -> None:
    lost, kept = SigningKey.generate(), SigningKey.generate()
    announced(terminal, lost)
    announced(terminal, kept)
    assert not reaches(with_key(terminal, lost)) and reaches(with_key(terminal, kept))


@pytest.mark.parametrize("used", [False, True])
def test_an_envelope_signed_long_ago_is_taken_and_its_letter_opens(
    used: bool, gateway: Gateway, terminal: Terminal, tmp_path: Path
) -> None:
    old, on_stick = (terminal.sealed(petition(gateway.clock())) for _ in range(2))
    fresh = SigningKey.generate()
    announced(terminal, fresh)
    renewed = with_key(terminal, fresh)
    newest = renewed.sealed(petition(gateway.clock()))
    folders = [on_stick.laid(tmp_path / "stick"), newest.laid(tmp_path / "stick")]
    assert not used or reaches(renewed)
    assert (renewed if used else terminal).hand_in(old).status_code == 201
    assert all("error" not in each for each in import_items(gateway.runtime, tmp_path / "stick"))
    reader = renewed.key if used else terminal.key
    for folder in folders:
        assert sealed_message.read((folder / "ack.age").read_bytes(), reader, gateway.runtime.keys.signing.public)


def test_who_is_revoked_is_so_with_every_key(gateway: Gateway, terminal: Terminal, tmp_path: Path) -> None:
    fresh = SigningKey.generate()
    announced(terminal, fresh)
    terminal.sealed(petition(gateway.clock())).laid(tmp_path / "stick")
    enrolment.revoke(gateway.runtime, terminal.id)
    assert refusal(with_key(terminal, fresh).call("GET", "/v1/bulletin")) == (401, "revoked")
    assert refusal(terminal.call("GET", "/v1/bulletin")) == (401, "revoked")
    (said,) = import_items(gateway.runtime, tmp_path / "stick")
    assert said["error"]["code"] == "unknown-terminal"
