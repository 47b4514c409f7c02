"""sunlit-kiosk: the kiosk, or what `python -m kiosk` does with these arguments.

sunlit-kiosk capture|sync …   what `python -m capture` and `python -m sync` do
sunlit-kiosk --self-test      from samples to a case number with the real engines, on a gateway of its own
"""

import sys

from installers.programs import main
from installers.programs.rooms import ROOMS


def window() -> int:
    from kiosk import __main__

    return __main__.main()


def self_test() -> int:
    from installers import self_test as test

    return test.main()


if __name__ == "__main__":
    sys.exit(main(window, self_test, **ROOMS))
