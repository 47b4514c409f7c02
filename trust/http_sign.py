"""Signed requests (RFC 9421, Ed25519) with Content-Digest (RFC 9530, sha-256): what both ends agree to cover.

Covered: @method, @target-uri, content-digest where there is a body, idempotency-key where there is one. `created` and a
fresh nonce are in the signed parameters, and a tag that says these signatures are ours.
"""

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

from trust import own_form
from trust.keys import SigningKey, verifying_key

TAG = "sunlit-window-v1"
WINDOW = timedelta(minutes=5)


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
class Arrived:
    """A request as the gateway sees it."""

    method: str
    url: str
    headers: Mapping[str, str]


def covered(headers: Mapping[str, str], body: bytes) -> tuple[str, ...]:
    names = ["@method", "@target-uri"]
    names += ["content-digest"] if body else []
    names += ["idempotency-key"] if "idempotency-key" in {name.lower() for name in headers} else []
    return tuple(names)


def sign_request(request: Signable, body: bytes, terminal: str, key: SigningKey, now: datetime) -> None:
    """Add Content-Digest, Signature-Input and Signature to `request.headers`, replacing what an earlier try left."""
    headers: MutableMapping[str, str] = request.headers
    for name in [name for name in headers if name.lower() == "content-digest"]:
        del headers[name]
    HTTPMessageSigner(
        signature_algorithm=algorithms.ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={terminal: key.private}),
    ).sign(
        request,
        key_id=terminal,
        created=now,
        nonce=secrets.token_urlsafe(18),
        label="sunlit",
        tag=TAG,
        covered_component_ids=covered(headers, body),
        body=body or None,
    )


class Keys(HTTPSignatureKeyResolver):
    """Looks a terminal up, and remembers when there was none: the library would only say "invalid"."""

    def __init__(self, key_of: Callable[[str], str | None]) -> None:
        self.key_of = key_of
        self.unknown = False

    def resolve_public_key(self, key_id: str) -> Any:
        public = self.key_of(key_id)
        self.unknown = public is None
        return public and verifying_key(public)


class Verifier(HTTPMessageVerifier):
    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        """Left to `verify_request`, which has the caller's clock."""


def verify_request(
    request: Arrived,
    body: bytes,
    key_of: Callable[[str], str | None],
    nonce_seen: Callable[[str, str], bool],
    now: datetime,
) -> str:
    """The id of the terminal that signed this request, or SignatureRefused.

    `key_of` gives a terminal's public key; `nonce_seen(terminal, nonce)` notes the nonce and says whether it was known.
    It is asked last, so that only valid, fresh signatures are ever remembered.
    """
    if not {"signature", "signature-input"} <= {name.lower() for name in request.headers}:
        raise SignatureRefused("unsigned")
    signed = _checked(request, body, Keys(key_of))
    terminal, nonce = str(signed["keyid"]), str(signed.get("nonce") or "")
    if abs(now - datetime.fromtimestamp(int(signed["created"]), UTC)) > WINDOW:
        raise SignatureRefused("stale")
    if nonce_seen(terminal, nonce):
        raise SignatureRefused("replayed")
    return terminal


def _checked(request: Arrived, body: bytes, keys: Keys) -> dict[str, Any]:
    """The signed parameters of the one signature that is ours."""
    names = covered(request.headers, body)
    if signed := own_form.checked(request, body, names, TAG, keys.key_of):
        return dict(signed)
    try:
        (result,) = Verifier(signature_algorithm=algorithms.ED25519, key_resolver=keys).verify(
            request, max_age=None, expect_tag=TAG, require_components=names, body=body
        )
        if not result.nonce or not 0 < int(result.parameters["created"]) < 2**32:
            raise SignatureRefused("altered")
    except (HTTPMessageSignaturesException, ValueError, KeyError) as error:
        raise SignatureRefused("unknown-terminal" if keys.unknown else "altered") from error
    return result.parameters
