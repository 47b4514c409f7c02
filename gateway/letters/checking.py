"""Whether a letter may go out: what the law requires and is missing stops it, with the article that requires it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.cases import clocks
from gateway.letters.faults import Fault
from gateway.letters.letter import Answer, Facts, Letter, Value, is_empty
from gateway.letters.schema import FieldSchema, Order, Schema, schemas

TYPES = {"text": str, "choice": str, "date": date, "number": int, "list": tuple, "answers": tuple}


def check(letter: Letter, facts: Facts | None = None) -> list[Fault]:
    """Returns everything that stops the letter. Without `facts` it is held against its schema alone.

    Raises KeyError for a kind that there is not."""
    schema = schemas()[letter.kind]
    known = facts or Facts()
    faults = [*_fields(schema, letter), *_orders(schema, letter, known), *_terms(schema, letter, known.profile)]
    if facts is not None:
        faults += [*_record(schema, letter, facts), *_requests(schema, letter, facts)]
    return faults


def filled_in(letter: Letter, facts: Facts) -> Letter:
    """Returns the letter with what the record and the table of clocks know, where nothing else is said."""
    schema = schemas()[letter.kind]
    lengths = {each.name: clocks.row(each.clock, facts.profile).length for each in schema.fields if each.clock}
    known = {each.name: facts.known[each.name][0] for each in schema.fields if facts.known.get(each.name)}
    terms = {name: length for name, length in lengths.items() if length is not None}
    return replace(letter, fields={**known, **terms, **letter.fields})


def counts(field: FieldSchema, letter: Letter) -> bool:
    """Whether the field is asked for in this letter at all."""
    return field.when is None or letter.fields.get(field.when.field) in field.when.values


def _fault(field: FieldSchema, code: str, **facts: str | int) -> Fault:
    return Fault(field.name, code, field.article, {"label": field.label}, facts)


def _fields(schema: Schema, letter: Letter) -> Iterator[Fault]:
    for name in letter.fields:
        if schema.field(name) is None:
            yield Fault(name, "no-field", schema.articles[0], facts={"label": name})
    for field in schema.fields:
        value = letter.fields.get(field.name)
        if is_empty(value):
            if field.required and counts(field, letter):
                yield _fault(field, "missing")
        elif value is not None:
            yield from _value(field, value)


def _value(field: FieldSchema, value: Value) -> Iterator[Fault]:
    if not _of_type(field, value):
        yield _fault(field, "wrong-type")
    elif field.type == "choice" and field.choice(value) is None:
        yield _fault(field, "wrong-choice")
    elif field.type == "answers":
        for answer in value if isinstance(value, tuple) else ():
            if isinstance(answer, Answer):
                yield from _answer(field, answer)


def _of_type(field: FieldSchema, value: Value) -> bool:
    inner = Answer if field.type == "answers" else str
    right = isinstance(value, TYPES[field.type]) and not isinstance(value, bool)
    return right and (not isinstance(value, tuple) or all(isinstance(each, inner) for each in value))


def _answer(field: FieldSchema, answer: Answer) -> Iterator[Fault]:
    if field.choice(answer.outcome) is None:
        yield _fault(field, "no-outcome", request=answer.request)
    if is_empty(answer.opinion) or is_empty(answer.request):
        yield _fault(field, "no-opinion", request=answer.request)


def _terms(schema: Schema, letter: Letter, profile: str) -> Iterator[Fault]:
    """A number of days that is a term is that of the table."""
    for field in schema.fields:
        said = letter.fields.get(field.name)
        if field.clock and isinstance(said, int) and said != (length := clocks.row(field.clock, profile).length):
            yield _fault(field, "against-record", expected=length or 0)


def _orders(schema: Schema, letter: Letter, facts: Facts) -> Iterator[Fault]:
    for rule in schema.rules:
        earlier, later = letter.fields.get(rule.earlier), letter.fields.get(rule.later)
        if isinstance(earlier, date) and isinstance(later, date):
            yield from _order(schema, rule, (earlier, later), facts)


def _order(schema: Schema, rule: Order, days: tuple[date, date], facts: Facts) -> Iterator[Fault]:
    labels = {each: _label(schema, getattr(rule, each)) for each in ("earlier", "later")}
    between = (days[1] - days[0]).days
    if between < (1 if rule.strict else 0):
        yield Fault(rule.later, "wrong-order", rule.article, labels)
    most = clocks.most_extension(rule.within, facts.profile) if rule.within else between
    if between > most and days[1] not in facts.known.get(
        rule.later, ()
    ):  # the record's own day has moved past days off
        yield Fault(rule.later, "too-long", rule.article, labels, {"days": most})


def _label(schema: Schema, name: str) -> str:
    field = schema.field(name)
    return field.label if field else name


def _record(schema: Schema, letter: Letter, facts: Facts) -> Iterator[Fault]:
    """A field that comes from the record says what the record says, and nothing where that is silent."""
    for field in schema.fields:
        value, known = letter.fields.get(field.name), facts.known.get(field.name)
        if is_empty(value) or value is None or value in (known or ()):
            continue
        if known:
            yield _fault(field, "against-record", expected=str(known[0]))
        elif field.record:
            yield _fault(field, "not-in-record")


def _requests(schema: Schema, letter: Letter, facts: Facts) -> Iterator[Fault]:
    """Every request of the person is answered, and no other."""
    for field in schema.fields:
        answers = letter.fields.get(field.name)
        if field.type != "answers" or not isinstance(answers, tuple) or is_empty(answers):
            continue
        answered = [_plain(each.request) for each in answers if isinstance(each, Answer)]
        asked = [_plain(each) for each in facts.requests]
        for request in dict.fromkeys(asked):
            if answered.count(request) < asked.count(request):
                yield _fault(field, "unanswered", request=request)
        for request in dict.fromkeys(answered) if asked else ():
            if request not in asked:
                yield _fault(field, "unknown-request", request=request)


def _plain(text: str) -> str:
    return " ".join(text.split())
