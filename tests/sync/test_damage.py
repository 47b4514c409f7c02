"""A damaged file is set aside, replaced and recorded; sealed items are delivered once, by the same terminal."""

import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from core.problems import IdentityLost, StoreDamaged, StoreInUse, StoreTooNew
from storage.hash_chained_file import verify
from storage.store import Store
from sync.terminal import Terminal, terminal
from testkit.damaged_store import ruin
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.filings import a_filing

DICE = random.Random(7391)
Damage = Callable[[bytes], bytes]
DAMAGES: dict[str, Damage] = {
    "not a database": lambda whole: b"this was a store" * 500,
    "zeros": lambda whole: bytes(len(whole)),
    "empty": lambda whole: b"",
    "one byte": lambda whole: b"x",
    "half": lambda whole: whole[: len(whole) // 2],
    "not a whole page": lambda whole: whole[:-1000],
    "random head": lambda whole: DICE.randbytes(200) + whole[200:],
    "random middle": lambda whole: whole[: 3 * 4096 + 7] + DICE.randbytes(4096) + whole[4 * 4096 + 7 :],
    "one bit": lambda whole: whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:],
}


def told(home: Path) -> list[str]:
    """Returns the problems for which the journal records a replacement."""
    lines = [json.loads(line) for line in (home / "journal.jsonl").read_text("utf-8").splitlines()]
    return [line["problem"] for line in lines if line["did"] == "begun anew"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_sealed_is_delivered_once(damage: str, enrolled: Terminal, platform: FaultyPlatform) -> None:
    slips = [enrolled.submissions.accept(a_filing()) for _ in range(2)]
    platform.mishaps = ["ok", "cut after"]
    enrolled.engine.run_once()
    enrolled.close()
    store = enrolled.home / "store.db"
    ruin = DAMAGES[damage](store.read_bytes())
    store.write_bytes(ruin)

    with terminal(enrolled.home) as again:
        assert {item.state for item in again.submissions.items()} == {OutboxState.SAVED}
        again.engine.run_once()
        assert {(item.item, item.state) for item in again.submissions.items()} == {
            (slip.item, OutboxState.REGISTERED) for slip in slips
        }
    assert sorted(platform.order) == sorted(str(slip.item) for slip in slips)
    verify(enrolled.home / "journal.jsonl")
    kept = [file.read_bytes() for file in (enrolled.home / "damaged").glob("*/store.db")]
    assert (kept, told(enrolled.home)) == ([ruin] if len(ruin) > 1 else [], ["P413"])


def test_a_sound_store_is_left_alone(enrolled: Terminal) -> None:
    enrolled.submissions.accept(a_filing())
    enrolled.close()
    with terminal(enrolled.home) as again:
        assert (again.notices, len(again.submissions.items())) == ((), 1)
    assert not (enrolled.home / "damaged").exists()


def test_a_log_cut_off_costs_nothing(enrolled: Terminal, platform: FaultyPlatform) -> None:
    """The log is what a killed process leaves beside the store and what is then lost."""
    before = (enrolled.home / "store.db").read_bytes()
    slip = enrolled.submissions.accept(a_filing())
    enrolled.engine.run_once()
    log = (enrolled.home / "store.db-wal").read_bytes()
    enrolled.close()
    (enrolled.home / "store.db").write_bytes(before)
    (enrolled.home / "store.db-wal").write_bytes(log[: len(log) // 3] + DICE.randbytes(500))
    with terminal(enrolled.home) as again:
        again.engine.run_once()
        assert again.submissions.status(slip.item).state is OutboxState.REGISTERED
    assert platform.order == [str(slip.item)]


def test_nobody_takes_a_store_away_from_another(enrolled: Terminal) -> None:
    enrolled.submissions.accept(a_filing())
    with terminal(enrolled.home):
        enrolled.store.read("PRAGMA wal_checkpoint(TRUNCATE)")
        (enrolled.home / "store.db").write_bytes(bytes(40_000))
        with pytest.raises(StoreInUse), terminal(enrolled.home):
            pass
    assert not (enrolled.home / "damaged").exists()


def test_damage_while_it_runs_stops_nothing(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slips = [enrolled.submissions.accept(a_filing())]
    ruin(enrolled)
    assert [item.item for item in enrolled.submissions.items()] == [slips[0].item]
    ruin(enrolled)
    slips.append(enrolled.submissions.accept(a_filing()))
    ruin(enrolled)
    with pytest.raises(StoreDamaged):
        enrolled.engine.run_once()
    enrolled.engine.run_once()
    assert {item.state for item in enrolled.submissions.items()} == {OutboxState.REGISTERED}
    assert sorted(platform.order) == sorted(str(slip.item) for slip in slips)
    assert told(enrolled.home) == ["P413"] * 3


def test_damage_that_cannot_be_mended_yet_is_mended_later(enrolled: Terminal) -> None:
    slip = enrolled.submissions.accept(a_filing())
    with terminal(enrolled.home):
        ruin(enrolled)
        for _ in range(2):
            with pytest.raises(StoreInUse):
                enrolled.submissions.items()
    assert [item.item for item in enrolled.submissions.items()] == [slip.item]


def test_a_newer_store_stays_as_it_is(enrolled: Terminal) -> None:
    with enrolled.store.write() as tx:
        tx.execute("PRAGMA user_version = 99")
    enrolled.close()
    before = {file: file.read_bytes() for file in enrolled.home.rglob("*") if file.is_file()}
    with pytest.raises(StoreTooNew), terminal(enrolled.home):
        pass
    assert {file: file.read_bytes() for file in enrolled.home.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("content", [b"", b"torn", bytes(900), None])
def test_a_lost_journal_begins_anew_and_says_so(content: bytes | None, enrolled: Terminal) -> None:
    enrolled.close()
    journal = enrolled.home / "journal.jsonl"
    if content is None:
        journal.unlink()
    else:
        journal.write_bytes(content)
    with terminal(enrolled.home) as again:
        assert [notice.code for notice in again.notices] == ["P414"]
    assert (verify(journal)[0], told(enrolled.home)) == (1, ["P414"])
    kept = [file.read_bytes() for file in (enrolled.home / "damaged").glob("*/journal.jsonl")]
    assert kept == ([content] if content else [])


def test_a_journal_lost_while_it_runs_stops_nothing(enrolled: Terminal) -> None:
    (enrolled.home / "journal.jsonl").unlink()
    enrolled.submissions.accept(a_filing())
    enrolled.engine.run_once()
    assert verify(enrolled.home / "journal.jsonl")[0] == 2


def test_half_a_line_at_the_end_is_no_damage(enrolled: Terminal) -> None:
    enrolled.close()
    with (enrolled.home / "journal.jsonl").open("ab") as file:
        file.write(b'{"at": "2026')
    with terminal(enrolled.home) as again:
        assert again.notices == ()


def test_one_copy_of_who_we_are_is_enough(enrolled: Terminal) -> None:
    before = enrolled.identities.current()
    enrolled.close()
    for file in ("identity.sealed", "identity.spare.sealed"):
        (enrolled.home / file).write_bytes(b"torn")
        with terminal(enrolled.home) as again:
            assert (again.identities.current(), again.notices) == (before, ())


def test_without_a_copy_it_has_to_be_enrolled_anew(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slip = enrolled.submissions.accept(a_filing())
    enrolled.close()
    for file in enrolled.home.glob("identity*.sealed"):
        file.write_bytes(b"torn")
    with terminal(enrolled.home) as again:
        assert [notice.code for notice in again.notices] == ["P415"]
        again.engine.run_once()
        assert platform.items == {}
        again.enrol(platform.url, CODE)
        again.engine.run_once()
        assert again.submissions.status(slip.item).state is OutboxState.REGISTERED
        assert platform.items[str(slip.item)]["envelope"].terminal == "t2"
    assert len(list((enrolled.home / "damaged").glob("*/identity*.sealed"))) == 2


def spoil_identity(opened: Terminal, *_: object) -> None:
    for copy in ("identity.sealed", "identity.spare.sealed"):
        (opened.home / copy).write_bytes(b"nothing one could read")


def test_who_we_are_lost_while_it_runs_moves_nothing(enrolled: Terminal, platform: FaultyPlatform) -> None:
    slip = enrolled.submissions.accept(a_filing())
    spoil_identity(enrolled)
    with pytest.raises(IdentityLost):
        enrolled.engine.run_once()
    assert enrolled.submissions.status(slip.item).state is OutboxState.SAVED
    with pytest.raises(IdentityLost):
        enrolled.submissions.accept(a_filing())
    assert isinstance(enrolled.submissions.hindrance(), IdentityLost)
    assert [item.item for item in enrolled.submissions.items()] == [slip.item]
    assert platform.order == []


def test_nor_does_it_in_the_middle_of_sending(enrolled: Terminal, platform: FaultyPlatform) -> None:
    """The key was there when asked for, and gone when it was to sign."""
    slip = enrolled.submissions.accept(a_filing())
    enrolled.engine.on_change(partial(spoil_identity, enrolled))
    with pytest.raises(IdentityLost):
        enrolled.engine.run_once()
    item = enrolled.submissions.status(slip.item)
    assert (item.state, item.reason) == (OutboxState.SAVED, "P415")
    enrolled.close()
    with terminal(enrolled.home) as again:
        again.enrol(platform.url, CODE)
        again.engine.run_once()
        assert again.submissions.status(slip.item).state is OutboxState.REGISTERED


def test_a_store_opens_where_one_was_lost(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.db", b"k" * 32)
    store.renew((tmp_path / "store.db").unlink)
    assert store.read("SELECT * FROM items") == []
    store.close()
