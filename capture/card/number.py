"""The card's number as read, corrected only where its check character then agrees."""

import re

from core.id_number import SHAPE, IdNumber

LOOKALIKES = str.maketrans("OoQDIl|BbSsZz×x", "000011188552 2XX".replace(" ", ""))
LONG_RUN = re.compile(r"[0-9OoQDIl|BbSsZzXx×]{18}")


def find_number(text: str) -> tuple[str, bool]:
    """Returns the number in a row of text and whether it is certain: printed exactly so and valid. Empty if
    there is none."""
    packed = re.sub(r"[\s.,:：·]", "", text)
    runs = [packed[start : start + 18] for start in range(len(packed) - 17)]
    candidates = [run for run in runs if LONG_RUN.fullmatch(run)]
    for run in candidates:
        number = IdNumber.of(run)
        if not number.faults():
            return number.text, True
    for run in candidates:
        number = IdNumber(repaired(run))
        if not number.faults():
            return number.text, True
    printed = [IdNumber.of(run).text for run in candidates if SHAPE.fullmatch(IdNumber.of(run).text)]
    return (printed[0], False) if printed else ("", False)


def repaired(run: str) -> str:
    """Returns the text with letters that look like digits replaced; only the last place may be X."""
    return run[:17].translate(LOOKALIKES).replace("X", "") + run[17:].translate(LOOKALIKES)
