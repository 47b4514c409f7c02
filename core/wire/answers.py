"""Queries about cases, evaluations, refusals, health."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from core.bounded_types import NoteText, ShortText
from core.case import CaseSummary, Evaluation
from core.wire.model import Model


class Health(Model):
    """The gateway's health. `full`: the disk is full; queries are answered but nothing is accepted."""

    status: Literal["ok", "full"] = "ok"
    at: datetime


class CaseQuery(Model):
    query_code: Annotated[str, Field(min_length=4, max_length=40)]
    last_four: Annotated[str, Field(pattern=r"^\d{3}[\dXx]$")]


class CardQuery(Model):
    """A query by card alone, with what the card says; it is not stored."""

    name: Annotated[str, Field(max_length=60)]
    id_number: Annotated[str, Field(pattern=r"^\d{17}[\dX]$")]


class CardAnswer(Model):
    cases: list[CaseSummary]


class EvaluationCall(Model):
    query: CaseQuery
    evaluation: Evaluation


class Refusal(Model):
    """The gateway's answer whenever it refuses a call."""

    code: ShortText
    message: NoteText
    at: datetime
