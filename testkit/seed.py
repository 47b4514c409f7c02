"""The seed of random tests; the environment variable SUNLIT_SEED repeats a run."""

import os
import random

SEED = int(os.environ.get("SUNLIT_SEED") or random.randrange(10**6))


def number(name: str, otherwise: int) -> int:
    """Returns a number from the environment, such as the length of a run, or `otherwise`."""
    return int(os.environ.get(name) or otherwise)
