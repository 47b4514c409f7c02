"""What is signed of a version: its files, each by size and digest; and what a ring of machines is offered."""

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Kind = Literal["program", "data"]
KINDS: tuple[Kind, ...] = ("program", "data")
MOST_FILES = 40_000
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Version = Annotated[str, Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){0,3}$")]
"""Numbers with points between them. They are compared number by number."""
FORBIDDEN = frozenset('\\:*?"<>|\0')
"""Characters that lead elsewhere, or that some system does not take in names."""
Ring = Annotated[str, Field(pattern="^[a-z]{1,16}$")]


def _inside(path: str) -> str:
    """A name that stays inside the version's folder on any system. Raises ValueError."""
    parts = PurePosixPath(path).parts
    if not parts or path != "/".join(parts) or not all(map(_plain, parts)):
        raise ValueError("not a plain name")
    return path


def _plain(part: str) -> bool:
    return part not in {"/", "..", "."} and not set(part) & FORBIDDEN


class Signed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class File(Signed):
    path: Annotated[str, Field(max_length=400), AfterValidator(_inside)]
    size: int = Field(ge=0, le=1 << 34)
    sha256: Digest
    executable: bool = False


class Release(Signed):
    """One version of the program or of its data."""

    kind: Kind
    version: Version
    files: tuple[File, ...] = Field(max_length=MOST_FILES)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


class Offer(Signed):
    """The versions that the machines of a ring should have; of a kind that is not named they keep theirs."""

    program: Version | None = None
    data: Version | None = None

    def of(self, kind: Kind) -> str | None:
        return self.program if kind == "program" else self.data


def number(version: str) -> tuple[int, ...]:
    """Returns the version as numbers that compare: 1.2 is before 1.10, and the same as 1.2.0."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def release_name(kind: Kind, version: str) -> str:
    return f"releases/{kind}-{version}.json"


def offer_name(ring: str) -> str:
    return f"offers/{ring}.json"


def blob_name(digest: str) -> str:
    return f"blobs/{digest[:2]}/{digest}"
