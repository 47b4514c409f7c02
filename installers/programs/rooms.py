"""What programs with a window answer besides: `sunlit-kiosk capture …` is `python -m capture …`.

Imports happen after the choice: the first page waits for no command.
"""


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


ROOMS = {"gateway": gateway, "capture": capture, "sync": sync}
