"""Enrolment: exchanges a code for an identity, only with the platform and organ for which the code was printed."""

import base64
from datetime import UTC, datetime

from core.invitation import EnrolmentCode, normalised_url
from core.problems import OtherPlatform, PlatformGarbled, PracticePlatform, RealPlatform, UnsafeAddress
from core.settings import Platform
from core.wire import Enrolled, Enrolment, RecipientSet
from sync.identity import BUREAU, DISCIPLINE, Identity
from sync.platform.enrolment_calls import enrol
from sync.recipients import keys_of
from trust import key_fingerprints
from trust.keys import SigningKey
from trust.seal import sealable


def exchange_code(url: str, code: EnrolmentCode, about: Enrolment, manner: Platform) -> Identity:
    """Returns the identity. `about`: the call without our key. Raises EnrolmentRefused, PlatformUnreachable,
    UnsafeAddress."""
    try:
        url = normalised_url(url)
    except ValueError:
        raise UnsafeAddress("port") from None
    key = SigningKey.generate()
    told = enrol(url, about.model_copy(update={"public_key": key.public}), manner)
    if key_fingerprints.of_platform(told.gateway_key, told.organ, code.secret) != code.fingerprint:
        raise OtherPlatform("other keys than the code says")
    if told.training != about.training:
        raise PracticePlatform if told.training else RealPlatform
    return Identity(
        terminal=told.terminal,
        url=url,
        private_key=base64.b64encode(key.raw).decode(),
        key_since=datetime.now(UTC),
        gateway_key=told.gateway_key,
        recipients=_recipients(told),
        organ=told.organ,
        training=about.training,
        answers_signed=told.answers_signed,
    )


def _recipients(told: Enrolled) -> list[RecipientSet]:
    """Returns both recipient sets, the organ's as pinned. Raises PlatformGarbled for keys that cannot be sealed for."""
    bureau, discipline = keys_of(told.recipients, BUREAU), keys_of(told.recipients, DISCIPLINE)
    if not sealable(bureau) or not sealable(discipline) or sorted(discipline) != sorted(told.organ.keys):
        raise PlatformGarbled("recipients")
    return [RecipientSet(name=BUREAU, keys=bureau), RecipientSet(name=DISCIPLINE, keys=discipline)]
