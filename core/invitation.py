"""What a technician brings from the platform to a terminal: its address and a one-time code, one text for a QR code.

A code is twelve digits of secret, which the platform asks for, and fifteen of the fingerprint of its keys, which never
leave the terminal: they are compared with the keys the platform answers with (`trust/pinning.py`).
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from core.problems import CodeOutdated
from core.typed_digits import digits_of, first_wrong_group, with_check_digits, without_check_digits

DEFAULT_PORTS = {"http": 80, "https": 443}


def normalised_url(url: str) -> str:
    """Scheme and host in lower case, a default port left out, no slash at the end (RFC 3986, 6.2.2 and 6.2.3; RFC 9421,
    2.2.2). Raises ValueError for a port that is none."""
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
