"""What a technician brings from the platform to a terminal: its address and a one-time code, one text for a QR code.

A code is twelve digits of secret, which the platform asks for, and fifteen of the fingerprint of its keys, which never
leave the terminal: they are held against the keys the platform answers with (`trust/key_fingerprints.py`).
"""

import re
from dataclasses import dataclass, field

from core.problems import CodeOutdated
from core.typed_digits import digits_of, first_wrong_group, with_check_digits, without_check_digits

SECRET, FINGERPRINT = 12, 15
TYPED = (SECRET + FINGERPRINT) // 3 * 4
"""Digits of a whole code as printed, check digits included."""
WRITTEN = re.compile(r"sunlit:(?P<url>https?://[^\s#]+)#(?P<code>\d{8,40})", re.IGNORECASE)


@dataclass(frozen=True)
class EnrolmentCode:
    secret: str = field(repr=False)
    fingerprint: str

    @property
    def text(self) -> str:
        """As printed: nine groups of four."""
        return with_check_digits(self.secret + self.fingerprint)

    @classmethod
    def read(cls, typed: str) -> "EnrolmentCode":
        """Raises GroupMistyped, DigitsMissing, and CodeOutdated for what a version before printed."""
        digits = digits_of(typed)
        if len(digits) == SECRET and first_wrong_group(digits):
            raise CodeOutdated
        plain = without_check_digits(digits, TYPED)
        return cls(plain[:SECRET], plain[SECRET:])


@dataclass(frozen=True)
class Invitation:
    """`code` as printed or as digits alone."""

    url: str
    code: str = field(repr=False)

    @property
    def text(self) -> str:
        return f"sunlit:{self.url}#{digits_of(self.code)}"

    @classmethod
    def read(cls, text: str) -> "Invitation":
        """Raises ValueError for any other text."""
        if not (found := WRITTEN.fullmatch(text.strip())):
            raise ValueError("no invitation")
        return cls(found["url"], found["code"])
