"""The gateway as a separate process, and a connection on which a request can be sent slowly."""

import json
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from gateway.clock import CHINA
from gateway.runtime import open_runtime
from testkit.gateway_in_process import Gateway, HandClock


@dataclass
class Process:
    gateway: Gateway
    popen: "subprocess.Popen[str]"

    @property
    def url(self) -> str:
        return self.gateway.url

    def end(self) -> None:
        self.popen.send_signal(signal.SIGTERM)

    def logged(self) -> list[dict[str, Any]]:
        """Returns every line of its log, after a successful exit."""
        _, said = self.popen.communicate(timeout=60)
        assert self.popen.returncode == 0, said
        return [json.loads(line) for line in said.splitlines()]


@contextmanager
def process(data: Path, *words: str) -> Iterator[Process]:
    command = [sys.executable, "-m", "gateway", "serve", "--data", str(data), "--listen", "127.0.0.1:0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as popen:
        assert popen.stdout
        url = popen.stdout.readline().strip()
        runtime = open_runtime(data)
        try:
            yield Process(Gateway(url, data, runtime, HandClock(datetime.now(CHINA))), popen)
        finally:
            runtime.engine.dispose()
            popen.send_signal(signal.SIGTERM)


class Line:
    """A connection on which a request is sent in pieces."""

    def __init__(self, url: str) -> None:
        where = urlsplit(url)
        self._line = socket.create_connection((where.hostname or "", where.port or 0), 60)

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def say(self, words: bytes) -> None:
        self._line.sendall(words)

    def head(self, request: requests.PreparedRequest) -> None:
        where = urlsplit(request.url or "")
        lines = [f"{name}: {value}" for name, value in {"Host": where.netloc, **request.headers}.items()]
        self.say("\r\n".join([f"{request.method} {where.path} HTTP/1.1", *lines, "", ""]).encode())

    def begin(self, request: requests.PreparedRequest) -> None:
        """Sends the head and half of the body."""
        self.head(request)
        body = _body(request)
        self.say(body[: len(body) // 2])

    def begin_and_wait(self, request: requests.PreparedRequest) -> None:
        """Sends the head, and half of the body once the gateway has authenticated the caller and asked for it."""
        request.headers["Expect"] = "100-continue"
        self.head(request)
        assert self._line.recv(65536).startswith(b"HTTP/1.1 100")
        self.say(_body(request)[: len(_body(request)) // 2])

    def finish(self, request: requests.PreparedRequest) -> None:
        self.say(_body(request)[len(_body(request)) // 2 :])

    def answer(self) -> bytes:
        """Returns the first whole answer, a refusal, on a connection that stays open."""
        said = b""
        while not said.endswith(b"}"):
            said += self._line.recv(65536)
        return said

    def answered_within(self, seconds: float) -> bool:
        return bool(select.select([self._line], [], [], seconds)[0])

    def heard(self) -> bytes:
        """Returns everything received until the other side closes or resets the connection."""
        said = bytearray()
        with suppress(ConnectionResetError):
            while piece := self._line.recv(65536):
                said += piece
        return bytes(said)


def _body(request: requests.PreparedRequest) -> bytes:
    body = request.body or b""
    return body if isinstance(body, bytes) else str(body).encode()
