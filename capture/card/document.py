"""Which document it is, told by its number and its title."""

from capture.card.side import FOREIGNERS, PERMITS
from core.id_document import IdDocument

HMT = ("81", "82", "83")
"""First digits on permits of residents of Hong Kong, Macao, Taiwan; no resident card has them."""
FOREIGNER = "9"
"""First digit on foreigners' cards of 2023."""


def document_of(text: str, number: str) -> IdDocument:
    """`text` as it stands on the card, blanks dropped."""
    if FOREIGNERS.search(text.upper()) or number.startswith(FOREIGNER):
        return IdDocument.FOREIGNER_CARD
    if PERMITS.search(text) or number.startswith(HMT):
        return IdDocument.HMT_RESIDENCE_PERMIT
    return IdDocument.RESIDENT_CARD
