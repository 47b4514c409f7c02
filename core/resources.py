"""Locates the files that ship with the product, in a checkout and in a frozen build."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Returns the path of a shipped file, e.g. resource("theme", "tokens.toml")."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent))
    return root.joinpath("resources", *parts)
