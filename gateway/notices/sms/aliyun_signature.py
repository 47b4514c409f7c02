"""Aliyun's signature, version 3 (ACS3-HMAC-SHA256).

Source: help.aliyun.com, "V3 request structure and signature"; its example with fixed values is a test."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

ALGORITHM = "ACS3-HMAC-SHA256"
NOTHING = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class Credentials:
    key_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Action:
    """A call of Aliyun's RPC style: all parameters are in the query, the body is empty."""

    host: str
    name: str
    version: str
    parameters: Mapping[str, str] = field(repr=False)

    @property
    def query(self) -> str:
        return "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in sorted(self.parameters.items()))


def signed(action: Action, credentials: Credentials, now: datetime, nonce: str) -> dict[str, str]:
    """The headers of the call, without `Host`. `nonce`: another for each call."""
    headers = {
        "host": action.host,
        "x-acs-action": action.name,
        "x-acs-content-sha256": NOTHING,
        "x-acs-date": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": action.version,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    canonical = "\n".join(["POST", "/", action.query, lines, names, NOTHING])
    to_sign = f"{ALGORITHM}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(credentials.secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    said = f"{ALGORITHM} Credential={credentials.key_id},SignedHeaders={names},Signature={signature}"
    return {name: value for name, value in headers.items() if name != "host"} | {"Authorization": said}


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")
