"""What the province's people do at the gateway's command line."""

import io
import json
from contextlib import redirect_stdout
from typing import Any

from gateway.cli import main
from training.local_gateway import LocalGateway


def ask(gateway: LocalGateway, *words: str) -> list[dict[str, Any]]:
    """What `python -m gateway …` says, line by line."""
    with redirect_stdout(io.StringIO()) as said:
        assert main([*words, "--data", str(gateway.data)]) == 0
    return [json.loads(line) for line in said.getvalue().splitlines()]
