"""Every text in the code that a person could read, and whether it goes through the catalogue."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core import han

ROOT = Path(__file__).parent.parent.parent
ROOMS = sorted({path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "testkit", "benchmarks"})
HAN = re.compile(han.HAN)
CATALOGUE = {"_", "_n", "N_"}

DATA = {
    "capture/card": "what is printed on cards: labels, issuers, peoples",
    "capture/spoken_digits": "how people say numbers",
    "capture/spoken_grade": "how people say whether they are content",
    "capture/handwriting": "characters that are alike when written",
    "capture/speech": "what is heard, and the rules that read it",
    "capture/spelled": "how people spell their names",
    "devices/card_reader": "what is stored on cards",
    "devices/voice": "how figures and letters are said in Mandarin",
    "ui/documents/enclosures.py": "the mark on a picture is for those who get it",
    "training/example": "what invented people said and gave",
    "training/demo_office.py:ANSWER": "what an officer of a demo writes",
    "training/county": "what invented people and officers of a county that does not exist say",
    "proxy_client/example": "what invented people said and gave",
    "gateway/staff/organ_files.py:COLUMNS": "headings that offices write over their lists of organs",
    "agency/people_list.py:COLUMNS": "headings that villages write over their lists of people",
    "agency/people_list.py:CAPACITIES": "capacity as villages write it in their lists",
    "agency/people_list.py:NO_VALUE": "how a list says that there is nothing",
    "gateway/staff/organ_list.py:KINDS": "kinds of organs as offices write them in their lists",
    "gateway/storage/migrations/versions/0012_staff.py": "the bureau's name before an office brings its own list",
    "gateway/runtime/letter_settings.py": "English prose that names faces and numbers of letters",
    "gateway/letters/faces.py": "what stands on a letter, which is Chinese",
    "gateway/letters/articles.py": "how a letter, which is Chinese, cites an article",
    "gateway/letters/sheet.py": "what stands on a letter, which is Chinese",
    "gateway/letters/drawing.py": "what stands on a letter, which is Chinese",
    "gateway/letters/proof.py": "what stands in the code of a letter",
    "agency/invitations.py:(HEADING": "what stands in the code of an invitation",
    "agency/invitations.py:(CARD_HEADING": "what stands in the code of a supervisor's card",
    "trust/rights_card.py": "what stands in the code of a rights card",
    "advice/laws.py": "how an article is cited; laws, like the answers themselves, are data in Chinese",
    "core/routes/organs.py:HERE": "part of the name of an organ, which is data in Chinese",
    "gateway/desk/places.py:OF_A_PLACE": "parts of the names of organs, which are data in Chinese",
    "agency/conflict_guard.py": "how people name officials and their offices",
    "core/differences.py:WORD": "characters with which numbers are written",
    "core/differences.py:PARTICLES": "words that change nothing",
    "core/spoken_dates": "how people say dates",
    "core/han.py:HAN_RANGES": "what a Chinese character is",
    "core/urgency": "what is heard, and the rules that read it",
    "core/person.py:ETHNIC_GROUPS": "the names of the peoples, as cards have them",
    "core/person.py:LONG_TERM": "长期, as cards have it",
    "gateway/runtime/sms_settings.py:SmsSettings": "the platform's name before an office gives its own",
    "gateway/desk/languages.py:NAMES": "each language in its own words",
    "training/simulation.py:SITE": "where an invented terminal stands",
    "training/local_gateway.py:practice_gateway": "the name of a terminal in training, which its gateway keeps",
    "core/settings.py:Policy": "English prose that names the mark on a picture",
    "core/validation.py:EXTENSION": "what may stand in a telephone number",
    "core/validation.py:DIALLED": "what may stand in a telephone number",
    "core/validation.py:TYPED_DAY": "how people type a day",
    "core/list_order.py": "how groups and households are numbered",
}
"""Reasons why a text is no sentence to a person, by the beginning of `path:name`; the name is the constant, function or
class at the top of the module."""


@dataclass(frozen=True)
class Literal:
    path: str
    name: str
    line: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.path}:{self.name}"

    @property
    def is_data(self) -> bool:
        return self.place.startswith(tuple(DATA))


def bypassing() -> list[Literal]:
    """Returns sentences (two Han characters and more) that reach people without the catalogue."""
    return [each for each in literals() if not each.is_data]


def literals() -> Iterator[Literal]:
    """Yields all texts outside of calls of the catalogue, including data."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        place = str(path.relative_to(ROOT))
        for statement in ast.parse(path.read_text("utf-8")).body:
            yield from (Literal(place, _name(statement), line, text) for line, text in _loose(statement))


def _name(statement: ast.stmt) -> str:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return statement.name
    target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
    return ast.unparse(target) if target is not None else ""


def _loose(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yields texts; docstrings and the arguments of the catalogue's calls are left out."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CATALOGUE:
        return
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        if len(HAN.findall(text)) >= 2:
            yield node.lineno, text
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _loose(part.value)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(HAN.findall(node.value)) >= 2:
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from _loose(child)
