"""`python -m updates`: the same as `sunlit update`."""

import argparse
import sys

from core import language, settings
from core.command_line import begin
from updates import commands


def main() -> int:
    begin()
    language.choose(settings.language())
    parser = argparse.ArgumentParser(prog="python -m updates", description=commands.__doc__)
    commands.arguments(parser)
    return commands.run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
