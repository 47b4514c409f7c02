"""What every command line does alike: how it begins, and JSON Lines on stdout, one object a line, in UTF-8 whatever the
locale says (RFC 8259, 8.1)."""

import io
import json
import re
import sys
from typing import Any

from core import private_files

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Control characters (but tab and line end), what turns the direction of writing, what is not seen at all: names and
texts of strangers may hold them, and repaint a technician's screen."""


def use_utf8() -> None:
    r"""Stdout and stderr of this process speak UTF-8 from now on; every command line calls this first.

    What UTF-8 cannot carry, such as the bytes of a file name in GBK (PEP 383), is written as `\udcXX`: inside a JSON
    string that is valid, and Python reads the same name back.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def json_text(thing: Any, indent: int | None = None) -> str:
    r"""As JSON. What a screen would obey instead of showing it stands as `\uXXXX`, which any reader of JSON undoes."""
    return _escaped(json.dumps(thing, ensure_ascii=False, indent=indent))


def print_json(thing: Any) -> None:
    """One line; whoever reads a pipe has it at once."""
    print(json_text(thing), flush=True)


def print_text(*words: object, apart: str = " ", aside: bool = False) -> None:
    """Words for a person, with the same care. `aside`: on stderr, out of the way of an answer in JSON."""
    print(_escaped(apart.join(map(str, words))), file=sys.stderr if aside else sys.stdout, flush=True)


def _escaped(text: str) -> str:
    return CONTROL_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def begin() -> None:
    use_utf8()
    private_files.restrict_umask()
