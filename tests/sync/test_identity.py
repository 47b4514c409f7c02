"""A terminal keeps its identity whatever happens to its store."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from core.problems import IdentityLost, NotEnrolled
from sync.identity import Identities, Identity
from sync.terminal import Terminal, terminal
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.filings import a_filing

KEY = b"k" * 32


def identities(home: Path, key: bytes = KEY) -> Identities:
    return Identities(home, key)


def an_identity() -> Identity:
    return Identity(terminal="t1", url="https://a.example", private_key="c2VjcmV0", gateway_key="g", recipients=[])


def test_who_was_never_enrolled_says_so(tmp_path: Path) -> None:
    assert not identities(tmp_path).enrolled
    with pytest.raises(NotEnrolled):
        identities(tmp_path).current()


def test_it_is_kept_for_others_to_read_and_the_private_key_is_not_in_clear(tmp_path: Path) -> None:
    here, there = identities(tmp_path), identities(tmp_path)
    here.adopt(an_identity())
    there.keep_clock_offset(timedelta(days=3))
    assert (here.current(), here.clock_offset) == (an_identity(), timedelta(days=3))
    sealed = (tmp_path / "identity.sealed").read_bytes()
    assert b"c2VjcmV0" not in sealed and b"a.example" not in sealed
    assert (tmp_path / "identity.sealed").stat().st_mode & 0o777 == 0o600


def test_another_key_or_another_byte_opens_nothing(tmp_path: Path) -> None:
    identities(tmp_path).adopt(an_identity())
    with pytest.raises(IdentityLost):
        identities(tmp_path, b"w" * 32).current()
    file = tmp_path / "identity.sealed"
    whole = file.read_bytes()
    for content in (b"", b"torn", whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        for each in tmp_path.glob("identity*.sealed"):
            each.write_bytes(content)
        with pytest.raises(IdentityLost):
            identities(tmp_path).enrolled  # noqa: B018
    identities(tmp_path).adopt(an_identity())
    assert identities(tmp_path).enrolled


def test_what_an_older_store_held_is_moved_over(enrolled: Terminal, platform: FaultyPlatform) -> None:
    before = enrolled.identities.current()
    with enrolled.store.write() as tx:
        tx.execute("INSERT INTO facts VALUES ('identity', ?)", (before.model_dump_json(),))
        tx.execute("INSERT INTO facts VALUES ('clock_offset', '60.0')")
    enrolled.close()
    for file in enrolled.home.glob("identity*.sealed"):
        file.unlink()
    with terminal(enrolled.home) as again:
        assert (again.identities.current(), again.identities.clock_offset) == (before, timedelta(minutes=1))
        assert again.store.read("SELECT * FROM facts") == []


def test_with_the_store_gone_everything_is_delivered_by_the_same_terminal(
    enrolled: Terminal, platform: FaultyPlatform
) -> None:
    slips = [enrolled.submissions.accept(a_filing()) for _ in range(2)]
    platform.mishaps = ["cut after"]
    enrolled.engine.run_once()
    enrolled.close()
    for file in enrolled.home.glob("store.db*"):
        file.unlink()
    with terminal(enrolled.home) as again:
        again.engine.run_once(datetime.now(UTC))
        assert {item.state for item in again.submissions.items()} == {OutboxState.REGISTERED}
        assert {str(slip.item) for slip in slips} == set(platform.items)
        assert {json.loads(each["envelope"].model_dump_json())["terminal"] for each in platform.items.values()} == {
            "t1"
        }


def test_a_new_enrolment_is_seen_by_a_terminal_that_is_running(enrolled: Terminal, platform: FaultyPlatform) -> None:
    with terminal(enrolled.home) as beside:
        beside.enrol(platform.url, CODE)
    assert enrolled.identities.current().terminal == "t2"
