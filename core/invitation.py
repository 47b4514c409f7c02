"""What a technician brings from the platform to a terminal: address and one-time code, as one text for a QR code.

The code has twelve digits of secret, which are sent to the platform, and fifteen digits of its keys' fingerprint, which
never leave the terminal: the terminal compares them with the keys in the platform's answer (`trust/pinning.py`).
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from core.problems import CodeOutdated
from core.typed_digits import digits_of, first_wrong_group, with_check_digits, without_check_digits

DEFAULT_PORTS = {"http": 80, "https": 443}


def normalised_url(url: str) -> str:
    """Returns `url` with scheme and host in lower case, without default port and final slash (RFC 3986, 6.2.2 and
    6.2.3; RFC 9421, 2.2.2). Raises ValueError for an invalid port."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in {None, DEFAULT_PORTS.get(parts.scheme)} else f":{parts.port}"
    return urlunsplit((parts.scheme, f"{host}{port}", parts.path.rstrip("/"), "", ""))


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
        """Returns the code as printed: nine groups of four."""
        return with_check_digits(self.secret + self.fingerprint)

    @classmethod
    def read(cls, typed: str) -> "EnrolmentCode":
        """Parses a typed code. Raises GroupMistyped, DigitsMissing, and CodeOutdated for a code of the former form."""
        digits = digits_of(typed)
        if len(digits) == SECRET and first_wrong_group(digits):
            raise CodeOutdated
        plain = without_check_digits(digits, TYPED)
        return cls(plain[:SECRET], plain[SECRET:])


@dataclass(frozen=True)
class Invitation:
    """An address and a code; `code` is as printed or digits alone."""

    url: str
    code: str = field(repr=False)

    @property
    def text(self) -> str:
        return f"sunlit:{self.url}#{digits_of(self.code)}"

    @classmethod
    def read(cls, text: str) -> "Invitation":
        """Parses the text of the QR code. Raises ValueError for any other text."""
        if not (found := WRITTEN.fullmatch(text.strip())):
            raise ValueError("no invitation")
        return cls(found["url"], found["code"])
