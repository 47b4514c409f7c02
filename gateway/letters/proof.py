"""What a letter carries to prove itself: a statement in words, signed with the platform's key, drawn as its QR code;
and a signature over the whole file behind its end.

The statement proves that the platform issued a letter with this kind, number, organ, case, day and content digest. It
does not prove that the words beside it on a paper are those of the letter: only the file's own signature does, or the
comparison with the record (docs/decisions/0070).
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gateway.letters.sheet import Sheet
from trust.keys import SigningKey
from trust.sign import sign_bytes, verify_bytes

HEADING = "信访文书核验码"
FORMAT = "sunlit-letter-1"
SIGNED_WORDS = b"sunlit-window-v1 letter\n"
SIGNED_FILE = b"sunlit-window-v1 letter file\n"
MARK = re.compile(rb"\n%sunlit-letter ([A-Za-z0-9+/=]{88}) ([A-Za-z0-9+/=]{16,4000})\n")
END = re.compile(MARK.pattern + rb"\Z")
MAX_CHARACTERS = 2000
"""Of a statement; a QR code holds fewer."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """`digest`: SHA-256 of the letter's record (`Sheet.digest`), in hex."""

    title: str
    number: str
    organ: str
    case_number: str
    day: date
    kind: str
    digest: str

    @classmethod
    def of(cls, sheet: Sheet) -> "Statement":
        names = ("title", "number", "organ", "case_number", "day", "kind", "digest")
        return cls(**{name: getattr(sheet, name) for name in names})

    @property
    def words(self) -> str:
        """What is signed: lines that whoever scans the code can read."""
        told = (self.title, self.number, self.organ, self.case_number, self.day.isoformat())
        digest = base64.urlsafe_b64encode(bytes.fromhex(self.digest)).decode().rstrip("=")
        return "\n".join((HEADING, *(_line(each) for each in told), f"{FORMAT} {self.kind} {digest}"))

    def signed(self, key: SigningKey) -> str:
        return f"{self.words}\n{sign_bytes(SIGNED_WORDS + self.words.encode(), key)}"


def read(text: str) -> tuple[Statement, str] | None:
    """Returns a statement and its signature, not verified; None for any other text."""
    lines = text[:MAX_CHARACTERS].strip().splitlines()
    if len(lines) != 8 or lines[0] != HEADING:
        return None
    told, signature = lines[1:7], lines[7]
    format_, _space, rest = told.pop().partition(" ")
    kind, _space, digest = rest.partition(" ")
    try:
        sha256 = base64.urlsafe_b64decode(digest + "=").hex()
        title, number, organ, case_number, day = told
        found = Statement(
            title=title,
            number=number,
            organ=organ,
            case_number=case_number,
            day=date.fromisoformat(day),
            kind=kind,
            digest=sha256,
        )
    except (ValueError, binascii.Error):
        return None
    return (found, signature) if format_ == FORMAT and len(sha256) == 64 else None


def verified(text: str, keys: Iterable[str]) -> Statement | None:
    """Returns the statement if one of these public keys signed exactly these words."""
    found = read(text)
    if found is None:
        return None
    statement, signature = found
    content = SIGNED_WORDS + statement.words.encode()
    return statement if any(verify_bytes(content, signature, key) for key in keys) else None


def sign_file(content: bytes, statement: str, key: SigningKey) -> bytes:
    """Returns a PDF file with its statement once more, and its signature, as a comment behind its end."""
    told = base64.b64encode(statement.encode())
    signature = sign_bytes(SIGNED_FILE + told + b"\n" + content, key)
    return content + b"\n%sunlit-letter " + signature.encode() + b" " + told + b"\n"


def file_intact(file: bytes, keys: Iterable[str]) -> bool:
    """True if one of these public keys signed exactly these bytes."""
    end = END.search(file)
    if end is None:
        return False
    content = SIGNED_FILE + end[2] + b"\n" + file[: end.start()]
    return any(verify_bytes(content, end[1].decode(), key) for key in keys)


def beside(file: bytes) -> str:
    """Returns the last statement that stands in the file as a comment, not verified; empty where there is none."""
    marks = MARK.findall(file)
    return _decoded(marks[-1][1]) if marks else ""


def _decoded(text: bytes) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (ValueError, binascii.Error):
        return ""


def _line(text: str) -> str:
    """A statement has one line for each fact."""
    return " ".join(text.split())
