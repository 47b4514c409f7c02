"""Signed responses (RFC 9421, 2.4): the platform's signature, which binds its answer to one signed request.

Covered: status and Content-Digest of the response; of the request (`;req`) method, target, its signature with all that
that covers (its nonce too), and those of its fields that decide what is answered. The form is fixed: both ends build
the same text, and nothing of it has to be parsed.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from trust import signature_fast_path
from trust.keys import SigningKey, fingerprint
from trust.request_signature import MAX_SIGNATURE_INPUT, TAG
from trust.sign import sign_bytes, verify_bytes

LABEL = "sunlit"
SIGNATURES = ("signature-input", "signature")
FIELDS = (*SIGNATURES, "content-digest", "content-type", "idempotency-key", "upload-length")
"""Fields of a request that are covered where it has them: where one was changed on the way, the signature is wrong."""
_PARAMETERS = re.compile(rf';created=[1-9][0-9]{{0,9}};keyid="[0-9a-f]{{16}}";tag="{re.escape(TAG)}"')
_SIGNATURE = re.compile(rf"{LABEL}=:([A-Za-z0-9+/]{{86}}==):")


class Request(Protocol):
    """As either end has it."""

    @property
    def method(self) -> Any: ...

    @property
    def url(self) -> Any: ...

    @property
    def headers(self) -> Any: ...


class Response(Protocol):
    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def body(self) -> bytes: ...


def wants_signature(headers: Mapping[str, str]) -> bool:
    """Whether a request with these headers, their names in lower case, is signed, and its Signature-Input not too
    long."""
    return set(SIGNATURES) <= headers.keys() and len(headers[SIGNATURES[0]]) <= MAX_SIGNATURE_INPUT


def sign_response(request: Request, status: int, body: bytes, key: SigningKey, now: datetime) -> dict[str, str]:
    """The headers of a signed response. The request's own signature need not be valid."""
    components = dict(_components(request, status, digest := signature_fast_path.digest(body)))
    line = f'({" ".join(components)});created={int(now.timestamp())};keyid="{fingerprint(key.public)}";tag="{TAG}"'
    signature = sign_bytes(_base(components, line), key)
    return {
        "content-digest": digest,
        "signature-input": f"{LABEL}={line}",
        "signature": f"{LABEL}=:{signature}:",
    }


def verify_response(request: Request, response: Response, public: str) -> bool:
    """Whether `public` signed this response to this request."""
    said = {name.lower(): value for name, value in response.headers.items()}
    components = dict(_components(request, response.status, said.get("content-digest", "")))
    names = f"{LABEL}=({' '.join(components)})"
    line, signature = said.get("signature-input", ""), _SIGNATURE.fullmatch(said.get("signature", ""))
    if not signature or not line.startswith(names) or not _PARAMETERS.fullmatch(line, len(names)):
        return False
    base = _base(components, line.removeprefix(f"{LABEL}="))
    return signature_fast_path.digest(response.body) == said["content-digest"] and verify_bytes(
        base, signature[1], public
    )


def _components(request: Request, status: int, digest: str) -> Iterator[tuple[str, Any]]:
    headers = {name.lower(): value for name, value in request.headers.items()}
    yield '"@status"', status
    yield '"content-digest"', digest
    yield '"@method";req', request.method
    yield '"@target-uri";req', request.url
    for name in FIELDS:
        if name in headers:
            yield f'"{name}";req', headers[name].strip()


def _base(components: Mapping[str, Any], line: str) -> bytes:
    lines = [f"{name}: {value}" for name, value in components.items()]
    return "\n".join([*lines, f'"@signature-params": {line}']).encode()
