"""The gateway as a separate process, and a connection on which a request can be sent slowly."""

import json
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from gateway.clock import china_now
from gateway.runtime import Runtime, open_runtime
from testkit.gateway_in_process import ask


class GatewayProcess:
    """The gateway of a folder, as a program of its own. It keeps its address when it is started again; its log lies
    beside the folder. `ServedGateway` is the same in this process."""

    def __init__(
        self,
        data: Path,
        *manner: str,
        listen: str = "127.0.0.1:0",
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """`manner`: further words for `gateway serve`."""
        self.data, self.manner, self.environment = data, manner, environment
        self.clock = china_now
        self._listen, self._log = listen, data.parent / f"{data.name}.log"
        self.start()

    def start(self) -> None:
        """Returns when the gateway answers."""
        words = ["serve", "--data", str(self.data), "--listen", self._listen, *self.manner]
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("w") as log:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", "gateway", *words],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=self.environment,
            )
        assert self.popen.stdout
        self._listen = self.popen.stdout.readline().strip().removeprefix("http://")

    @property
    def url(self) -> str:
        return f"http://{self._listen}"

    @cached_property
    def runtime(self) -> Runtime:
        """Returns the same gateway's runtime, opened in this process."""
        return open_runtime(self.data)

    def call(self, *words: str) -> Any:
        """Returns what `python -m gateway …` prints; a gateway in another environment is asked there."""
        if self.environment is os.environ:
            return json.loads(ask(self.data, *words))
        done = subprocess.run(
            [sys.executable, "-m", "gateway", *words, "--data", str(self.data)],
            capture_output=True,
            check=True,
            env=self.environment,
        )
        return json.loads(done.stdout)

    def end(self) -> None:
        """Asks it to end, and does not wait for it."""
        self.popen.terminate()

    def wait_for(self, words: str) -> None:
        """Waits until its log holds these words; as long as it runs, it may write them yet."""
        pause = threading.Event()
        while words not in self._log.read_text():
            assert self.popen.poll() is None, self._log.read_text()
            pause.wait(0.05)

    def logged(self) -> list[dict[str, Any]]:
        """Returns every line of its log, after a successful exit."""
        self.popen.communicate(timeout=120)
        said = self._log.read_text()
        assert self.popen.returncode == 0, said
        return [json.loads(line) for line in said.splitlines()]

    def close(self) -> None:
        self.end()
        self.popen.communicate(timeout=120)
        if runtime := self.__dict__.pop("runtime", None):
            runtime.engine.dispose()


@contextmanager
def process(data: Path, *manner: str) -> Iterator[GatewayProcess]:
    running = GatewayProcess(data, *manner)
    try:
        yield running
    finally:
        running.close()


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
