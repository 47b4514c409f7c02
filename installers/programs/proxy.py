"""sunlit-proxy: the agent's window, or what `python -m proxy_client` does with these arguments.

sunlit-proxy capture|sync …   what `python -m capture` and `python -m sync` do
sunlit-proxy --self-test      as the kiosk's, and an agent signs in before
"""

import sys

from installers.programs import main
from installers.programs.rooms import ROOMS


def window() -> int:
    from proxy_client import __main__

    return __main__.main()


def self_test() -> int:
    from installers import self_test as test

    return test.main(agent=True)


if __name__ == "__main__":
    sys.exit(main(window, self_test, **ROOMS))
