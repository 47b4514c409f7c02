"""Shared by speech, page and idcard: one JSON line for each file, whatever happens to it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from core.command_line import print_json
from core.problems import CaptureProblem
from core.sentences import as_error

DONE, BAD_INPUT = 0, 1


def each_file(files: Iterable[Path], read: Callable[[Path], dict[str, Any]]) -> int:
    """Prints what `read` makes of each file, or its error object (CaptureProblem). Returns the exit code."""
    code = DONE
    for file in files:
        try:
            print_json({"file": str(file), **read(file)})
        except CaptureProblem as trouble:
            print_json({"file": str(file), "error": as_error(trouble)})
            code = BAD_INPUT
    return code
