"""SUNLIT_SEED repeats a run."""

import os
import random

SEED = int(os.environ.get("SUNLIT_SEED") or random.randrange(10**6))


def number(name: str, otherwise: int) -> int:
    """How long a run shall be, from the environment."""
    return int(os.environ.get(name) or otherwise)
