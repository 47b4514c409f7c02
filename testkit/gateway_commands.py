"""Runs the gateway's commands in this process, where Python and its libraries are loaded already."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from gateway.cli import main


def ask(data: Path, *words: str) -> str:
    """Returns the output of `python -m gateway …` for the gateway in this folder."""
    with redirect_stdout(StringIO()) as said:
        code = main([*words, "--data", str(data)])
    assert code == 0, said.getvalue()
    return said.getvalue()
