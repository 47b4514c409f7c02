"""The commands that a province's staff run on the gateway."""

import json
from typing import Any

from testkit.gateway_in_process import ServedGateway
from testkit.gateway_in_process import ask as said_by


def ask(gateway: ServedGateway, *words: str) -> list[dict[str, Any]]:
    """Returns the output of `python -m gateway …`, line by line."""
    return [json.loads(line) for line in said_by(gateway.data, *words).splitlines()]
