"""Marker words of a visit that must not remain, and the search for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import randbelow

from core.id_number import check_character
from core.person import Person
from training import example

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "unicode_escape")


def digits(count: int) -> str:
    return str(randbelow(9 * 10 ** (count - 1)) + 10 ** (count - 1))


def syllables(count: int) -> str:
    """Returns random syllables for a name, without digits."""
    return "".join(chr(0x4E00 + randbelow(0x4000)) for _ in range(count))


def somebody() -> Person:
    """Returns a person with a new random name."""
    first17 = f"320115{1950 + randbelow(50)}0612{digits(3)}"
    return replace(
        example.person(),
        name=f"甄{syllables(8)}",
        id_number=first17 + check_character(first17),
        address=f"杨柳村{digits(8)}号",
        phone=f"120{digits(8)}",
    )


@dataclass(frozen=True)
class Told:
    """The personal data of one visit."""

    person: Person = field(default_factory=somebody)
    narrative: str = field(default_factory=lambda: f"水管漏了两个月，编号{digits(9)}。")

    @property
    def markers(self) -> tuple[str, ...]:
        person = self.person
        return person.name, person.id_number, person.address, person.phone, self.narrative

    def traces(self, *folders: Path) -> list[tuple[str, str]]:
        """Returns file and marker for each marker found in plaintext."""
        return [
            (str(path), marker)
            for path in files(*folders)
            for marker in self.markers
            if any(marker.encode(encoding) in path.read_bytes() for encoding in ENCODINGS)
        ]


def files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())
