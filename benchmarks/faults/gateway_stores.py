"""Runs a gateway trial on either kind of store: its folder, or a province's database and object store."""

import argparse
import logging
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

STORES = ["folder", "province"]


class Outcome(Protocol):
    @property
    def failed(self) -> bool: ...

    def told(self) -> str: ...


def on_each(
    run: Callable[[Path, str, int, int], Outcome], about: str | None, times: tuple[str, int], argv: Sequence[str] | None
) -> int:
    """Calls `run(folder, store, times, seed)` on each store, or on the chosen one; returns an exit code.

    `times`: the name of the count on the command line, and its default."""
    what, default = times
    asked = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(f"--{what}", dest="times", type=int, default=default)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked.add_argument("--store", choices=STORES)
    args = asked.parse_args(argv)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # the object store's stand-in tells of every call
    failed = False
    for store in [args.store] if args.store else STORES:
        with tempfile.TemporaryDirectory() as folder:
            outcome = run(Path(folder), store, args.times, args.seed)
        print(f"{store}: {outcome.told()}", flush=True)
        failed |= outcome.failed
    return int(failed)
