"""Sends prepared bytes over plain sockets and times the answers, so that the client costs next to nothing."""

import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Sent:
    """The result. `seconds`: for all; `waits`: seconds from each call to its answer, ascending; `refused`: refusals."""

    seconds: float
    waits: list[float]
    refused: list[bytes]

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    def wait(self, share: float) -> float:
        return self.waits[min(len(self.waits) - 1, int(share * len(self.waits)))]


def send(url: str, calls: Sequence[bytes], lines: int, *, each_anew: bool = False) -> Sent:
    """Sends the calls over this many kept connections, or each call on a connection of its own as a terminal would."""
    address, waiting = (urlsplit(url).hostname or "", urlsplit(url).port or 0), iter(calls)
    with ThreadPoolExecutor(lines) as pool:
        began = perf_counter()
        every = pool.map(lambda _: list(_line(address, waiting, each_anew)), range(lines))
        told = [answer for line in every for answer in line]
        seconds = perf_counter() - began
    refused = [answer for _, answer in told if not answer.startswith(b"HTTP/1.1 201")]
    return Sent(seconds, sorted(wait for wait, _ in told), refused)


def _line(address: tuple[str, int], waiting: Iterator[bytes], each_anew: bool) -> Iterator[tuple[float, bytes]]:
    line: socket.socket | None = None
    try:
        for call in waiting:  # a list's iterator: one step, one owner
            began = perf_counter()
            line = line or socket.create_connection(address, 60)
            line.sendall(call)
            answer = _answer(line)
            yield perf_counter() - began, answer
            if each_anew:
                line.close()
                line = None
    finally:
        if line:
            line.close()


def _answer(line: socket.socket) -> bytes:
    """Returns one whole answer; the servers here always send a Content-Length."""
    came = b""
    while b"\r\n\r\n" not in came:
        came += _more(line)
    head, _, body = came.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += _more(line)
    return head + b"\r\n\r\n" + body


def _more(line: socket.socket) -> bytes:
    piece = line.recv(65536)
    if not piece:
        raise ConnectionError("the server hung up")
    return piece
