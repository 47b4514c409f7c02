"""A gateway of one's own on this machine, as a separate program: for demos, training and a first look."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sync.terminal import Terminal, terminal


class LocalGateway:
    """Keeps its port from one start to the next, as a platform keeps its address."""

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data = data
        self._port = port or _free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Returns when it answers."""
        command = [*_python(), "gateway", "serve", "--data", str(self.data), "--listen", f"127.0.0.1:{self._port}"]
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self.data.with_suffix(".log").open("a") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            raise RuntimeError(f"the gateway ended with {self._process.wait()}")

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
        self._process = None

    def ask(self, *arguments: str) -> str:
        """What `python -m gateway …` answers for this gateway's data."""
        command = [*_python(), "gateway", *arguments, "--data", str(self.data)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def code(self) -> str:
        """A one-time enrolment code."""
        return str(json.loads(self.ask("code"))["code"])


@contextmanager
def enrolled(home: Path, gateway: LocalGateway) -> Iterator[Terminal]:
    """A new terminal in this folder, known to this gateway, which runs as long as it is needed."""
    gateway.start()
    try:
        with terminal(home) as here:
            here.enrol(gateway.url, gateway.code(), name="demo")
            yield here
    finally:
        gateway.stop()


@contextmanager
def practice_gateway(here: Terminal) -> Iterator[None]:
    """The terminal of a training works with a gateway of its own, which is there as long as the window."""
    known = urlsplit(here.identities.current().url).port if here.identities.enrolled else None
    gateway = LocalGateway(here.home / "gateway", known)
    gateway.start()
    try:
        if not known:
            here.enrol(gateway.url, gateway.code(), name="演练")
        yield
    finally:
        gateway.stop()


def _python() -> list[str]:
    """A frozen program answers `gateway …` itself."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
