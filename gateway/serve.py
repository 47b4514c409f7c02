"""The gateway as a process: listens, says where, ends in good order."""

import signal
import socket
from pathlib import Path

import uvicorn

from core.problems import StoreProblem
from gateway import log
from gateway.app import create
from gateway.keyring import HAND_OVER

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Announced(uvicorn.Server):
    """Prints its address once it answers there."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            print(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}", flush=True)


def address(listen: str) -> tuple[str, int]:
    """Host and port. Raises StoreProblem for anything but loopback: elsewhere HTTPS has to stand in front."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    if host not in LOOPBACK or not port.isdecimal() or int(port) > 65535:
        raise StoreProblem("--listen takes a loopback address and a port; put an HTTPS proxy in front for more")
    return host, int(port)


def run(data: Path, listen: str) -> None:
    """Serve until SIGTERM or SIGINT. Port 0 takes any free one."""
    host, port = address(listen)
    config = uvicorn.Config(
        create(data), log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=5
    )
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise StoreProblem(f"cannot listen: {error.strerror}") from error
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)  # uvicorn takes these over and hands them back when it has ended well
    log.to_stderr()
    if (data / "keys" / HAND_OVER).exists():
        log.log("warning", about="the discipline identity is still on this machine; hand it over")
    with listener:
        Announced(config).run(sockets=[listener])
