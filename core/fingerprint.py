"""A digest of words that were signed, by which they are known again: after an hour, or after the machine was off."""

import hashlib
import json
from collections.abc import Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from uuid import UUID


def fingerprint(words: object) -> str:
    """Returns the SHA-256, in hex, of a value made of texts, numbers, days, enums, tuples and dataclasses: equal for
    equal values, in every process. Raises TypeError for anything else."""
    return hashlib.sha256(json.dumps(_plain(words)).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Set):
        return ["set", sorted((_plain(each) for each in value), key=json.dumps)]
    if is_dataclass(value):
        parts = [_plain(getattr(value, each.name)) for each in fields(value) if each.compare]
        return [type(value).__name__, *parts]
    if isinstance(value, date | UUID):
        return [type(value).__name__, str(value)]
    raise TypeError(f"no words: {type(value).__name__}")
