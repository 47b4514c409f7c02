"""What a technician brings from the platform to a terminal: its address and a one-time code, one text for a QR code."""

import re
from dataclasses import dataclass, field

WRITTEN = re.compile(r"sunlit:(?P<url>https?://[^\s#]+)#(?P<code>\d{8,16})", re.IGNORECASE)


@dataclass(frozen=True)
class Invitation:
    url: str
    code: str = field(repr=False)

    @property
    def text(self) -> str:
        return f"sunlit:{self.url}#{self.code}"

    @classmethod
    def read(cls, text: str) -> "Invitation":
        """Raises ValueError for any other text."""
        if not (found := WRITTEN.fullmatch(text.strip())):
            raise ValueError("no invitation")
        return cls(found["url"], found["code"])


def tidy_code(typed: str) -> str:
    """The digits of a code, however they were grouped; full-width ones count."""
    return "".join(str(int(each)) for each in typed if each.isdecimal())
