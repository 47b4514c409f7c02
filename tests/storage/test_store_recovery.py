"""Several processes find the same damaged store at once: one moves it away, all go on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from storage.audit_log import AuditLog
from storage.file_lock import SharedLock
from storage.store import Store
from storage.store_recovery import StoreRecovery

KEY = b"k" * 32
SEVERAL = 4


def a_process(home: Path) -> tuple[SharedLock, StoreRecovery]:
    """Returns what one process holds that has just opened the home; locks of one process exclude each other too."""
    lock = SharedLock(home / "home.lock")
    lock.acquire()
    return lock, StoreRecovery(home, KEY, lock, AuditLog(home / "journal.jsonl", home / "damaged"))


def test_several_who_hold_the_home_all_get_a_store(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"this was a store" * 500)
    processes = [a_process(tmp_path) for _ in range(SEVERAL)]
    with ThreadPoolExecutor(SEVERAL) as threads:
        stores: list[Store] = list(threads.map(lambda process: process[1].open_store(), processes))
    assert [store.read("SELECT * FROM facts") for store in stores] == [[]] * SEVERAL
    assert len(list((tmp_path / "damaged").glob("*/store.db"))) == 1
    for store, (lock, _) in zip(stores, processes, strict=True):
        store.close()
        lock.release()
