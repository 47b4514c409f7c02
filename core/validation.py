"""One rule for each value a person gives: returns the message about what is wrong, None if nothing.

The pages check while the person is there; `core.petition.freeze` checks again, for folders handed in. The gateway does
not: an item with a slip is not refused for its telephone number (decision 0044). Empty values pass here;
`core.petition.missing` finds them.
"""

import re
import unicodedata
from datetime import date

from core import places
from core.han import is_han
from core.id_number import MAX_AGE_YEARS
from core.message import Message
from core.person import Person

MAX_NAME_CHARS = 50
MAX_LINE_CHARS = 200
MAX_STORY_CHARS = 50_000

NAME_SIGNS = set("·•‧・．.-‐'’ 　〇()（）")
"""Separators between the parts of a name, in any script."""
LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Co"}
"""Includes private-use characters, which older cards have for rare ones."""
MISLEADING = {chr(code) for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFD)}
"""Direction marks, and the replacement character for undecodable text."""

MOBILE = re.compile(r"1[3-9]\d{9}")
INVENTED = re.compile(r"120\d{8}")
"""A range of numbers that is not in use, for the invented people in samples and training."""
FIXED = re.compile(r"0(10|2\d|[3-9]\d\d)[2-8]\d{6,7}")
SERVICE = re.compile(r"[48]00\d{7}")
ABROAD = re.compile(r"\+(?!86)[1-9]\d{6,14}")
EXTENSION = re.compile(r"(转|分机|-)\d{1,5}$")
HOME = re.compile(r"^(\+|00)86")
BETWEEN = re.compile("[ ()（）－—–-]")
TYPED_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", re.ASCII)
DIALLED = re.compile("[0-9+ ()（）－—–转分机-]*")

ONE_LINE = Message("fault.one-line")
SIGNS = Message("fault.signs")
NAME = Message("fault.name")
TOO_LONG = Message("fault.too-long")
TELEPHONE = Message("fault.telephone")
ADDRESS = Message("fault.address")
STORY = Message("fault.story")
TOO_WIDE = Message("fault.too-wide")
NO_PLACE = Message("fault.no-place")
ID_NUMBER = Message("fault.id-number")
BIRTH = Message("fault.birth")


def line(text: str, longest: int = MAX_LINE_CHARS) -> Message | None:
    """Checks a text of one line: an address, an organisation, a village."""
    if any(unicodedata.category(each) in {"Zl", "Zp"} or each in "\n\r\v\f\x85" for each in text):
        return ONE_LINE
    if has_invisible(text):
        return SIGNS
    return TOO_LONG if len(text) > longest else None


def has_invisible(text: str) -> bool:
    """True if the text has control characters or invisible marks that make it look different."""
    return any(each in MISLEADING or unicodedata.category(each) in {"Cc", "Cs"} for each in text)


def count_letters(text: str) -> int:
    return sum(unicodedata.category(each) in LETTERS or is_han(each) for each in text)


def name(text: str) -> Message | None:
    """Checks the name of a person, in any script."""
    if fault := line(text.strip(), MAX_NAME_CHARS):
        return fault
    marks = {each for each in text.strip() if unicodedata.category(each) not in {*LETTERS, "Mn", "Mc"}}
    return NAME if text.strip() and (marks - NAME_SIGNS or not count_letters(text)) else None


def telephone(text: str) -> Message | None:
    """Checks a mobile, a fixed line with area code, a 400 or 800 number, or a foreign number with its +."""
    if not text:
        return None
    if not DIALLED.fullmatch(text):
        return TELEPHONE
    found = {HOME.sub("", BETWEEN.sub("", each)) for each in (text, EXTENSION.sub("", text))}
    shapes = (MOBILE, INVENTED, FIXED, SERVICE, ABROAD)
    return None if any(shape.fullmatch(each) for each in found for shape in shapes) else TELEPHONE


def address(text: str) -> Message | None:
    return line(text) or (ADDRESS if text.strip() and not count_letters(text) else None)


def story(text: str) -> Message | None:
    """Checks a narrative, which may have several lines and must contain words."""
    if has_invisible(text.replace("\n", "").replace("\r", "").replace("\t", "")):
        return SIGNS
    if len(text) > MAX_STORY_CHARS:
        return TOO_LONG
    return STORY if text.strip() and not count_letters(text) else None


def place(code: str, detail: str = "") -> Message | None:
    """Checks a place: a county or below, or a wider division with the spot within it."""
    if not code:
        return None
    division = code[:6].ljust(6, "0")
    if not re.fullmatch(r"\d{2,12}", code, re.ASCII) or f"{division[:2]}0000" not in places.divisions():
        return NO_PLACE
    if fault := line(detail):
        return fault
    wide = bool(places.children(division)) or (division.endswith("00") and division not in places.divisions())
    return TOO_WIDE if wide and not count_letters(detail) else None


def parse_iso_date(text: str) -> date | None:
    """Returns the ISO date, or None if it is invalid."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None


def typed_day(text: str) -> date | None:
    """Returns the day that somebody typed: 2026-12-1, 2026.12.1, 2026/12/1, 2026年12月1日; None for anything else."""
    parts = TYPED_DAY.fullmatch("".join(text.split()))
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def birth(text: str, today: date) -> Message | None:
    if not text:
        return None
    born = parse_iso_date(text)
    return None if born and born <= today and today.year - born.year <= MAX_AGE_YEARS else BIRTH


def person(given: Person, today: date) -> dict[str, Message]:
    """Returns the messages about a person's fields, by field."""
    number = given.id_number and given.document.faults(given.id_number, today)
    found = {
        "name": name(given.name),
        "id_number": ID_NUMBER if number else None,
        "birth": birth(given.birth, today),
        "sex": line(given.sex, 4),
        "ethnicity": line(given.ethnicity, 20),
        "address": address(given.address),
        "phone": telephone(given.phone),
    }
    return {field: fault for field, fault in found.items() if fault}
