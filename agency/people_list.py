"""Lists of people as villages keep them, CSV or XLSX: each row is checked and all that is wrong is said, before
anything is brought in. Nothing is half imported."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from agency.person_served import PersonServed
from core import table_file, validation
from core.authority.letter import Capacity
from core.id_document import IdDocument
from core.id_number import IdNumber
from core.media_type import OFFICE, UNKNOWN, media_type_of
from core.message import Message
from core.person import Person
from core.problems import PeopleListUnreadable
from core.table_file import Row, TableUnreadable

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "服务对象", "委托人", "老人姓名"),
    "id_number": ("身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "电话号码"),
    "address": ("住址", "地址", "家庭住址", "家庭地址", "居住地址", "户籍地址"),
    "village": ("村", "村庄", "村组", "所在村", "村（社区）", "村(社区)", "社区", "村居", "行政村"),
    "group": ("组", "小组", "村民小组", "组别", "网格"),
    "household": ("户", "户号", "户编号", "户主", "户主姓名", "家庭编号"),
    "reach": ("联系办法", "怎么联系", "联系说明"),
    "speaker": ("联系人", "代为联系人", "能替本人说话的人"),
    "speaker_phone": ("联系人电话", "代为联系人电话"),
    "capacity": ("行为能力", "民事行为能力"),
    "guardian": ("监护人", "监护人姓名", "法定代理人"),
    "guardian_phone": ("监护人电话", "监护人联系电话", "监护人手机"),
    "note": ("备注", "说明"),
}
"""Headings that villages write, by our names."""
CAPACITIES: Mapping[str, Capacity] = {
    "": Capacity.FULL,
    "完全": Capacity.FULL,
    "有": Capacity.FULL,
    "完全民事行为能力": Capacity.FULL,
    "限制": Capacity.LIMITED,
    "部分": Capacity.LIMITED,
    "限制民事行为能力": Capacity.LIMITED,
    "无": Capacity.NONE,
    "没有": Capacity.NONE,
    "无民事行为能力": Capacity.NONE,
}
OLD_TABLE = "application/x-ole-storage"
"""A workbook of before 2007, or one with a passphrase."""
MAYBE_A_TABLE = ("text/", "application/json", "application/zip", f"{OFFICE}.spreadsheetml", UNKNOWN)
"""Media types of files that may be a table: what is none of these is a picture, a letter, a sound."""
TITLES = 5
"""Rows that may stand above the headings: a title, a date, who wrote it."""
TELEPHONES = ("phone", "speaker_phone", "guardian_phone")
NO_VALUE = {"", "无", "/", "-", "—", "——", "暂无", "没有"}


@dataclass(frozen=True)
class CheckedRow:
    """A row of the list: its number in the file, the name that it has, what is wrong with it, by column, and the
    person; None where something is wrong."""

    number: int
    name: str
    faults: Mapping[str, Message]
    served: PersonServed | None


def check(content: bytes, today: date) -> list[CheckedRow]:
    """Returns every row of the list that is not blank. Raises PeopleListUnreadable for the file as a whole."""
    kind = media_type_of(content)
    if not kind.startswith(MAYBE_A_TABLE):
        raise PeopleListUnreadable("old-table" if kind == OLD_TABLE else "no-table")
    try:
        rows = table_file.headed(table_file.lines(content, merged=True), COLUMNS, ("name",), titles=TITLES)
    except TableUnreadable as error:
        raise PeopleListUnreadable(error.code, **error.facts) from None
    if not rows:
        raise PeopleListUnreadable("empty")
    return _without_doubles([_checked(row, today) for row in rows])


def _checked(row: Row, today: date) -> CheckedRow:
    said = {name: " ".join(text.split()) for name, text in row.cells.items()}
    id_number = IdNumber.of(_given(said, "id_number")).text
    person = Person(
        name=_given(said, "name"),
        id_number=id_number,
        phone=_given(said, "phone"),
        address=_given(said, "address"),
        document=IdDocument.RESIDENT_CARD if id_number else IdDocument.NONE,
    )
    capacity = CAPACITIES.get(said.get("capacity", ""))
    served = replace(
        PersonServed.new(person),
        village=f"{_given(said, 'village')}{_given(said, 'group')}",
        household=_given(said, "household"),
        reach=_given(said, "reach"),
        speaker=_given(said, "speaker"),
        speaker_phone=_given(said, "speaker_phone"),
        capacity=capacity or Capacity.FULL,
        guardian=_given(said, "guardian"),
        guardian_phone=_given(said, "guardian_phone"),
        note=_given(said, "note"),
    )
    faults = dict(_faults(served, row.cells, today))
    if capacity is None:
        faults["capacity"] = Message("people.capacity")
    return CheckedRow(row.number, person.name, faults, None if faults else served)


def _given(said: Mapping[str, str], name: str) -> str:
    """Returns what a cell says; empty where it says that there is nothing."""
    text = said.get(name, "")
    return "" if text in NO_VALUE else text


def _faults(served: PersonServed, cells: Mapping[str, str], today: date) -> Iterable[tuple[str, Message]]:
    if not served.person.name:
        yield "name", Message("people.no-name")
    rounded = {name for name in ("id_number", *TELEPHONES) if is_rounded(cells.get(name, ""))}
    yield from ((name, Message("people.rounded")) for name in sorted(rounded))
    yield from ((name, why) for name, why in validation.person(served.person, today).items() if name not in rounded)
    yield from ((name, why) for name, why in faults_beside(served).items() if name not in rounded)
    if served.capacity is not Capacity.FULL and not served.guardian:
        yield "guardian", Message("people.no-guardian")


def faults_beside(served: PersonServed) -> dict[str, Message]:
    """Returns what is wrong in an entry beside the person's own fields, by field."""
    found = {name: validation.telephone(getattr(served, name)) for name in ("speaker_phone", "guardian_phone")}
    found |= {name: validation.name(getattr(served, name)) for name in ("speaker", "guardian")}
    found |= {name: validation.line(getattr(served, name)) for name in ("village", "household", "reach", "note")}
    return {name: why for name, why in found.items() if why}


def is_rounded(cell: str) -> bool:
    """Whether a spreadsheet wrote a long number with an exponent, and so lost its last digits."""
    head, mark, exponent = cell.upper().partition("E+")
    return bool(mark) and exponent.isdecimal() and head.replace(".", "", 1).isdecimal()


def _without_doubles(rows: list[CheckedRow]) -> list[CheckedRow]:
    """Returns the rows; one whose document number stood in a row before is wrong, or without a number one that says
    nothing else than a row before."""
    first: dict[Hashable, int] = {}
    found = []
    for row in rows:
        known = _known_by(row.served) if row.served else None
        doubled = known is not None and first.setdefault(known, row.number) != row.number
        column, why = ("id_number", "people.doubled") if isinstance(known, str) else ("name", "people.same")
        faults = {column: Message(why, {"row": first[known]})} if doubled else row.faults
        found.append(replace(row, faults=faults, served=None if doubled else row.served))
    return found


def _known_by(served: PersonServed) -> str | tuple[str, str, str, str]:
    person = served.person
    return person.id_number or (person.name, person.phone, served.village, served.household)
