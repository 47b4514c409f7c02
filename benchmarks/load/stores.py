"""The stores: SQLite in a folder, or the benchmark's own PostgreSQL server with production durability settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from gateway.runtime import Stores
from testkit.province import Database, binaries, postgresql

CAREFUL = "-c max_connections=200 -c shared_buffers=256MB"
"""As a province runs it: fsync, full_page_writes and synchronous_commit stay on, which is PostgreSQL's default."""


@dataclass(frozen=True)
class Place:
    """A store; `kind`: sqlite or postgresql."""

    kind: str
    folder: Path
    server: Database | None = None

    def fresh(self) -> Stores:
        return Stores(self.server.fresh() if self.server else "")

    def cpu(self) -> float:
        """Returns the database server's CPU seconds so far; SQLite works inside its caller."""
        if self.server is None:
            return 0.0
        first = int((self.server.folder / "data" / "postmaster.pid").read_text().split()[0])
        postmaster = psutil.Process(first)
        ended: float = sum(postmaster.cpu_times()[:4])  # those that have left are counted with their parent
        return ended + sum(_spent(each) for each in postmaster.children())


def _spent(process: psutil.Process) -> float:
    try:
        return float(sum(process.cpu_times()[:2]))
    except psutil.NoSuchProcess:
        return 0.0


@contextmanager
def place(kind: str) -> Iterator[Place]:
    with TemporaryDirectory(prefix="sunlit-load-") as folder:
        if kind == "sqlite":
            yield Place(kind, Path(folder))
            return
        programs = binaries()
        assert programs, "no PostgreSQL server is installed: sh installers/system_packages.sh test"
        with postgresql(programs, CAREFUL) as server:
            yield Place(kind, Path(folder), server)
