"""Blind indexes: keyed hashes by which a person's cases are found without name or number being kept.

The columns `cases.person_mark` and `cases.last_four_marks` hold them.
"""

from core.id_number import IdNumber
from gateway.keys.keyring import Keyring


def person_index(keys: Keyring, name: str, id_number: str) -> str | None:
    """What a card finds its holder's cases by; None where a name or number is missing."""
    number, name = IdNumber.of(id_number).text, "".join(name.split())
    return keys.keyed_hash("person", name, number) if name and number else None


def last_four_index(keys: Keyring, item: str, four: str) -> str:
    """Of the last four digits that confirm a query. Bound to the item, so that equal digits of two people differ."""
    return keys.keyed_hash("last four", item, four.upper())
