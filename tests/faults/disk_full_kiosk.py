"""`python disk_full_kiosk.py HOME` touches 提交 on a full disk, and again when there is room.

Prints that the person was told, and that the petition went in at the second touch."""

import resource
import sys
from copy import copy
from pathlib import Path

from core.problems import DiskFull
from core.sentences import sentence_of
from testkit.kiosk_fixture import kiosk_fixture
from testkit.visitor import Visitor
from training import example


def main(home: Path) -> None:
    with kiosk_fixture(home, home.parent / "paper") as opened:
        visitor, draft = Visitor(opened), example.draft()
        before = copy(draft)
        visitor.stand_on("submit", draft)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        visitor.driver.touch("提交")
        visitor.see(sentence_of(DiskFull))
        assert opened.said(sentence_of(DiskFull))
        assert opened.terminal.submissions.items() == []
        assert (opened.page, opened.shell.draft) == ("submit", before)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print("full")
        visitor.answer_notice("知道了")
        visitor.driver.touch("提交")
        visitor.arrive("registering")
        print("kept")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
