"""Shared by all command lines: UTF-8 output in any locale, and JSON Lines on stdout (RFC 8259, 8.1)."""

import argparse
import importlib
import io
import json
import re
import sys
from collections.abc import Sequence
from typing import Any

from core import private_files

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Control characters except tab and line end, direction marks and invisible characters, by which a stranger's text
could change a technician's screen."""


def use_utf8() -> None:
    r"""Switches stdout and stderr of this process to UTF-8. Every command line calls this first.

    Characters outside UTF-8, such as bytes of a GBK file name (PEP 383), are written as `\udcXX`, which is valid in a
    JSON string and which Python reads back as the same name.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def json_text(thing: Any, indent: int | None = None) -> str:
    r"""Returns `thing` as JSON. Control characters that a terminal would execute are written as `\uXXXX`."""
    return _escaped(json.dumps(thing, ensure_ascii=False, indent=indent))


def print_json(thing: Any) -> None:
    """Prints one line of JSON and flushes it, so that a reader of the pipe has it at once."""
    print(json_text(thing), flush=True)


def print_text(*words: object, apart: str = " ", aside: bool = False) -> None:
    """Prints text for a person, with control characters made harmless. `aside`: on stderr instead of stdout."""
    print(_escaped(apart.join(map(str, words))), file=sys.stderr if aside else sys.stdout, flush=True)


def _escaped(text: str) -> str:
    return CONTROL_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def run_without_window(window: str, command: str, words: Sequence[str]) -> int:
    """Runs a command of a window's package, `WINDOW.commands.COMMAND`, which is imported only now. Returns the exit
    code."""
    module = importlib.import_module(f"{window}.commands.{command}")
    parser = argparse.ArgumentParser(prog=f"python -m {window} {command}", description=module.__doc__)
    module.arguments(parser)
    return int(module.run(parser.parse_args(words)))


def begin() -> None:
    use_utf8()
    private_files.restrict_umask()
