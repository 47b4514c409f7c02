"""The fields of a letter: those that the record knows, and those that an officer types at the desk or with `--set`."""

from collections.abc import Callable, Mapping
from datetime import date

from core.cases.fields import SEPARATORS
from gateway.casework.record import Fields, Record
from gateway.letters.documents import LetterStopped
from gateway.letters.faults import Fault
from gateway.letters.letter import Answer, Facts, Letter, Value
from gateway.letters.schema import FieldSchema, Schema, schemas

PREFIX = "letter."
"""Of the names under which the fields of an act's letter come with the fields of the act."""
OUTCOME_ENDS = ":："


def letter_and_facts(record: Record, kind: str, known: Fields, typed: Mapping[str, str]) -> tuple[Letter, Facts]:
    """Returns the letter from what the record knows and what was typed over it, and what it must agree with. Raises
    LetterStopped for what cannot be read."""
    schema = schemas()[kind]
    names = {each.name for each in schema.fields}
    ours = {name: value for name, value in {"contact": record.contact, **known}.items() if name in names}
    letter = Letter(
        kind=kind,
        organ=record.name(record.officer.organ),
        case_number=record.row["number"],
        day=record.today,
        fields={**ours, **read(schema, typed, record.requests)},
    )
    answers = known.get("answers", ())
    requests = tuple(each.request for each in answers if isinstance(each, Answer)) if isinstance(answers, tuple) else ()
    of_record = {each.name: (ours[each.name],) for each in schema.fields if each.record and each.name in ours}
    return letter, Facts(requests=requests, known=of_record, profile=record.case.profile)


def asked(schema: Schema) -> list[FieldSchema]:
    """Returns the fields that an officer may type: neither the record's nor those of the table of clocks."""
    return [each for each in schema.fields if not each.record and not each.clock]


def read(schema: Schema, typed: Mapping[str, str], requests: tuple[str, ...] = ()) -> Fields:
    """Returns the values that were typed; empty ones are left out. Raises LetterStopped."""
    values: Fields = {}
    for name, text in typed.items():
        field = schema.field(name)
        if field is None:
            raise LetterStopped([Fault(name, "no-field", schema.articles[0], facts={"label": name})])
        if text.strip():
            try:
                values[name] = _read(field, text.strip(), requests)
            except ValueError:
                raise LetterStopped([Fault(name, "wrong-type", field.article, {"label": field.label})]) from None
    return values


def _read(field: FieldSchema, text: str, requests: tuple[str, ...]) -> Value:
    readers: dict[str, Callable[[str], Value]] = {
        "date": date.fromisoformat,
        "number": int,
        "list": lambda said: tuple(each.strip() for each in SEPARATORS.split(said) if each.strip()),
        "answers": lambda said: _answers(said, requests),
    }
    return readers[field.type](text) if field.type in readers else text


def _answers(text: str, requests: tuple[str, ...]) -> tuple[Answer, ...]:
    """A line for each request in its order: the outcome, a colon, the opinion. Raises ValueError."""
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    if len(lines) != len(requests):
        raise ValueError
    found = []
    for request, line in zip(requests, lines, strict=True):
        at = min((line.find(end) for end in OUTCOME_ENDS if end in line), default=-1)
        if at < 0:
            raise ValueError
        found.append(Answer(request=request, outcome=line[:at].strip(), opinion=line[at + 1 :].strip()))
    return tuple(found)


def apart(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Returns the fields of an act and those of its letter, which came together."""
    acts = {name: text for name, text in given.items() if not name.startswith(PREFIX)}
    letters = {name.removeprefix(PREFIX): text for name, text in given.items() if name.startswith(PREFIX)}
    return acts, letters
