"""Damaged files of organs: each is read or said to be unreadable, never anything else."""

import warnings
import zipfile
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from core.table_file import TableUnreadable
from gateway.staff import organ_files
from tests.gateway.staff.test_organ_import import COUNTY, FILES, as_xlsx

SHEET = "xl/worksheets/sheet1.xml"
with zipfile.ZipFile(BytesIO(as_xlsx(COUNTY))) as whole:
    PARTS = {name: whole.read(name) for name in whole.namelist()}
LEVELS = 9
ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 30}">' for n in range(LEVELS))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "{"a" * 40}">{ENTITIES}]>'


def packed(**parts: bytes) -> bytes:
    with zipfile.ZipFile(held := BytesIO(), "w") as book:
        for name, content in (PARTS | parts).items():
            book.writestr(name, content)
    return held.getvalue()


def outcome(content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it leaves out
            organ_files.read(content)
    except TableUnreadable as error:
        return error.code
    return "read"


@settings(max_examples=150)
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 5000), st.integers(0, 40), st.binary(max_size=8))
def test_a_damaged_workbook_is_read_or_said_to_be_damaged(name: str, at: int, gone: int, there: bytes) -> None:
    content = PARTS[name]
    at %= len(content)
    damaged = content[:at] + there + content[at + gone :]
    assert outcome(packed(**{name: damaged})) in {"read", "table", "no-column", "empty", "doubled-column"}


@given(st.sampled_from(sorted(FILES)), st.integers(0, 2000), st.binary(max_size=8))
def test_any_damaged_file_is_read_or_said_to_be_damaged(file: str, at: int, there: bytes) -> None:
    content = FILES[file]
    at %= len(content)
    assert outcome(content[:at] + there + content[at + 1 :])


def test_entities_that_would_fill_the_memory_are_refused() -> None:
    sheet = PARTS[SHEET].decode().replace("<v>", f"<v>&e{LEVELS};", 1)
    assert outcome(packed(**{SHEET: (BOMB + sheet).encode()})) == "table"


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    book = zipfile.ZipFile(held := BytesIO(), "w", zipfile.ZIP_DEFLATED)
    with book, book.open("filler", "w", force_zip64=True) as filler:
        for _piece in range(201):
            filler.write(bytes(1 << 20))
    assert outcome(held.getvalue()) == "too-large"
