"""`python disk_full_process.py HOME BYTES PAGE` hands in a petition with a page of PAGE bytes on a disk where no file
may grow beyond BYTES.

Prints how often it was refused as full before it went in, once there was room again."""

import resource
import sys
from pathlib import Path

from core.outbox_state import OutboxState
from core.problems import DiskFull
from sync.terminal import terminal
from testkit.filings import a_filing


def main(home: Path, limit: int, page: int) -> None:
    filing = a_filing(pages=(bytes(page),) if page else ())
    with terminal(home) as opened:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            opened.submissions.accept(filing)
        except DiskFull:
            assert opened.submissions.items() == []
            assert list((home / "outbox").iterdir()) == []
            print("full")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        slip = opened.submissions.accept(filing)
        assert [item.item for item in opened.submissions.items()] == [slip.item]
        assert opened.submissions.status(slip.item).state is OutboxState.SAVED


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
