"""Intermediaries on the network: a relay in front of the platform, a proxy in front of the terminal."""

import select
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from core.wire import Enrolled, SignedText
from testkit.local_server import LocalServer, QuietHandler


class Relay(LocalServer):
    """Forwards every call. `forbids`: methods it answers itself with 403; `host`: replaces the caller's Host header."""

    def __init__(self, platform: str, forbids: Collection[str] = (), host: str = "") -> None:
        self.methods: list[str] = []
        super().__init__(_Relayed, platform=urlsplit(platform), forbids=forbids, host=host, methods=self.methods)


class _Relayed(QuietHandler):
    platform: Any
    forbids: Collection[str]
    host: str
    methods: list[str]

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.methods.append(self.command)
        if self.command in self.forbids:
            return self.reply(403, b"<html>forbidden</html>", {})
        line = HTTPConnection(self.platform.hostname, self.platform.port, timeout=120)
        headers = dict(self.headers) | ({"Host": self.host} if self.host else {})
        line.request(self.command, self.path, body or None, headers)
        answer = line.getresponse()
        content = answer.read()
        line.close()
        return self.reply(answer.status, self.changed(body, content), dict(answer.getheaders()))

    def changed(self, asked: bytes, answer: bytes) -> bytes:
        return answer

    do_GET = do_POST = do_HEAD = do_PATCH = handle_any  # noqa: N815

    def reply(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in {"content-length", "date", "server", "connection"}:
                self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


class Impostor(LocalServer):
    """Forwards every call, and replaces the answer to an enrolment by its own. `asked`: the request bodies it saw."""

    def __init__(self, platform: str, lie: Callable[[Enrolled, SignedText], str]) -> None:
        self.asked: list[bytes] = []
        about: dict[str, Any] = {
            "forbids": (),
            "host": "",
            "methods": [],
            "asked": self.asked,
            "lie": staticmethod(lie),
        }
        super().__init__(_Lying, platform=urlsplit(platform), **about)

    @property
    def lied(self) -> bool:
        return bool(self.asked)


class _Lying(_Relayed):
    asked: list[bytes]
    lie: Callable[[Enrolled, SignedText], str]

    def changed(self, asked: bytes, answer: bytes) -> bytes:
        if not self.path.startswith("/v1/enrolments"):
            return answer
        self.asked.append(asked)
        said = SignedText.model_validate_json(answer)
        return self.lie(Enrolled.model_validate_json(said.text), said).encode()


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes
    headers: dict[str, str]


class Forger(LocalServer):
    """Forwards every call and may change the answer: `forge` gets the call ("POST /v1/items") and the true answer."""

    def __init__(self, platform: str) -> None:
        self.forge: Callable[[str, Reply], Reply] = lambda _call, reply: reply
        about: dict[str, Any] = {"forbids": (), "host": "", "methods": [], "forger": self}
        super().__init__(_Forging, platform=urlsplit(platform), **about)


class _Forging(_Relayed):
    forger: Forger

    def reply(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        said = self.forger.forge(f"{self.command} {self.path}", Reply(status, content, headers))
        super().reply(said.status, said.body, said.headers)


class Proxy(LocalServer):
    """A forward proxy (HTTP CONNECT, RFC 9110, 9.3.6) that connects every name to one port of this machine."""

    def __init__(self, port: int) -> None:
        self.asked: list[str] = []
        super().__init__(_Connected, port=port, asked=self.asked)


class _Connected(QuietHandler):
    port: int
    asked: list[str]

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        with socket.create_connection(("127.0.0.1", self.port)) as beyond:
            self.send_response(200)
            self.end_headers()
            self.close_connection = True
            _shovel(self.connection, beyond)


def _shovel(one: socket.socket, other: socket.socket) -> None:
    """Copies bytes both ways until either end closes."""
    partner = {one: other, other: one}
    while True:
        for ready in select.select([one, other], [], [], 20)[0]:
            if not (block := ready.recv(65536)):
                return
            partner[ready].sendall(block)
