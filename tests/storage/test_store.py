"""Faults of the store, each with a way to recover."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from core.problems import DiskFull, StoreDamaged, StoreTooNew
from storage.store import Store
from sync.terminal import Terminal, terminal
from testkit.filings import a_filing

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


def test_half_a_folder_goes_and_a_torn_one_is_set_aside(enrolled: Terminal) -> None:
    slip = enrolled.submissions.accept(a_filing())
    enrolled.close()
    outbox = enrolled.home / "outbox"
    for suffix in ("", "-wal", "-shm"):
        (enrolled.home / f"store.db{suffix}").unlink(missing_ok=True)
    (outbox / ".half").mkdir()
    (outbox / str(slip.item) / "text.age").unlink()
    with terminal(enrolled.home) as again:
        assert again.submissions.items() == []
    assert list(outbox.iterdir()) == []
    assert (enrolled.home / "damaged" / str(slip.item) / "envelope.json").exists()
