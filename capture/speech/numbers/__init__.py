"""Writes numbers in digits: dates, times, money, shares, addresses, telephone and ID numbers (decision 0033)."""

from capture.speech.numbers.rules import RULES
from capture.speech.traced_text import TracedText

__all__ = ["in_digits"]


def in_digits(text: TracedText) -> TracedText:
    """Returns the text with clear numbers in digits; others stay as said: 两三个月, 十来个,
    三百多块, 一万八, 万一, 一点一点."""
    for pattern, figures in RULES:
        text = text.sub(pattern, figures)
    return text
