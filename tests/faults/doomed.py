"""`python doomed.py N COMMAND…`: runs `python -m sync COMMAND…` and dies, as if by kill -9, at its Nth write boundary.

A boundary is the moment before and the moment after each call that changes disk or store. With N = 0 it lives, and
tells on stderr how many boundaries it passed.
"""

import os
import signal
import sys
from types import FrameType
from typing import Any

from sync.__main__ import main

WRITES = {"execute", "executemany", "fsync", "rename", "mkdir", "link", "unlink", "rmdir", "write", "ftruncate"}


class Fate:
    def __init__(self, at: int) -> None:
        self.at, self.passed = at, 0

    def __call__(self, frame: FrameType, event: str, call: Any) -> None:
        if event in {"c_call", "c_return"} and getattr(call, "__name__", "") in WRITES:
            self.passed += 1
            if self.passed == self.at:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    fate = Fate(int(sys.argv[1]))
    sys.setprofile(fate)
    code = main(sys.argv[2:])
    sys.setprofile(None)
    print(fate.passed, file=sys.stderr)
    sys.exit(code)
