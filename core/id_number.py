"""The citizen's number of GB 11643-1999, with its check character of ISO 7064 MOD 11-2."""

import re
from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
MAX_AGE_YEARS = 130
"""Years."""
SHAPE = re.compile(r"\d{17}[\dX]")


def check_character(first17: str) -> str:
    """Returns the 18th character for seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return CHECK[total % 11]


@dataclass(frozen=True)
class IdNumber:
    """Eighteen characters as printed, not yet validated; `faults` does that."""

    text: str

    @classmethod
    def of(cls, text: str) -> "IdNumber":
        """Parses printed text: blanks are dropped, a small x or a multiplication sign becomes a capital X."""
        return cls(re.sub(r"\s", "", text).replace("×", "X").upper())

    @property
    def birth(self) -> date | None:
        try:
            return date(int(self.text[6:10]), int(self.text[10:12]), int(self.text[12:14]))
        except ValueError:
            return None

    @property
    def sex(self) -> str | None:
        digit = self.text[16:17]
        return None if not digit.isdecimal() else ("男" if int(digit) % 2 else "女")

    def faults(self, today: date | None = None) -> list[str]:
        """Returns what is wrong with this number, of `shape`, `check`, `birth`; empty if nothing."""
        if not SHAPE.fullmatch(self.text) or not self.text.isascii():
            return ["shape"]
        found = []
        if check_character(self.text[:17]) != self.text[17]:
            found.append("check")
        latest = today or date.today()
        if self.birth is None or self.birth > latest or latest.year - self.birth.year > MAX_AGE_YEARS:
            found.append("birth")
        return found

    @property
    def masked(self) -> str:
        """Returns the first six and last four characters, the most that a screen may show (PIPL art. 28, 51)."""
        hidden = "*" * max(0, len(self.text) - 10)
        return f"{self.text[:6]}{hidden}{self.text[-4:]}" if hidden else "*" * len(self.text)
