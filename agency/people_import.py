"""A list that an agent who is signed in brings in: looked at first, row by row, with what would be joined to whom; then
taken whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agency.people import People
from agency.people_list import CheckedRow, check
from agency.people_merge import Joining, joinings
from agency.person_served import PersonServed
from core import untrusted_files
from core.problems import PeopleListFaulty, PeopleListUnreadable
from core.table_file import MAX_BYTES


@dataclass(frozen=True, repr=False)
class PreviewRow:
    """`joining`: what would become of the row; None where something is wrong with it."""

    checked: CheckedRow
    joining: Joining | None


@dataclass(frozen=True, repr=False)
class Preview:
    rows: tuple[PreviewRow, ...]

    @property
    def wrong(self) -> int:
        return sum(row.joining is None for row in self.rows)

    @property
    def joined(self) -> int:
        return sum(bool(row.joining and row.joining.known) for row in self.rows)

    @property
    def fresh(self) -> int:
        return len(self.rows) - self.wrong - self.joined


def content_of(file: Path) -> bytes:
    """Returns what a file holds, as far as it can be a list. Raises PeopleListUnreadable."""
    if file.is_dir():
        raise PeopleListUnreadable("folder")
    try:
        return untrusted_files.read(file.parent, file.name, MAX_BYTES)
    except untrusted_files.TooLong:
        raise PeopleListUnreadable("too-large") from None
    except PermissionError:  # another program has it open, as a spreadsheet does
        raise PeopleListUnreadable("denied") from None
    except OSError:
        raise PeopleListUnreadable("no-file") from None


def preview(content: bytes, known: Iterable[PersonServed], today: date) -> Preview:
    """Returns what would become of each row. A millisecond for each. Raises PeopleListUnreadable."""
    rows = check(content, today)
    joined = iter(joinings(known, [row.served for row in rows if row.served]))
    return Preview(tuple(PreviewRow(row, next(joined) if row.served else None) for row in rows))


def take(people: People, looked_at: Preview) -> int:
    """Stores all people of the list in one transaction; returns how many. Raises PeopleListFaulty, DiskFull,
    StoreDamaged; then nobody was stored."""
    if looked_at.wrong:
        raise PeopleListFaulty(looked_at.wrong, len(looked_at.rows))
    entries = {row.joining.joined.id: row.joining.joined for row in looked_at.rows if row.joining}
    people.keep(*entries.values())
    return len(entries)
