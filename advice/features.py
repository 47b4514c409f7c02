"""What is compared of a text: its concepts, its characters, pairs of them, and pairs of sounds."""

import re

from advice.concepts import concepts
from advice.sound import sound

CONCEPT, HEARD, HEARD_SHORT, PAIR, SOUNDS, CHARACTER = 1.6, 1.2, 0.6, 1.0, 0.5, 0.3
"""Weights. HEARD_SHORT: two syllables, which many other words have as well."""

NO_WORD = re.compile(r"[^\w]+|_")

Features = dict[str, float]


def plain(text: str) -> str:
    """Returns the text without punctuation, blanks and phrases that say nothing."""
    return concepts().without_filler(NO_WORD.sub("", text.lower()))


def features(text: str) -> Features:
    """Returns the features of a plain text with their weights. The same feature twice counts once."""
    found: Features = {}
    for each in concepts().find(text):
        short = each.end - each.start == 2
        weight = (HEARD_SHORT if short else HEARD) if each.heard else CONCEPT
        _keep(found, f"@{each.concept}", weight)
    sounds = [sound(character) for character in text]
    for at, character in enumerate(text):
        _keep(found, character, CHARACTER)
        if at:
            _keep(found, text[at - 1 : at + 1], PAIR)
            _keep(found, f"~{sounds[at - 1]}'{sounds[at]}", SOUNDS)
    return found


def _keep(found: Features, feature: str, weight: float) -> None:
    found[feature] = max(weight, found.get(feature, 0.0))
