"""A terminal's first calls: a one-time code becomes an identity, and one signed call is made with it."""

from datetime import UTC, datetime, timedelta

import requests

from core import settings
from core.problems import (
    EnrolmentRefused,
    NameUnknown,
    NotFound,
    OtherPlatform,
    PlatformGarbled,
    PlatformProblem,
    PlatformRefused,
    PracticePlatform,
    RealPlatform,
    SignedCallsRefused,
    TerminalRejected,
    UnsignedPlatform,
)
from core.wire import Enrolled, Enrolment, SignedText
from sync.identity import Identity
from sync.platform.http import JSON, OTHER_NAME, Answer, StaleSignature, Transport, Unsigned
from sync.platform.signed_answers import authentic, told
from trust.request_signature import sign_request
from trust.sign import verify_bytes

REFUSED = {
    "practice-platform": PracticePlatform,
    "real-platform": RealPlatform,
    **dict.fromkeys(OTHER_NAME, NameUnknown),
}
"""Problems for refusals of an enrolment other than for its code."""


def enrol(url: str, call: Enrolment, manner: settings.Platform) -> Enrolled:
    """Exchanges a one-time code for an identity.

    The answer is checked to be complete, to belong to this call, and to be signed by the key that it names; the caller
    verifies whose key that is. Raises EnrolmentRefused, UnsafeAddress.
    """
    line = Transport(url, manner)
    try:
        body = call.model_dump_json(exclude_defaults=True).encode()
        return _enrolled(line.call("POST", "v1/enrolments?answers_signed=true", body, JSON), call)
    except PlatformProblem as refusal:
        if not isinstance(refusal, PlatformRefused | NotFound) and refusal.detail not in OTHER_NAME:
            raise
        raise REFUSED.get(refusal.detail, EnrolmentRefused)(refusal.detail) from None
    finally:
        line.close()


def _enrolled(answer: Answer, call: Enrolment) -> Enrolled:
    """Checks the answer; platforms of the version before did not sign it. Raises UnsignedPlatform, OtherPlatform."""
    try:
        said = answer.read(SignedText)
    except PlatformGarbled:
        raise (UnsignedPlatform() if b'"gateway_key"' in answer.body else PlatformGarbled("no SignedText")) from None
    enrolled = told(said.text, Enrolled)
    asked = (enrolled.code, enrolled.public_key) == (call.code, call.public_key)
    if not asked or not verify_bytes(said.text.encode(), said.signature, enrolled.gateway_key):
        raise OtherPlatform("not signed for this call")
    return enrolled


def first_signed_call(identity: Identity, manner: settings.Platform) -> timedelta:
    """Makes one signed call as this identity; returns how far the platform's clock is ahead, if it matters.

    Raises SignedCallsRefused, PlatformProblem when no answer came.
    """

    def sign(request: requests.PreparedRequest, body: bytes) -> None:
        sign_request(request, body, identity.terminal, identity.key, datetime.now(UTC))

    line = Transport(identity.url, manner)
    try:
        line.call("GET", "v1/bulletin", sign=sign, genuine=authentic(identity))
    except StaleSignature as stale:
        return stale.at - datetime.now(UTC)
    except (NotFound, PlatformRefused):
        return timedelta()  # the signature was accepted
    except TerminalRejected as rejected:
        raise SignedCallsRefused(rejected.detail) from None
    except Unsigned as other:  # if a proxy rewrites the address, the answer is signed for the rewritten one
        if isinstance(other.said, TerminalRejected):
            raise SignedCallsRefused(other.said.detail) from None
        raise
    finally:
        line.close()
    return timedelta()
