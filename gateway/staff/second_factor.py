"""The second factor: six digits that an officer's telephone shows for thirty seconds (TOTP, RFC 6238).

A code is taken once. No code of an earlier step is taken after it either, so a clock that was set back opens nothing
(decision 0061).
"""

import hmac
import unicodedata
from datetime import datetime

import pyotp

STEP_SECONDS = 30
TOLERANCE_STEPS = 1
"""A telephone may be half a minute off, in either direction."""
ISSUER = "Sunlit Window"


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, login: str) -> str:
    """What an authenticator scans: an otpauth:// address."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=login, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The step whose code this is; None if it is of none that counts now."""
    typed = "".join(unicodedata.normalize("NFKC", code).split())
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    current = int(now.timestamp()) // STEP_SECONDS
    around = range(current - TOLERANCE_STEPS, current + TOLERANCE_STEPS + 1)
    fitting = [step for step in around if hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode())]
    return max(fitting, default=None)
