"""Model packs: the files that engines load. The packs folder is core.home.packs_folder()."""

from pathlib import Path

from capture.models.manifest import Pack, known
from capture.models.sources import Progress
from capture.models.store import ModelStore, quiet
from core.home import packs_folder

__all__ = ["ModelStore", "Pack", "Progress", "fetch", "installed", "known", "model_store", "require"]


def model_store() -> ModelStore:
    return ModelStore(packs_folder(), known())


def installed(name: str) -> Path | None:
    return model_store().installed(name)


def require(name: str) -> Path:
    """Returns the folder of a pack after verifying every file. Raises PackMissing, PackDamaged."""
    return model_store().require(name)


def fetch(name: str, progress: Progress = quiet) -> Path:
    """Downloads one pack. Raises PackUnreachable, PackDamaged, PackNoRoom."""
    return model_store().fetch(name, progress)
