"""`sunlit`: what `python -m technician` does."""

import sys

from installers.programs import main
from installers.programs.rooms import OF_TECHNICIANS


def run() -> int:
    from technician.__main__ import main as technician

    return technician()


def self_test() -> int:
    from installers.self_test import main as tested  # brings Qt

    return tested()


if __name__ == "__main__":
    sys.exit(main(run, self_test, **OF_TECHNICIANS))
