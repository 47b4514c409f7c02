"""The gateway's commands without a process of their own: Python and the gateway's libraries are loaded already."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from gateway.cli import main


def ask(data: Path, *words: str) -> str:
    """What `python -m gateway …` says to these words about the gateway in this folder."""
    with redirect_stdout(StringIO()) as said:
        code = main([*words, "--data", str(data)])
    assert code == 0, said.getvalue()
    return said.getvalue()
