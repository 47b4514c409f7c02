"""Exit codes, refusals, and a command's access to the runtime."""

import argparse
from collections.abc import Callable

from sqlalchemy.exc import OperationalError

from core.command_line import print_json
from core.problems import StoreProblem
from gateway.runtime import Runtime, open_runtime

DONE, BAD_INPUT, TROUBLE = 0, 1, 3
Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
"""Adds a command: its name, the function that runs it, its help text."""


def refuse(item: str, code: str, message: str) -> int:
    print_json({"item": item, "error": {"code": code, "message": message}})
    return BAD_INPUT


def with_runtime(work: Callable[[Runtime, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """A command that opens the gateway in `--data` first. Raises StoreProblem where there is none."""

    def run(args: argparse.Namespace) -> int:
        if not (args.data / "keys").exists():
            raise StoreProblem(f"no gateway in {args.data}; serve or keygen furnishes one")
        try:
            return work(open_runtime(args.data), args)
        except OperationalError as error:
            raise StoreProblem("the database is busy or does not answer; try again") from error

    return run
