"""The programs of a frozen build, one a file: each stands beside the one folder of libraries that all of them share.

A program starts itself again for what runs in a process of its own; `of_another_process` answers such calls.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

from core.command_line import begin

OWN_PROCESSES = ("trust.isolated_decryption", "capture.page.pdf_pages")
"""Modules that `python -m` runs in a checkout, in a process of their own; a frozen program has no `-m`."""


def main(run: Callable[[], int], self_test: Callable[[], int], **rooms: Callable[[list[str]], int]) -> int:
    """Runs a program by its arguments: those that begin with the name of one of `rooms` go to that room. Returns the
    exit code."""
    begin()
    multiprocessing.freeze_support()
    use_packs_beside(Path(sys.executable))
    match sys.argv[1:]:
        case ["-m", module, *rest] if module in OWN_PROCESSES:
            sys.argv[1:] = rest
            runpy.run_module(module, run_name="__main__")
            return 0
        case ["--self-test"]:
            return self_test()
        case [room, *rest] if room in rooms:
            return rooms[room](rest)
        case _:
            return run()


def use_packs_beside(program: Path) -> None:
    """Uses the model packs of a frozen build, unless the site names a folder of its own."""
    packs = program.parent / "models"
    if getattr(sys, "frozen", False) and packs.is_dir():
        os.environ.setdefault("SUNLIT_MODELS", str(packs))
