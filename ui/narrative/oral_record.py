"""The oral record (regulation art. 19) of one draft: what was understood, and what is still to ask."""

from core.draft import Draft

SHOWN = ("who", "where", "when", "what", "asked", "reasons")
ASKED_FIRST = ("what", "asked", "when", "where", "reasons", "who")
"""Slots asked for first: what happened and what is wanted matter most."""


def record(draft: Draft) -> dict[str, str]:
    """Returns the record in the person's own words; empty where nothing was said. The card's data fill in who it is."""
    from capture.speech.slots import find_slots  # many patterns: behind the first page (ui/startup/bootstrap.py)

    found = {slot: span.text if span else "" for slot, span in find_slots(draft.narrative).items()}
    for slot, answer in draft.asked.items():
        if not found[slot] and answer in draft.narrative:
            found[slot] = answer
    found["who"] = found["who"] or draft.petitioner.name
    return {slot: found[slot].strip("，。；！？ \n") for slot in SHOWN}


def missing(draft: Draft) -> list[str]:
    """Returns the slots to ask for, each once, in this order."""
    known = record(draft)
    return [slot for slot in ASKED_FIRST if not known[slot] and slot not in draft.asked]
