"""The commands that a province's staff run on the gateway."""

import io
import json
from contextlib import redirect_stdout
from typing import Any

from gateway.cli import main
from training.local_gateway import LocalGateway


def ask(gateway: LocalGateway, *words: str) -> list[dict[str, Any]]:
    """Returns the output of `python -m gateway …`, line by line."""
    with redirect_stdout(io.StringIO()) as said:
        assert main([*words, "--data", str(gateway.data)]) == 0
    return [json.loads(line) for line in said.getvalue().splitlines()]
