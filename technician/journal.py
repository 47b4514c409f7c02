"""The last lines of the audit log, read without touching it."""

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def last(file: Path, lines: int) -> Iterator[dict[str, Any]]:
    """Yields the last lines that can be read; a damaged one is left out."""
    try:
        with file.open("rb") as opened:
            tail = deque(opened, maxlen=lines)
    except OSError:
        return
    for line in tail:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            yield event
