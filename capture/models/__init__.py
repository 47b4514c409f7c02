"""Model packs: what engines load. The packs folder is core.settings.packs_folder()."""

from pathlib import Path

from capture.models.manifest import Pack, known
from capture.models.shelf import Shelf, quiet
from capture.models.sources import Progress
from core.settings import packs_folder

__all__ = ["Pack", "Progress", "Shelf", "fetch", "installed", "known", "require", "shelf"]


def shelf() -> Shelf:
    return Shelf(packs_folder(), known())


def installed(name: str) -> Path | None:
    return shelf().installed(name)


def require(name: str) -> Path:
    """The folder of a pack whose every file was just checked. Raises PackMissing, PackDamaged."""
    return shelf().require(name)


def fetch(name: str, progress: Progress = quiet) -> Path:
    """Bring one pack. Raises PackUnreachable, PackDamaged, PackNoRoom."""
    return shelf().fetch(name, progress)
