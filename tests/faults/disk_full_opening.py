"""`python disk_full_opening.py HOME URL CODE` opens a new, a sound and a damaged terminal, enrols, sends, and changes
the key's guard, on disks where files may not grow beyond a limit that is raised step by step.

Prints how often each was refused as full; between the attempts there is room, and everything must be there."""

import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.problems import DiskFull
from storage.keys.passphrase import Passphrase
from storage.keys.vault import Vault
from sync.terminal import terminal
from testkit.filings import a_filing

LIMITS = (0, 20, 100, 300, 2_000, 20_000, 40_000)
FULL: Counter[str] = Counter()


@contextmanager
def limited_disk(limit: int) -> Iterator[None]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def tried(what: str, work: Callable[[], object]) -> None:
    for limit in LIMITS:
        tried_once(what, limit, work)


def tried_once(what: str, limit: int, work: Callable[[], object]) -> None:
    try:
        with limited_disk(limit):
            work()
    except DiskFull:
        FULL[what] += 1


def opened(home: Path) -> int:
    with terminal(home) as here:
        return len(here.submissions.items())


def main(home: Path, url: str, code: str) -> None:
    tried("new", lambda: opened(home))
    with terminal(home) as here:
        tried("enrol", lambda: here.enrol(url, code))
        here.enrol(url, code)
        here.submissions.accept(a_filing())
        identity = here.identities.current()
        tried("clock", lambda: here.identities.keep_clock_offset(here.identities.clock_offset))
        assert here.identities.current() == identity
    tried("sound", lambda: opened(home))
    for limit in LIMITS:
        (home / "store.db").write_bytes(b"this was a store" * 500)
        tried_once("damaged", limit, lambda: opened(home))
        assert opened(home) == 1
    (home.parent / "words").write_text("correct horse")
    key = Vault(home).key()
    tried_once("guard", 0, lambda: Vault(home).change_protector(Passphrase(home.parent / "words")))
    assert (Vault(home).key(), Vault(home).protector()) == (key, "key-file")
    with terminal(home) as here:
        assert here.identities.current() == identity
        for room in range(0, 160_000, 8_000):
            log = (home / "store.db-wal").stat().st_size
            tried_once("sending", log + room, here.engine.run_once)
        here.engine.run_once()
    print(dict(FULL))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
