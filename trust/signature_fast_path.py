"""A fast path for verifying request signatures in the one form that our own terminals write.

RFC 9421 allows many forms. `trust.request_signature` verifies them all with a library that takes several times as long.
This module only ever accepts: a request in another form, or with a wrong signature, is left to the library.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature

from trust.keys import verifying_key

_INPUT = re.compile(r'([a-z][a-z0-9-]*)=(\(([a-z@" -]*)\)((?:;[a-z]+=(?:[1-9][0-9]{0,9}|"[\w.:/+=-]+"))+))', re.ASCII)
_SIGNATURE = re.compile(r"([a-z][a-z0-9-]*)=:([A-Za-z0-9+/]{86}==):")
_PARAMETER = re.compile(r";([a-z]+)=([^;]+)")
_WHITE = " \t"  # RFC 9110, 5.6.3
_NEEDED = {"created", "keyid", "nonce", "tag"}


class Request(Protocol):
    @property
    def method(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class SignatureInput:
    """The parsed headers. `line`: names and parameters exactly as written, which is what was signed."""

    label: str
    names: str
    parameters: Mapping[str, str]
    line: str


def checked(
    request: Request, covered: Sequence[str], tag: str, key_of: Callable[[str], str | None]
) -> Mapping[str, str] | None:
    """Returns the signed parameters, with created, keyid, nonce and tag; None if the library has to verify.

    `covered`: the components that must be signed, in our terminals' order.
    """
    lines = [(name.lower(), value) for name, value in request.headers.items()]
    headers = dict(lines)
    form = _read(headers["signature-input"])
    names = " ".join(f'"{name}"' for name in covered)
    if len(headers) < len(lines) or form is None or form.names != names or form.parameters["tag"] != tag:
        return None
    if ("content-digest" in headers) != ("content-digest" in covered):
        return None
    signature, public = _SIGNATURE.fullmatch(headers["signature"]), key_of(form.parameters["keyid"])
    if not signature or signature[1] != form.label or public is None:
        return None
    values = {**headers, "@method": request.method, "@target-uri": request.url}
    base = [f'"{name}": {values[name].strip(_WHITE)}' for name in covered]
    base.append(f'"@signature-params": {form.line}')
    return form.parameters if _fits("\n".join(base), signature[2], public) else None


def _read(line: str) -> SignatureInput | None:
    """Parses Signature-Input; None unless it holds exactly one signature in a known form."""
    said = _INPUT.fullmatch(line)
    if not said:
        return None
    pairs = _PARAMETER.findall(said[4])
    parameters = {name: value.strip('"') for name, value in pairs}
    known = _NEEDED <= parameters.keys() <= _NEEDED | {"alg"} and len(parameters) == len(pairs)
    numbers = {name for name, value in pairs if value.isdecimal()}
    if not known or parameters.get("alg", "ed25519") != "ed25519" or numbers != {"created"}:
        return None
    return SignatureInput(said[1], said[3], parameters, said[2])


def digest(body: bytes) -> str:
    """Returns Content-Digest (RFC 9530) as our terminals write it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _fits(base: str, signature: str, public: str) -> bool:
    try:
        verifying_key(public).verify(base64.b64decode(signature), base.encode())
    except InvalidSignature:
        return False
    return True
