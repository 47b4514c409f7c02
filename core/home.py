"""Where the state of this terminal lies."""

import os
from pathlib import Path


def home() -> Path:
    """Returns the folder with all state of this terminal."""
    return Path(os.environ.get("SUNLIT_HOME") or Path.home() / ".local" / "share" / "sunlit-window")


def packs_folder() -> Path:
    """Returns the folder of model packs; several terminals may share it."""
    return Path(os.environ.get("SUNLIT_MODELS") or Path.home() / ".cache" / "sunlit-window" / "models")
