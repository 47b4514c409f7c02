"""A practice gateway on this machine, as a separate process: for demos, training and a first look."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import requests

from core.problems import NotEnrolled, PlatformProblem
from sync.terminal import Terminal, terminal

ELSEWHERE = {"DATABASE_URL", "BLOB_URL", "SUNLIT_GATEWAY"}
"""Environment variables that point a gateway to data elsewhere; the practice gateway has its data in its folder."""

PATIENCE = 30
"""Seconds for an answer on this machine."""


class LocalGateway:
    """A practice platform. It keeps its port from one start to the next, as a platform keeps its address."""

    manner: ClassVar[tuple[str, ...]] = ("--training",)

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data = data
        self._port = port or _free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Starts the gateway and returns when it answers."""
        where = ["--data", str(self.data), "--listen", f"127.0.0.1:{self._port}"]
        command = [*_python(), "gateway", "serve", *where, *self.manner]
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self.data.with_suffix(".log").open("a") as log:
            self._process = subprocess.Popen(  # nosec B603 # no shell
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=_here()
            )
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
        """Returns the output of `python -m gateway …` for this gateway's data."""
        command = [*_python(), "gateway", *arguments, "--data", str(self.data)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=_here())  # nosec B603 # no shell
        return done.stdout

    def now(self) -> datetime:
        """Returns the time that the platform has, which in training may be another than ours. Raises OSError."""
        answer = requests.get(f"{self.url}/desk/healthz", timeout=PATIENCE)
        answer.raise_for_status()
        return datetime.fromisoformat(answer.json()["at"])

    def code(self) -> str:
        """Returns a new one-time enrolment code."""
        return str(json.loads(self.ask("code"))["code"])


@contextmanager
def enrolled(home: Path, gateway: LocalGateway) -> Iterator[Terminal]:
    """Yields a new terminal in this folder, enrolled at this gateway; the gateway runs until the block ends."""
    gateway.start()
    try:
        with terminal(home, training=True) as here:
            here.enrol(gateway.url, gateway.code(), name="demo")
            yield here
    finally:
        gateway.stop()


@contextmanager
def practice_gateway(here: Terminal) -> Iterator[LocalGateway | None]:
    """Runs the practice platform for a training's terminal as long as the window is open, and yields it; None where
    another window on the same home has it running already."""
    if _known_there(here):
        yield None
        return
    gateway = LocalGateway(here.home / "gateway", _port_of(here))
    gateway.start()
    try:
        if here.identities.enrolled:
            _move(here, gateway.url)
        if not _known_there(here):
            here.enrol(gateway.url, gateway.code(), name="演练")
        yield gateway
    finally:
        gateway.stop()


def _known_there(here: Terminal) -> bool:
    """Returns whether the practice platform answers and knows this terminal."""
    try:
        here.platform.bulletin()
    except (NotEnrolled, PlatformProblem):
        return False
    return True


def _port_of(here: Terminal) -> int | None:
    """Returns the port the platform had last time; None if another program uses it now."""
    if not here.identities.enrolled:
        return None
    port = urlsplit(here.identities.current().url).port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port or 0))
        except OSError:
            return None
    return port


def _move(here: Terminal, url: str) -> None:
    identity = here.identities.current()
    if identity.url != url:
        here.identities.adopt(identity.model_copy(update={"url": url}), here.identities.clock_offset)


def _python() -> list[str]:
    """Returns the command that starts Python; a frozen program answers `gateway …` itself."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m"]


def _here() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ELSEWHERE}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
