"""A provider of OpenID Connect on a real port, in this process; it can be told to lie."""

import hashlib
import json
import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey

from testkit.local_server import LocalServer, QuietHandler

CLIENT, SECRET = "sunlit", "of-the-client"
Said = dict[str, Any]


@dataclass
class Provider:
    """`login`: who signs in there. `lies`: claims of the ID token that are other than they should be; None leaves one
    out. `signs_with`: another key than the one it publishes."""

    issuer: str = ""
    login: str = "Li"
    now: int = 0
    lies: Said = field(default_factory=dict)
    metadata: Said = field(default_factory=dict)
    signs_with: ECKey | None = None
    unsigned: bool = False
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", parameters={"kid": "k1"}))
    codes: dict[str, Said] = field(default_factory=dict)

    def visited(self, url: str) -> dict[str, str]:
        """Somebody signs in on its page; answers what the browser brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        code = secrets.token_hex(8)
        self.codes[code] = asked
        return {"state": asked["state"], "code": code}

    def about(self) -> Said:
        places = {
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        return {"issuer": self.issuer, **places, **self.metadata}

    def token(self, form: Said, authorization: str) -> tuple[int, Said]:
        asked = self.codes.pop(form.get("code", ""), None)
        client = b64decode(authorization.removeprefix("Basic ")).decode()
        proof = urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if asked is None or client != f"{CLIENT}:{SECRET}" or proof != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.issuer,
            "sub": "4711",
            "aud": CLIENT,
            "exp": self.now + 300,
            "iat": self.now,
            "nonce": asked["nonce"],
            "preferred_username": self.login,
        }
        told = {name: value for name, value in {**claims, **self.lies}.items() if value is not None}
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self._signed(told)}

    def _signed(self, claims: Said) -> str:
        if self.unsigned:
            parts = (json.dumps(each).encode() for each in ({"alg": "none"}, claims))
            return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, self.signs_with or self.key)


class Handler(QuietHandler):
    provider: Provider

    def do_GET(self) -> None:
        about = self.path.endswith("/openid-configuration")
        self.answer(200, self.provider.about() if about else {"keys": [self.provider.key.as_dict(private=False)]})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.answer(*self.provider.token(form, self.headers.get("Authorization", "")))

    def answer(self, status: int, said: Said) -> None:
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def provider() -> Iterator[Provider]:
    made = Provider()
    with LocalServer(Handler, provider=made) as server:
        made.issuer = server.url
        yield made
