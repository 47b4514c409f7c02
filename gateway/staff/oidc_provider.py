"""The province's OpenID Connect provider, as seen from here: where it is, what it says about who signed in.

Authlib makes the calls and checks the ID token. Metadata and keys are asked for at each sign-in: sign-ins are rare, and
nothing kept can be outdated.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from gateway.runtime.settings import OidcSettings

ALGORITHMS = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
"""Signed with a private key: neither unsigned tokens nor those whose key is a shared secret are taken."""
LEEWAY_SECONDS = 60
MAX_BYTES = 1 << 20
METADATA = "/.well-known/openid-configuration"


class ProviderFailed(Exception):
    """It does not answer, or not what it should. The text says which step failed, without anybody's data."""


@dataclass(frozen=True)
class Secrets:
    """What belongs to one sign-in and is made here: they tie the provider's answer to it."""

    state: str
    nonce: str
    verifier: str


def authorization_url(settings: OidcSettings, made: Secrets) -> str:
    """Where the officer's browser is sent. Raises ProviderFailed."""
    metadata = _metadata(settings)
    with _client(settings) as client:
        url, _state = client.create_authorization_url(
            metadata["authorization_endpoint"], state=made.state, nonce=made.nonce, code_verifier=made.verifier
        )
    return str(url)


def claims_of(settings: OidcSettings, made: Secrets, code: str, now: datetime) -> dict[str, Any]:
    """What the ID token says that the provider gives for `code`. Raises ProviderFailed unless the token is signed by
    the provider, meant for us, valid now and of the sign-in that `made` belongs to."""
    metadata = _metadata(settings)
    with _client(settings) as client:
        try:
            token = client.fetch_token(
                metadata["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=made.verifier
            )
        except (AuthlibBaseError, requests.RequestException, ValueError) as error:
            _failed("token", error)
    return _verified(settings, made, token, _asked(settings, metadata["jwks_uri"]), now)


def _verified(
    settings: OidcSettings, made: Secrets, token: dict[str, Any], keys: dict[str, Any], now: datetime
) -> dict[str, Any]:
    options = {
        "iss": {"essential": True, "value": settings.issuer},
        "aud": {"essential": True, "value": settings.client_id},
    }
    params = {"nonce": made.nonce, "client_id": settings.client_id, "access_token": token.get("access_token")}
    try:
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        found = jwt.decode(str(token["id_token"]), KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]
        claims = CodeIDToken(found.claims, found.header, options, params)
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, KeyError, TypeError, ValueError) as error:
        _failed("ID token", error)
    return dict(claims)


def _client(settings: OidcSettings) -> Any:
    return OAuth2Session(
        settings.client_id,
        os.environ.get(settings.secret_variable) or None,
        token_endpoint_auth_method="client_secret_basic" if os.environ.get(settings.secret_variable) else "none",  # nosec B106
        scope=settings.scope,
        redirect_uri=settings.redirect,
        code_challenge_method="S256",
        default_timeout=settings.seconds,
    )


def _metadata(settings: OidcSettings) -> dict[str, Any]:
    """Its endpoints, all of them reached as safely as the issuer itself."""
    found = _asked(settings, settings.issuer.rstrip("/") + METADATA)
    if found.get("issuer") != settings.issuer:
        raise ProviderFailed("metadata: of another issuer")
    safe = settings.issuer.partition("://")[0] + "://"
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not str(found.get(name, "")).startswith(("https://", safe)):
            raise ProviderFailed(f"metadata: {name}")
    return found


def _asked(settings: OidcSettings, url: str) -> dict[str, Any]:
    try:
        with requests.get(url, timeout=settings.seconds, allow_redirects=False, stream=True) as answer:
            answer.raise_for_status()
            content = answer.raw.read(MAX_BYTES + 1, decode_content=True)
            found = json.loads(content) if len(content) <= MAX_BYTES else None
    except (requests.RequestException, OSError, ValueError, RecursionError) as error:
        _failed("metadata", error)
    if not isinstance(found, dict):
        raise ProviderFailed("metadata: no object")
    return found


def _failed(step: str, error: Exception) -> NoReturn:
    raise ProviderFailed(f"{step}: {type(error).__name__}") from error
