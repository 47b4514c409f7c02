"""Limits the total time of a response, head and body together, even if it arrives byte by byte.

A socket's timeout restarts with each byte, so a slow sender could hold its caller for days.
"""

import http.client
import io
import socket
import time
from typing import Any

import requests
import urllib3

TIMEOUTS_PER_ANSWER = 3
"""The total time of an answer, in timeouts."""


class _Timed(io.RawIOBase):
    """Reads from a socket until the deadline."""

    def __init__(self, raw: io.RawIOBase, seconds: float) -> None:
        self._raw, self._until = raw, time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int | None:
        if time.monotonic() > self._until:
            raise TimeoutError("too slow")
        read: int | None = self._raw.readinto(room)
        return read

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **named: Any) -> None:
        super().__init__(sock, *args, **named)
        if seconds := sock.gettimeout():
            self.fp = io.BufferedReader(_Timed(self.fp.detach(), seconds * TIMEOUTS_PER_ANSWER))


class _Plain(urllib3.connection.HTTPConnection):
    response_class = _Answer


class _Secured(urllib3.connection.HTTPSConnection):
    response_class = _Answer


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecuredPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Secured


POOLS = {"http": _PlainPool, "https": _SecuredPool}


class DeadlineAdapter(requests.adapters.HTTPAdapter):
    def init_poolmanager(self, *args: Any, **named: Any) -> None:
        super().init_poolmanager(*args, **named)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, *args: Any, **named: Any) -> Any:
        manager = super().proxy_manager_for(*args, **named)
        manager.pool_classes_by_scheme = POOLS
        return manager
