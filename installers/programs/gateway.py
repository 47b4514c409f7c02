"""sunlit-gateway: what `python -m gateway` does with these arguments.

sunlit-gateway --self-test    keys, a server that answers, a code, a backup that checks, in a folder that goes away
"""

import sys

from installers.programs import main


def commands() -> int:
    from gateway import cli

    return cli.main()


def self_test() -> int:
    from installers import gateway_self_test as test

    return test.main()


if __name__ == "__main__":
    sys.exit(main(commands, self_test))
