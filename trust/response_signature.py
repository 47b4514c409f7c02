"""Signed answers (RFC 9421, 2.4): the platform's signature on its answer to one signed call.

Covered: status and Content-Digest of the answer; of the call (`;req`) method, target, its signature with all parameters
(including the nonce), and those fields that determine the answer. All of it is in one fixed form that both ends
generate alike, so nothing has to be parsed.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from trust import signature_fast_path
from trust.keys import SigningKey, fingerprint
from trust.request_signature import LONGEST_INPUT, TAG
from trust.sign import sign_bytes, verify_bytes

LABEL = "sunlit"
SIGNATURES = ("signature-input", "signature")
FIELDS = (*SIGNATURES, "content-digest", "content-type", "idempotency-key", "upload-length")
"""Fields of the call that its answer's signature covers, if present; changing one on the way invalidates the answer."""
_PARAMETERS = re.compile(rf';created=[1-9][0-9]{{0,9}};keyid="[0-9a-f]{{16}}";tag="{re.escape(TAG)}"')
_SIGNATURE = re.compile(rf"{LABEL}=:([A-Za-z0-9+/]{{86}}==):")


class Asked(Protocol):
    """A call, as known to either end."""

    @property
    def method(self) -> Any: ...

    @property
    def url(self) -> Any: ...

    @property
    def headers(self) -> Any: ...


class Answered(Protocol):
    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def body(self) -> bytes: ...


def wants_signature(headers: Mapping[str, str]) -> bool:
    """True if the headers, with lower-case names, say that the call is signed, within an acceptable length."""
    return set(SIGNATURES) <= headers.keys() and len(headers[SIGNATURES[0]]) <= LONGEST_INPUT


def sign_response(asked: Asked, status: int, body: bytes, key: SigningKey, now: datetime) -> dict[str, str]:
    """Returns the headers to add to an answer. The call's signature need not be valid."""
    components = dict(_components(asked, status, digest := signature_fast_path.digest(body)))
    line = f'({" ".join(components)});created={int(now.timestamp())};keyid="{fingerprint(key.public)}";tag="{TAG}"'
    signature = sign_bytes(_base(components, line), key)
    return {
        "content-digest": digest,
        "signature-input": f"{LABEL}={line}",
        "signature": f"{LABEL}=:{signature}:",
    }


def verify_response(asked: Asked, answer: Answered, public: str) -> bool:
    """True if `public` signed this answer to this call."""
    said = {name.lower(): value for name, value in answer.headers.items()}
    components = dict(_components(asked, answer.status, said.get("content-digest", "")))
    names = f"{LABEL}=({' '.join(components)})"
    line, signature = said.get("signature-input", ""), _SIGNATURE.fullmatch(said.get("signature", ""))
    if not signature or not line.startswith(names) or not _PARAMETERS.fullmatch(line, len(names)):
        return False
    base = _base(components, line.removeprefix(f"{LABEL}="))
    return signature_fast_path.digest(answer.body) == said["content-digest"] and verify_bytes(
        base, signature[1], public
    )


def _components(asked: Asked, status: int, digest: str) -> Iterator[tuple[str, Any]]:
    headers = {name.lower(): value for name, value in asked.headers.items()}
    yield '"@status"', status
    yield '"content-digest"', digest
    yield '"@method";req', asked.method
    yield '"@target-uri";req', asked.url
    for name in FIELDS:
        if name in headers:
            yield f'"{name}";req', headers[name].strip()


def _base(components: Mapping[str, Any], line: str) -> bytes:
    lines = [f"{name}: {value}" for name, value in components.items()]
    return "\n".join([*lines, f'"@signature-params": {line}']).encode()
