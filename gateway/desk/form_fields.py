"""The fields of forms that are drawn from tables: those of acts, and those of letters."""

from dataclasses import dataclass
from datetime import date

from core.language import _
from gateway.desk.words.fields import Widget
from gateway.letters.letter import Answer, Value
from gateway.letters.schema import FieldSchema


@dataclass(frozen=True)
class FormField:
    name: str
    label: str
    hint: str
    widget: Widget
    value: str
    required: bool
    choices: list[tuple[str, str]]
    rows: int
    saved: list[tuple[str, str]]
    """Texts that the officer keeps for it."""


WIDGETS = {"date": Widget.DAY, "number": Widget.NUMBER, "choice": Widget.CHOICE, "list": Widget.TEXT}


def of_letter(field: FieldSchema, name: str, value: str) -> FormField:
    """`name`: as it is sent. A field that counts only beside another one is never demanded by the browser."""
    long = field.type in ("list", "answers") or field.name in ("findings", "found", "reasons", "absence", "result")
    return FormField(
        name=name,
        label=_(field.label),
        hint=_("一行一项。") if field.type == "list" else "",
        widget=Widget.TEXT if long else WIDGETS.get(field.type, Widget.LINE),
        value=value,
        required=False,
        choices=[(each.id, _(each.label)) for each in field.choices],
        rows=4,
        saved=[],
    )


def as_text(value: Value | None) -> str:
    """Returns a value of a letter as it is typed."""
    if isinstance(value, tuple):
        return "\n".join(f"{each.outcome}：{each.opinion}" if isinstance(each, Answer) else each for each in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
