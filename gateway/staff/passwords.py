"""Officers' passwords: Argon2id hashes, checked a few at a time because each takes 64 MiB of memory."""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.language import _
from gateway.refusals import Refused

MIN_CHARS, MAX_CHARS, MIN_DIFFERENT = 10, 200, 5
AT_ONCE = 2
HASHER = PasswordHasher()
"""RFC 9106, second recommendation: 64 MiB, three passes, four lanes."""
_RUNNING = BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    with _RUNNING:
        return HASHER.hash(_normal(password))


def verify(stored: str | None, password: str) -> bool:
    """Whether it is this password. For an officer without one it takes as long, and says no."""
    with _RUNNING:
        try:
            return HASHER.verify(stored or _nobodys(), _normal(password)) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(stored: str) -> bool:
    """Whether it was made with weaker settings than today's."""
    return HASHER.check_needs_rehash(stored)


def check_rules(password: str, login: str) -> None:
    """Raises Refused 422 `weak-password`."""
    chosen = _normal(password)
    if len(chosen) < MIN_CHARS:
        raise Refused(422, "weak-password", _("口令至少要{count}个字符。").format(count=MIN_CHARS))
    if len(chosen) > MAX_CHARS:
        raise Refused(422, "weak-password", _("口令太长了。"))
    if len(set(chosen)) < MIN_DIFFERENT or login in chosen.casefold():
        raise Refused(422, "weak-password", _("口令太容易猜到，请换一个。"))


def _normal(password: str) -> str:
    """The same characters, whichever keyboard typed them (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password[: 2 * MAX_CHARS])


_MADE: list[str] = []


def _nobodys() -> str:
    """The hash of no officer's password, made once in this process."""
    if not _MADE:
        _MADE.append(HASHER.hash("nobody"))
    return _MADE[0]
