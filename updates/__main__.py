"""`python -m updates`: the same as `sunlit update`; and `publish`, for whoever makes versions."""

import argparse
import sys

from core import language, settings
from core.command_line import begin
from updates import commands, publish_command


def main() -> int:
    begin()
    language.choose(settings.language())
    if sys.argv[1:2] == ["publish"]:
        parser = argparse.ArgumentParser(prog="python -m updates publish", description=publish_command.__doc__)
        publish_command.arguments(parser)
        return publish_command.run(parser.parse_args(sys.argv[2:]))
    parser = argparse.ArgumentParser(prog="python -m updates", description=commands.__doc__)
    commands.arguments(parser)
    return commands.run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
