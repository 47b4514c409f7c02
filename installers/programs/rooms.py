"""What programs with a window answer besides: `sunlit-kiosk capture …` is `python -m capture …`.

Imports happen after the choice: the first page waits for no command.
"""

import sys


def gateway(rest: list[str]) -> int:
    """The practice platform of training."""
    from gateway.cli import main

    return main(rest)


def capture(rest: list[str]) -> int:
    from capture.__main__ import main

    return main(rest)


def sync(rest: list[str]) -> int:
    from sync.__main__ import main

    return main(rest)


def update(rest: list[str]) -> int:
    """A window that takes over new data has this program read them in a process of its own before."""
    from updates.__main__ import main

    sys.argv[1:] = rest
    return main()


ROOMS = {"gateway": gateway, "capture": capture, "sync": sync, "update": update}
OF_TECHNICIANS = {"gateway": gateway, "capture": capture}
"""`sunlit` has commands of its own for the rest: they choose account and home first, so that root leaves nothing behind
that the window cannot read."""
