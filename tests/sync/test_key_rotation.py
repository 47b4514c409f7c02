"""A terminal changes its key and remains the same terminal."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.outbox_state import OutboxState
from core.problems import PlatformProblem, PlatformUnreachable
from gateway.auth import enrolment
from gateway.intake import offline_import
from gateway.runtime import Runtime
from sync.__main__ import main
from sync.removable_media import acknowledgements
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import FaultyPlatform
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from tests.sync.test_reconciliation import Copy
from trust.checkpoint import Checkpoint
from trust.keys import SigningKey


def now() -> datetime:
    return datetime.now(UTC)


REGISTERED = OutboxState.REGISTERED


def known_key(runtime: Runtime, opened: Terminal) -> str:
    sender = enrolment.find_sender(runtime, opened.identities.current().terminal)
    assert sender
    return sender.public_key


def test_what_was_signed_and_sealed_before_arrives_after(opened: Terminal, runtime: Runtime, tmp_path: Path) -> None:
    queued, on_stick = (opened.submissions.accept(a_filing()).item for _ in range(2))
    opened.submissions.export(tmp_path / "stick")
    before = opened.identities.current()
    list(offline_import.import_items(runtime, tmp_path / "stick"))
    after = opened.rotation.run(now())
    assert known_key(runtime, opened) == after.key.public != before.key.public
    assert after.terminal == before.terminal
    for letter in acknowledgements(tmp_path / "stick"):
        if letter.parent.name == str(on_stick):
            assert opened.submissions.settle(letter).state is REGISTERED, "written to the key we had"
    opened.engine.run_once()
    assert opened.submissions.status(queued).state is REGISTERED
    assert opened.reconciler.run(now()).differences == ()


def test_a_stick_that_left_under_the_old_key_is_taken_in_under_the_new(
    opened: Terminal, runtime: Runtime, tmp_path: Path
) -> None:
    opened.submissions.accept(a_filing())
    opened.submissions.export(tmp_path / "stick")
    opened.rotation.run(now())
    (taken,) = offline_import.import_items(runtime, tmp_path / "stick")
    assert taken["case_number"]
    (letter,) = acknowledgements(tmp_path / "stick")
    assert opened.submissions.settle(letter).state is REGISTERED


def test_a_lost_answer_leaves_the_terminal_known(opened: Terminal, runtime: Runtime) -> None:
    """The power fails between the platform's acceptance and the terminal's record of it."""
    fresh = opened.identities.next_key()
    opened.platform.announce_key(fresh)
    old = opened.identities.current().key
    assert opened.platform.bulletin() and known_key(runtime, opened) == old.public
    opened.rotation.when_due(now())
    assert opened.identities.current().key == fresh
    assert known_key(runtime, opened) == fresh.public


def test_a_key_prepared_without_a_network_waits(home: Path, platform: FaultyPlatform, gateway: ServedGateway) -> None:
    with terminal(home) as opened:
        opened.enrol(gateway.url, gateway.call("code")["code"])
        there = opened.identities.current()
        opened.identities.adopt(there.model_copy(update={"url": "http://127.0.0.1:1"}))
        with pytest.raises(PlatformUnreachable):
            opened.rotation.run(now())
        waiting = opened.identities.current()
        assert waiting.key == there.key and waiting.next_key
    with terminal(home) as again:
        again.identities.adopt(waiting.model_copy(update={"url": there.url}))
        again.rotation.when_due(now())
        assert again.identities.current().key == waiting.keys[1]


@pytest.mark.parametrize("mishap", ["cut before", "cut after", "500", "half", "garbage"])
def test_whatever_happens_to_the_call_the_old_key_serves_until_a_yes(
    mishap: str, enrolled: Terminal, platform: FaultyPlatform
) -> None:
    before = enrolled.identities.current().key
    platform.mishaps = [mishap]
    with pytest.raises(PlatformProblem):
        enrolled.rotation.run(now())
    assert enrolled.identities.current().key == before
    slip = enrolled.submissions.accept(a_filing())
    enrolled.engine.run_once()
    assert enrolled.submissions.status(slip.item).state is REGISTERED


def test_it_is_done_by_itself_after_a_year(opened: Terminal) -> None:
    key = opened.identities.current().key
    opened.rotation.when_due(now() + timedelta(days=364))
    assert opened.identities.current().key == key
    opened.rotation.when_due(now() + timedelta(days=366))
    renewed = opened.identities.current()
    assert renewed.key != key and renewed.former_keys


def test_a_platform_from_an_older_copy_is_told_the_key_it_forgot(
    opened: Terminal, runtime: Runtime, gateway: ServedGateway, tmp_path: Path
) -> None:
    backup = Copy(gateway, tmp_path)
    for _ in range(2):
        opened.rotation.run(now())
    backup.restore()
    slip = opened.submissions.accept(a_filing())
    opened.engine.run_once()
    assert opened.submissions.status(slip.item).state is REGISTERED
    assert known_key(runtime, opened) == opened.identities.current().key.public


def test_a_checkpoint_of_ours_is_known_by_whichever_key_signed_it(
    opened: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def sync(*words: str) -> tuple[int, Any]:
        code = main(list(words))
        return code, json.loads(capsys.readouterr().out)

    monkeypatch.setenv("SUNLIT_HOME", str(opened.home))
    _, told = sync("journal")
    (tmp_path / "checkpoint.json").write_text(json.dumps(told))
    code, said = sync("rotate")
    assert code == 0 and set(said) == {"terminal", "public_key"}
    assert sync("journal", "--since", str(tmp_path / "checkpoint.json"))[0] == 0
    stranger = Checkpoint(now(), {said["terminal"]: (1, "0" * 64)}).signed(SigningKey.generate())
    (tmp_path / "forged.json").write_text(json.dumps(stranger))
    assert sync("journal", "--since", str(tmp_path / "forged.json"))[0] == 3
