"""The oral record (regulation art. 19): who, where, when, what, asked, reasons, as spans of what was said.

Rules over families of words. A slot that no rule finds is None, and the person is asked; so uncertain rules find
nothing. What each slot means: benchmarks/oral_record/README.md.
"""

from capture.speech.slots.asked import asked, wishes
from capture.speech.slots.matter import reasons, what
from capture.speech.slots.spoken_text import Span, SpokenText
from capture.speech.slots.when import when
from capture.speech.slots.where import where
from capture.speech.slots.who import who

__all__ = ["SLOTS", "Span", "find_slots"]

SLOTS = ("who", "where", "when", "what", "asked", "reasons")


def find_slots(text: str) -> dict[str, Span | None]:
    """Returns every one of SLOTS, in order."""
    said = SpokenText(text, tuple(wishes(text)))
    why = reasons(said)
    found = (who(said), where(said), when(said), what(said, why), asked(said), why)
    return dict(zip(SLOTS, found, strict=True))
