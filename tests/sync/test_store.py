"""The store's own misfortunes, each with a way back."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from core.problems import DiskFull, StoreDamaged, StoreTooNew, WrongKey
from sync.store import Store
from sync.terminal import Terminal, terminal
from sync.vault import store_key
from tests.sync.filings import a_filing

KEY = b"k" * 32


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.db", KEY)
    with pytest.raises(ZeroDivisionError), store.write() as tx:
        tx.execute("INSERT INTO facts VALUES ('a', '1')")
        raise ZeroDivisionError
    assert store.read("SELECT * FROM facts") == []
    store.close()


def test_a_newer_store_is_politely_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.db", KEY)
    with store.write() as tx:
        tx.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(StoreTooNew):
        Store(tmp_path / "store.db", KEY)


def test_a_full_database_is_named(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.db", KEY)
    (pages,) = store.read("PRAGMA page_count")
    store.read(f"PRAGMA max_page_count = {pages['page_count']}")
    with pytest.raises(DiskFull), store.write() as tx:
        tx.execute("INSERT INTO facts VALUES ('a', ?)", ("x" * 100_000,))
    assert store.read("SELECT * FROM facts") == []
    store.close()


def test_sqlcipher_alone_opens_it_and_only_with_the_key(tmp_path: Path) -> None:
    Store(tmp_path / "store.db", KEY).close()
    assert not (tmp_path / "store.db").read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(StoreDamaged):
        Store(tmp_path / "store.db", b"w" * 32)
    plain = sqlcipher.connect(str(tmp_path / "store.db"))
    with pytest.raises(sqlcipher.DatabaseError):
        plain.execute("SELECT * FROM facts")
    plain.close()


def test_the_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert store_key(tmp_path) == store_key(tmp_path)
    assert (tmp_path / "store.key").stat().st_mode & 0o777 == 0o600


def test_a_passphrase_makes_the_key_and_is_kept_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "passphrase"
    home = tmp_path / "home"
    home.mkdir()
    file.write_text("correct horse\n")
    monkeypatch.setenv("SUNLIT_PASSPHRASE_FILE", str(file))
    key = store_key(home)
    assert store_key(home) == key
    assert not (home / "store.key").exists()
    file.write_text("wrong horse\n")
    with pytest.raises(WrongKey):
        store_key(home)
    file.unlink()
    with pytest.raises(WrongKey):
        store_key(home)


def test_a_lost_key_file_is_a_wrong_key(tmp_path: Path) -> None:
    store_key(tmp_path)
    (tmp_path / "store.key").unlink()
    with pytest.raises(WrongKey):
        store_key(tmp_path)


def test_half_a_folder_goes_and_a_torn_one_is_set_aside(enrolled: Terminal) -> None:
    slip = enrolled.desk.accept(a_filing())
    enrolled.close()
    outbox = enrolled.home / "outbox"
    for suffix in ("", "-wal", "-shm"):
        (enrolled.home / f"store.db{suffix}").unlink(missing_ok=True)
    (outbox / ".half").mkdir()
    (outbox / str(slip.item) / "text.age").unlink()
    with terminal(enrolled.home) as again:
        assert again.desk.items() == []
    assert list(outbox.iterdir()) == []
    assert (enrolled.home / "damaged" / str(slip.item) / "envelope.json").exists()


def test_drafts_belong_to_their_agent(enrolled: Terminal) -> None:
    draft = a_filing().petition.item
    enrolled.drafts.save(draft, "a", b"first")
    enrolled.drafts.save(draft, "a", b"second")
    enrolled.drafts.save(draft, "b", b"other")
    assert enrolled.drafts.load(draft, "a") == b"second"
    assert enrolled.drafts.load(draft, "b") is None
    assert [line.id for line in enrolled.drafts.list("a")] == [draft]
    enrolled.drafts.delete(draft, "a")
    assert enrolled.drafts.list("a") == []
