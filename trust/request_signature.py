"""Signed requests (RFC 9421, Ed25519) with Content-Digest (RFC 9530, sha-256), for both ends.

Covered: @method, @target-uri, and content-digest and idempotency-key where present. The signed parameters contain
`created`, a fresh nonce, and a tag for this application. `keyid` names terminal and key, `TERMINAL/FINGERPRINT`; a
version before named the terminal alone.

Everything signed is in the headers: the caller is known before a byte of the body is read, and the body is then checked
against the signed digest.
"""

import re
import secrets
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    MappingKeyResolver,
    algorithms,
)
from http_message_signatures.digests import ContentDigest

from trust import signature_fast_path
from trust.keys import SigningKey, fingerprint, verifying_key

TAG = "sunlit-window-v1"
WINDOW = timedelta(minutes=5)
LONGEST_INPUT = 1000
"""Characters of Signature-Input; ours has 260."""
_KEY_ID = re.compile(r'; *keyid="([A-Za-z0-9-]{1,64})(?:/([0-9a-f]{16}))?"')


class SignatureRefused(Exception):
    """`reason`: unsigned, altered, stale, replayed or unknown-terminal (docs/platform-contract.md)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Signable(Protocol):
    """A request about to leave; a `requests.PreparedRequest` is one."""

    method: Any
    url: Any
    headers: Any


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as the gateway receives it."""

    method: str
    url: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class KeyId:
    """The claimed signer; `key` is the key's `fingerprint`, empty if the keyid names none."""

    terminal: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.terminal}/{self.key}" if self.key else self.terminal


@dataclass(frozen=True)
class Signed:
    """What the headers of a call prove: the signer and the nonce."""

    terminal: str
    nonce: str


def covered(headers: Mapping[str, str], with_body: bool) -> tuple[str, ...]:
    names = ["@method", "@target-uri"]
    names += ["content-digest"] if with_body else []
    names += ["idempotency-key"] if "idempotency-key" in {name.lower() for name in headers} else []
    return tuple(names)


def sign_request(request: Signable, body: bytes, terminal: str, key: SigningKey, now: datetime) -> None:
    """Adds Content-Digest, Signature-Input and Signature to `request.headers`, replacing those of an earlier try."""
    headers: MutableMapping[str, str] = request.headers
    for name in [name for name in headers if name.lower() == "content-digest"]:
        del headers[name]
    key_id = str(KeyId(terminal, fingerprint(key.public)))
    HTTPMessageSigner(
        signature_algorithm=algorithms.ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={key_id: key.private}),
    ).sign(
        request,
        key_id=key_id,
        created=now,
        nonce=secrets.token_urlsafe(18),
        label="sunlit",
        tag=TAG,
        covered_component_ids=covered(headers, bool(body)),
        body=body or None,
    )


class Keys(HTTPSignatureKeyResolver):
    """Looks up a terminal's key, and remembers if there was none, as the library would only say "invalid"."""

    def __init__(self, key_of: Callable[[str], str | None]) -> None:
        self.key_of = key_of
        self.unknown = False

    def resolve_public_key(self, key_id: str) -> Any:
        public = self.key_of(key_id)
        self.unknown = public is None
        return public and verifying_key(public)


class Verifier(HTTPMessageVerifier):
    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        """Does nothing: `verify_request` checks this with the caller's clock."""


def claimed_key_id(headers: Mapping[str, str]) -> KeyId:
    """Returns the claimed signer, unverified and at little cost. Raises SignatureRefused."""
    if not {"signature", "signature-input"} <= {name.lower() for name in headers}:
        raise SignatureRefused("unsigned")
    line = next(value for name, value in headers.items() if name.lower() == "signature-input")
    found = _KEY_ID.search(line) if len(line) <= LONGEST_INPUT else None
    if found is None:
        raise SignatureRefused("altered")
    return KeyId(found[1], found[2] or "")


def verify_head(
    request: ReceivedRequest, with_body: bool, key_of: Callable[[str], str | None], now: datetime
) -> Signed:
    """Returns the signer of the headers. Raises SignatureRefused. `key_of` gives a terminal's public key.

    `with_body`: there is a body; the caller checks it against the digest (`fits`).
    """
    who = claimed_key_id(request.headers)
    keys = Keys(lambda key_id: key_of(who.terminal) if key_id == str(who) else None)
    signed = _checked(request, with_body, keys)
    if abs(now - datetime.fromtimestamp(int(signed["created"]), UTC)) > WINDOW:
        raise SignatureRefused("stale")
    return Signed(who.terminal, str(signed["nonce"]))


def body_matches_digest(headers: Mapping[str, str], body: bytes) -> bool:
    """True if `body` has the digest in the headers; without a digest it must be empty."""
    value = next((value for name, value in headers.items() if name.lower() == "content-digest"), None)
    if value is None:
        return not body
    if value == signature_fast_path.digest(body):
        return True
    try:
        ContentDigest.verify(value, body)
    except (HTTPMessageSignaturesException, ValueError):
        return False
    return True


def verify_request(
    request: ReceivedRequest,
    body: bytes,
    key_of: Callable[[str], str | None],
    nonce_seen: Callable[[str, str], bool],
    now: datetime,
) -> str:
    """Returns the id of the terminal that signed this request. Raises SignatureRefused.

    `nonce_seen(terminal, nonce)` stores the nonce and returns whether it was known. It is called last, so that only
    valid, fresh signatures are stored.
    """
    signed = verify_head(request, bool(body), key_of, now)
    if not body_matches_digest(request.headers, body):
        raise SignatureRefused("altered")
    if nonce_seen(signed.terminal, signed.nonce):
        raise SignatureRefused("replayed")
    return signed.terminal


def _checked(request: ReceivedRequest, with_body: bool, keys: Keys) -> dict[str, Any]:
    """Returns the signed parameters of the one signature with our tag."""
    names = covered(request.headers, with_body)
    if signed := signature_fast_path.checked(request, names, TAG, keys.key_of):
        return dict(signed)
    try:
        (result,) = Verifier(signature_algorithm=algorithms.ED25519, key_resolver=keys).verify(
            request, max_age=None, expect_tag=TAG, require_components=names
        )
        if not result.nonce or not 0 < int(result.parameters["created"]) < 2**32:
            raise SignatureRefused("altered")
    except (HTTPMessageSignaturesException, ValueError, KeyError) as error:
        raise SignatureRefused("unknown-terminal" if keys.unknown else "altered") from error
    return result.parameters
