"""JSON Lines on stdout: one object a line, in UTF-8 whatever the locale says (RFC 8259, 8.1)."""

import io
import json
import sys
from typing import Any


def use_utf8() -> None:
    r"""Stdout and stderr of this process speak UTF-8 from now on; every command line calls this first.

    What UTF-8 cannot carry, such as the bytes of a file name in GBK (PEP 383), is written as `\udcXX`: inside a JSON
    string that is valid, and Python reads the same name back.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(thing: Any) -> None:
    """One line; whoever reads a pipe has it at once."""
    print(json.dumps(thing, ensure_ascii=False), flush=True)
