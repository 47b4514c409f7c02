"""The one program of a frozen kiosk.

sunlit-kiosk                        the kiosk, or what `python -m kiosk` does with these arguments
sunlit-kiosk gateway|capture|sync …     what `python -m gateway` and so on do
sunlit-kiosk --self-test            from samples to a case number with the real engines, on a gateway of its own
"""

import os
import sys
from pathlib import Path

from core.command_line import begin


def main() -> int:
    """Runs a program. Imports happen after the choice, as a gateway needs no window."""
    begin()
    use_packs_beside(Path(sys.executable))
    match sys.argv[1:]:
        case ["--self-test"]:
            from installers.self_test import main as self_test

            return self_test()
        case ["gateway", *rest]:
            from gateway.cli import main as gateway

            return gateway(rest)
        case ["capture", *rest]:
            from capture.__main__ import main as capture

            return capture(rest)
        case ["sync", *rest]:
            from sync.__main__ import main as sync

            return sync(rest)
        case _:
            from kiosk.__main__ import main as kiosk

            return kiosk()


def use_packs_beside(program: Path) -> None:
    """Uses the model packs of a frozen build, unless the site names a folder of its own."""
    packs = program.parent / "models"
    if getattr(sys, "frozen", False) and packs.is_dir():
        os.environ.setdefault("SUNLIT_MODELS", str(packs))


if __name__ == "__main__":
    sys.exit(main())
