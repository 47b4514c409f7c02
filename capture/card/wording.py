"""Normalises a card's text for comparison: no blanks, half-width, one kind of middle dot."""

import re
import unicodedata


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def normalise_row(row: str) -> str:
    """Returns the text without blanks, full-width folded, with one kind of middle dot. Rare
    characters are unchanged."""
    dotted = re.sub(r"[•‧・∙⋅●]", "·", row)
    folded = "".join(each if 0xF900 <= ord(each) < 0xFF00 or ord(each) > 0xFFFF else nfkc(each) for each in dotted)
    return re.sub(r"\s", "", folded)
