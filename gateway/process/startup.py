"""Starts the gateway: opens the data folder, listens, prints the address, serves with one process or several."""

import socket
from pathlib import Path

from core.problems import StoreProblem
from gateway.app import create
from gateway.keys.keyring import HAND_OVER
from gateway.notices import sms
from gateway.process.server import serve
from gateway.process.workers import ignore_repeated_signals, supervise
from gateway.telemetry import log, metrics

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def address(listen: str) -> tuple[str, int]:
    """Host and port. Raises StoreProblem for anything but loopback: an HTTPS proxy has to stand in front."""
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    if host not in LOOPBACK or not port.isdecimal() or int(port) > 65535:
        raise StoreProblem("only a loopback address and a port; put an HTTPS proxy in front for more")
    return host, int(port)


def run(data: Path, listen: str, workers: int = 1, metrics_at: str = "") -> None:
    """Serve until SIGTERM or SIGINT. Port 0 takes any free one."""
    host, port = address(listen)
    shown_at = address(metrics_at) if metrics_at else None
    log.to_stderr()
    app = create(data)
    sms.configured(app.state.runtime)  # what it lacks is said now, not with the first message
    if app.state.runtime.training:
        log.warn("a practice platform: nothing it says is real")
    if (data / "keys" / HAND_OVER).exists():
        log.warn("the discipline identity is still on this machine; hand it over")
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise StoreProblem(f"cannot listen: {error.strerror}") from error
    with listener:
        if workers == 1:
            ignore_repeated_signals()
            with metrics.served(shown_at):
                serve(app, listener, lambda: _announce(listener))
        else:
            app.state.runtime.engine.dispose()  # the tables are up to date; each worker opens the database for itself
            with metrics.shared_by_workers() as registry, metrics.served(shown_at, registry):
                supervise(data, listener, workers, lambda: _announce(listener))


def _announce(listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    print(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}", flush=True)
