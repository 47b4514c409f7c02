"""Text of a card as it is compared: blanks dropped, one width, one middle dot."""

import re
import unicodedata


def wide(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def packed(row: str) -> str:
    """Blanks dropped, full-width folded, the middle dot one character. Rare characters stay the ones they are."""
    dotted = re.sub(r"[•‧・∙⋅●]", "·", row)
    folded = "".join(each if 0xF900 <= ord(each) < 0xFF00 or ord(each) > 0xFFFF else wide(each) for each in dotted)
    return re.sub(r"\s", "", folded)
