"""A proxy between terminal and gateway that cuts, stalls and limits the line."""

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

BLOCK = 16 * 1024
RESET = struct.pack("ii", 1, 0)


@dataclass
class NetworkConditions:
    """The line's conditions. `up` and `down`: bytes that pass in each direction before the line is cut, once; None:
    never. `rate`: bytes a second in either direction. `pause`: seconds to stall after a block; `closed`: nothing gets
    through."""

    up: int | None = None
    down: int | None = None
    rate: float = 0
    pause: Callable[[], float] = lambda: 0.0
    closed: bool = False
    passed: dict[str, int] = field(default_factory=lambda: {"up": 0, "down": 0})
    cuts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def let(self, way: str, size: int) -> tuple[int, bool]:
        """Returns how many of these bytes pass, and whether the line is cut after them."""
        with self.lock:
            left = getattr(self, way)
            let = size if left is None else min(size, left)
            self.passed[way] += let
            if left is None:
                return let, False
            setattr(self, way, left - let if left > let else None)
            self.cuts += left <= let
            return let, left <= let


class FaultyProxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, url: str, weather: NetworkConditions) -> None:
        parts = urlsplit(url)
        self.far, self.weather = (parts.hostname or "", parts.port or 0), weather
        super().__init__(("127.0.0.1", 0), _Call)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignores errors of cut lines, which are intended here."""


class _Call(socketserver.BaseRequestHandler):
    server: FaultyProxy
    request: socket.socket

    def handle(self) -> None:
        if self.server.weather.closed:
            self._cut(self.request)
            return
        with socket.create_connection(self.server.far, 10) as far:
            far.settimeout(None)  # only the weather ends a silence
            back = threading.Thread(target=self._pump, args=("down", far, self.request), daemon=True)
            back.start()
            self._pump("up", self.request, far)
            back.join()

    def _pump(self, way: str, source: socket.socket, to: socket.socket) -> None:
        weather = self.server.weather
        try:
            while content := source.recv(int(min(BLOCK, max(1, weather.rate / 10))) if weather.rate else BLOCK):
                if weather.rate:
                    time.sleep(len(content) / weather.rate)
                time.sleep(weather.pause())
                let, cut = weather.let(way, len(content))
                to.sendall(content[:let])
                if cut or weather.closed:
                    self._cut(source)
                    self._cut(to)
                    return
            to.shutdown(socket.SHUT_WR)
        except OSError:
            self._cut(source)
            self._cut(to)

    def _cut(self, line: socket.socket) -> None:
        """Resets the connection, without an orderly close."""
        try:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            line.shutdown(socket.SHUT_RDWR)
            line.close()
        except OSError:
            pass
