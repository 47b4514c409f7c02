"""Telephone numbers that take messages: one rule for who sends them and who says
that none will come."""

import re

MOBILE = re.compile(r"(?:\+?0{0,2}86)?(1[3-9]\d{9})")
"""A mobile number of the mainland; others get no message."""
LABELS = re.compile(r"[\s()（）·.\-－—]")


def mobile(phone: str) -> str:
    """Returns the eleven digits of a mobile number; empty for anything else."""
    found = MOBILE.fullmatch(LABELS.sub("", phone))
    return found[1] if found else ""
