"""The limits on a terminal's calls, and that nothing is lost when it exceeds them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from core.problems import StoreProblem
from gateway.app import application
from gateway.runtime.caches import SHARE_OF_REST, QuotaCache
from gateway.runtime.settings import ConnectionSettings, LimitSettings, read_settings
from gateway.runtime.settings import GatewaySettings as GatewayFile
from testkit.gateway_in_process import Gateway, SwitchableApp, either_store
from testkit.terminal import Terminal, petition, refusal
from trust.key_possession import prove_possession
from trust.keys import SigningKey


def limited(gateway: Gateway, switchable: SwitchableApp, **limits: int) -> Terminal:
    """Returns a terminal of the gateway, which has these limits from now on."""
    gateway.runtime = replace(gateway.runtime, limits=LimitSettings(**limits), quota_cache=QuotaCache())
    switchable.app = application(gateway.runtime)
    return Terminal.enrolled(gateway)


@either_store
def test_registrations_in_a_window(gateway: Gateway, switchable: SwitchableApp) -> None:
    terminal = limited(gateway, switchable, registrations=3)
    items = [terminal.filed()[0] for _ in range(3)]
    over = terminal.sealed(petition(gateway.clock()))
    gateway.clock.turn(minutes=4)
    answer = terminal.hand_in(over)
    assert refusal(answer) == (429, "too-many") and answer.headers["Retry-After"] == "360"
    assert terminal.hand_in(items[0]).status_code == 200  # who asks for what they have is answered
    assert Terminal.enrolled(gateway).filed()  # it is this terminal's limit alone
    lines = terminal.call(
        "POST", "/v1/batches", {"items": [terminal.as_call(items[1]), terminal.as_call(over)]}
    ).json()["items"]
    assert [line["outcome"] for line in lines] == ["success", "failed"]
    gateway.clock.turn(minutes=6, seconds=1)
    assert terminal.hand_in(over).status_code == 201


@either_store
def test_uploads_open_at_a_time(gateway: Gateway, switchable: SwitchableApp) -> None:
    terminal = limited(gateway, switchable, open_uploads=2)
    items = [terminal.filed()[0] for _ in range(3)]
    uploads = [terminal.upload(item) for item in items[:2]]
    begin = ("POST", f"/v1/items/{items[2].id}/parts/1")
    size = str(len(items[2].files["1.age"]))
    assert refusal(terminal.call(*begin, Upload_Length=size)) == (429, "too-many")
    assert terminal.upload(items[0]).url == uploads[0].url  # going on is not beginning
    assert terminal.upload(items[0]).patch(items[0].files["1.age"]).status_code == 204
    assert terminal.upload(items[2]).patch(items[2].files["1.age"]).status_code == 204


@either_store
def test_upload_bytes_of_a_day(gateway: Gateway, switchable: SwitchableApp) -> None:
    terminal = limited(gateway, switchable, upload_bytes_a_day=30_000)
    items = [terminal.filed()[0] for _ in range(3)]
    for item in items[:2]:
        assert terminal.upload(item).patch(item.files["1.age"]).status_code == 204
    begin = ("POST", f"/v1/items/{items[2].id}/parts/1")
    size = str(len(items[2].files["1.age"]))
    answer = terminal.call(*begin, Upload_Length=size)
    assert refusal(answer) == (429, "too-many") and answer.headers["Retry-After"] == "600"
    gateway.clock.turn(days=1)
    assert terminal.upload(items[2]).patch(items[2].files["1.age"]).status_code == 204


@either_store
def test_text_bytes_of_a_day(gateway: Gateway, switchable: SwitchableApp) -> None:
    terminal = limited(gateway, switchable, text_bytes_a_day=20_000)
    items = [terminal.filed()[0] for _ in range(2)]
    over = terminal.sealed(petition(gateway.clock()))
    assert refusal(terminal.hand_in(over)) == (429, "too-many")
    assert terminal.hand_in(items[0]).status_code == 200
    gateway.clock.turn(days=1)
    assert terminal.hand_in(over).status_code == 201


@either_store
def test_deeds_of_a_day(gateway: Gateway, switchable: SwitchableApp) -> None:
    """Counts every action that writes to the audit log and is no registration."""
    terminal = limited(gateway, switchable, lines_a_day=5)
    item, _ = terminal.filed()
    upload, wrong = terminal.upload(item), b"x" * len(item.files["1.age"])
    answers = [upload.patch(wrong) for _ in range(6)]
    assert refusal(answers[-2]) == (422, "digest") and refusal(answers[-1]) == (429, "too-many")
    fresh = SigningKey.generate()
    call = {"public_key": fresh.public, "proof": prove_possession(terminal.id, fresh)}
    assert refusal(terminal.call("POST", "/v1/rotation", call)) == (429, "too-many")
    assert terminal.filed()
    gateway.clock.turn(days=1)
    assert terminal.upload(item).patch(item.files["1.age"]).status_code == 204


@either_store
def test_keys_of_a_day(gateway: Gateway, switchable: SwitchableApp) -> None:
    terminal = limited(gateway, switchable, rotations_a_day=2)
    for again in range(4):
        fresh = SigningKey.generate()
        call = {"public_key": fresh.public, "proof": prove_possession(terminal.id, fresh)}
        answer = terminal.call("POST", "/v1/rotation", call)
        if again < 2:
            assert answer.status_code == 200
            terminal = replace(terminal, key=fresh)
        assert terminal.call("GET", "/v1/bulletin").status_code == 200
    assert refusal(answer) == (429, "too-many")
    gateway.clock.turn(days=1)
    assert terminal.call("POST", "/v1/rotation", call).status_code == 200


@either_store
def test_an_item_beyond_the_size_of_things_is_refused_before_it_is_registered(
    gateway: Gateway, switchable: SwitchableApp
) -> None:
    terminal = limited(gateway, switchable, part_bytes=1000)
    assert refusal(terminal.hand_in(terminal.sealed(petition(gateway.clock())))) == (422, "too-large")
    terminal = limited(gateway, switchable, parts=0)
    assert refusal(terminal.hand_in(terminal.sealed(petition(gateway.clock())))) == (422, "too-many-parts")


def test_limits_are_read_from_the_folder(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == GatewayFile()
    (tmp_path / "gateway.toml").write_text("[limits]\nregistrations = 12\n[connections]\nproxies = []\n")
    assert read_settings(tmp_path) == GatewayFile(
        limits=LimitSettings(registrations=12), connections=ConnectionSettings(proxies=[])
    )


@pytest.mark.parametrize("text", ["[limits]\nregistrations = 0", "[limits]\nregistration = 5", "[limit", "\x00"])
def test_a_file_that_is_none_is_said_to_be_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "gateway.toml").write_text(text)
    with pytest.raises(StoreProblem):
        read_settings(tmp_path)


@given(limit=st.integers(1, 500), amounts=st.lists(st.integers(1, 40), max_size=300))
def test_unasked_nobody_goes_over_by_more_than_a_share(limit: int, amounts: list[int]) -> None:
    quota_cache, used = QuotaCache(), 0
    for amount in amounts:
        if quota_cache.spend(("items", "t"), amount, limit) or quota_cache.refill(("items", "t"), amount, limit - used):
            used += amount
    assert used <= limit + limit // SHARE_OF_REST


def test_counting_asks_an_index_and_not_the_table(gateway: Gateway) -> None:
    questions = {
        "items_in_time": "SELECT count(*), min(received_at) FROM items WHERE terminal = 't' AND received_at > '2026'",
        "uploads_of_terminal": "SELECT sum(size) FROM uploads WHERE terminal = 't' AND opened_at > '2026'",
    }
    with gateway.runtime.reading() as db:
        for index, question in questions.items():
            assert index in str(db.execute(text(f"EXPLAIN QUERY PLAN {question}")).all())
