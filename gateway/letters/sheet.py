"""The words of a letter as they stand on the paper: what is hashed, drawn, shown and read aloud."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from core.command_line import CONTROL_CHARACTERS
from gateway.letters.articles import in_words, numeral
from gateway.letters.letter import Answer, Letter, Value, is_empty
from gateway.letters.schema import Part, Schema, schemas

PLACEHOLDER = re.compile(r"\{(\w+)\}")
ARTICLE_OF = "_article"


class Style(StrEnum):
    SALUTATION = "salutation"
    HEADING = "heading"
    TEXT = "text"


@dataclass(frozen=True)
class Paragraph:
    style: Style
    text: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`number`: the letter's own, as in 泽信处〔2026〕12号. `seal`: whether the organ's seal goes on it.
    `practice`: of a training platform, which every page says. `ink`: a signature by hand (`core.ink`), behind the first
    of `signatures`."""

    kind: str
    title: str
    organ: str
    number: str
    day: date
    case_number: str
    paragraphs: tuple[Paragraph, ...]
    signatures: tuple[str, ...] = ()
    copies: str = ""
    seal: bool = True
    practice: bool = False
    ink: str = ""

    @property
    def record(self) -> str:
        """The sheet as it is kept and hashed: JSON with sorted keys; without ink as before there was any."""
        told = asdict(self) | {"day": self.day.isoformat()}
        if not self.ink:
            del told["ink"]
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @property
    def digest(self) -> str:
        """Returns the SHA-256 of `record` in hex."""
        return hashlib.sha256(self.record.encode()).hexdigest()

    @property
    def text(self) -> str:
        """All words in order, a paragraph a line: to be shown or read aloud."""
        head = (self.organ, self.title, self.number)
        end = (self.organ, in_full(self.day), *self.signatures, self.copies)
        return "\n".join(filter(None, (*head, *(each.text for each in self.paragraphs), *end)))

    @classmethod
    def read(cls, record: str) -> "Sheet":
        """Reads what `record` wrote."""
        told = json.loads(record)
        paragraphs = tuple(Paragraph(Style(each["style"]), each["text"]) for each in told.pop("paragraphs"))
        day, signatures = date.fromisoformat(told.pop("day")), tuple(told.pop("signatures"))
        return cls(**told, day=day, signatures=signatures, paragraphs=paragraphs)


def sheet_of(letter: Letter, number: str, titles: dict[str, str] | None = None) -> Sheet:
    """Returns the words of a letter that `checking.check` found nothing wrong with. `titles`: the province's own names
    of documents, by kind."""
    schema = schemas()[letter.kind]
    return Sheet(
        kind=letter.kind,
        title=(titles or {}).get(letter.kind) or title_of(schema, letter),
        organ=tidy(letter.organ),
        number=number,
        day=letter.day,
        case_number=letter.case_number,
        paragraphs=tuple(_paragraphs(schema, letter)),
        signatures=schema.signatures,
        copies=schema.copies,
        seal=schema.seal,
    )


def title_of(schema: Schema, letter: Letter) -> str:
    field = schema.field(schema.title_by) if schema.title_by else None
    choice = field.choice(letter.fields.get(field.name)) if field else None
    return choice.label if choice else schema.title


def in_full(day: date) -> str:
    """Returns the date as letters have it, whatever language the officer has chosen."""
    return f"{day.year}年{day.month}月{day.day}日"


def tidy(text: str) -> str:
    """Returns a text without control characters and invisible marks, which could reorder what is read; with each tab as
    a space. Everything else, be it HTML, is text."""
    return CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _paragraphs(schema: Schema, letter: Letter) -> Iterator[Paragraph]:
    for part in schema.body:
        if part.when and is_empty(letter.fields.get(part.when)):
            continue
        if part.unless and not is_empty(letter.fields.get(part.unless)):
            continue
        yield from _part(part, schema, letter)


def _part(part: Part, schema: Schema, letter: Letter) -> Iterator[Paragraph]:
    if part.heading:
        yield Paragraph(Style.HEADING, _filled(part.heading, schema, letter))
    elif part.list:
        items = letter.fields.get(part.list)
        yield from _items(items if isinstance(items, tuple) else ())
    elif part.requests or part.answers:
        yield from _answers(part, schema, letter)
    else:
        lines = [line.strip() for line in _filled(part.text, schema, letter).split("\n")]
        salutes = part.text == "{addressee}："
        for line in filter(None, lines):
            yield Paragraph(Style.SALUTATION if salutes else Style.TEXT, line)


def _answers(part: Part, schema: Schema, letter: Letter) -> Iterator[Paragraph]:
    """The requests one by one, or what became of each."""
    name = part.requests or part.answers
    field, answers = schema.field(name), letter.fields.get(name)
    given = [each for each in answers if isinstance(each, Answer)] if isinstance(answers, tuple) else []
    if part.requests:
        yield from _items(tuple(each.request for each in given))
        return
    for number, answer in enumerate(given, 1):
        choice = field.choice(answer.outcome) if field else None
        about = f"（{numeral_of(number)}）关于“{_one_line(answer.request)}”：{choice.label if choice else ''}。"
        first, *others = filter(None, (line.strip() for line in tidy(answer.opinion).split("\n")))
        yield Paragraph(Style.TEXT, about + first)
        yield from (Paragraph(Style.TEXT, line) for line in others)


def _items(items: tuple[str | Answer, ...]) -> Iterator[Paragraph]:
    """A numbered list; one item alone has no number."""
    said = [_one_line(each) for each in items if isinstance(each, str) and not is_empty(each)]
    for number, item in enumerate(said, 1):
        yield Paragraph(Style.TEXT, item if len(said) == 1 else f"（{numeral_of(number)}）{item}")


def numeral_of(number: int) -> str:
    return numeral(number) if number < 100 else str(number)


def _one_line(text: str) -> str:
    return " ".join(tidy(text).split())


def _filled(text: str, schema: Schema, letter: Letter) -> str:
    """Returns the text with its facts. What a fact brings is not looked at again; its own stop gives way to the one
    behind it."""

    def fact(found: re.Match[str]) -> str:
        said = _fact(found[1], schema, letter)
        return said.rstrip("。") if text[found.end() :].startswith("。") else said

    return PLACEHOLDER.sub(fact, text)


def _fact(name: str, schema: Schema, letter: Letter) -> str:
    fixed = {"case": letter.case_number, "organ": letter.organ}
    if name in fixed:
        return fixed[name]
    if name.endswith(ARTICLE_OF) and (field := schema.field(name.removesuffix(ARTICLE_OF))):
        choice = field.choice(letter.fields.get(field.name))
        return in_words(choice.article or field.article) if choice else ""
    value = letter.fields.get(name)
    field = schema.field(name)
    choice = field.choice(value) if field else None
    return choice.label if choice else _said(value)


def _said(value: Value | None) -> str:
    if isinstance(value, date):
        return in_full(value)
    if isinstance(value, tuple):
        return "、".join(tidy(each) for each in value if isinstance(each, str))
    return "" if value is None else tidy(str(value))
