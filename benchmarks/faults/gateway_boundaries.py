"""The write boundaries of a gateway: the moments before and after each call that changes lasting data (database, files,
object store) or sends an answer. Each is named by the gateway's function that made the call, so that a histogram can be
read."""

import os
import signal
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BufferedIOBase
from types import CodeType, FrameType
from typing import Any

from botocore.client import BaseClient
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

import gateway
from testkit.write_boundaries import CallSites

DATABASE = ("do_execute", "do_executemany", "do_commit")
CODES: list[CodeType] = [
    BaseClient._make_api_call.__code__,
    *(getattr(dialect, name).__code__ for dialect in (PGDialect_psycopg, SQLiteDialect_pysqlite) for name in DATABASE),
]
NAMES = {code.co_name for code in CODES}
SYSTEM: list[Callable[..., Any]] = [os.fsync, os.replace, os.link, os.unlink, os.mkdir]
METHODS: dict[str, type] = {"write": BufferedIOBase, "truncate": BufferedIOBase, "send": socket.socket}
MAKERS = CallSites(gateway, nobody="the server")
MOMENTS = {"call": "before", "c_call": "before", "return": "after", "c_return": "after"}


@dataclass
class KillSwitch:
    """A `sys.setprofile` hook that counts boundaries and kills the process at the `turn`th one called `aim`."""

    aim: str = ""
    turn: int = 1
    passed: Counter[str] = field(default_factory=Counter)

    def __call__(self, frame: FrameType, event: str, call: Any) -> None:
        name = _python(frame) if event in {"call", "return"} else _system(call)
        if not name or event not in MOMENTS:
            return
        boundary = f"{MOMENTS[event]} {name} in {MAKERS.of(frame)}"
        self.passed[boundary] += 1
        if boundary == self.aim and self.passed[boundary] == self.turn:
            os.kill(os.getpid(), signal.SIGKILL)


def _python(frame: FrameType) -> str:
    code = frame.f_code
    if code.co_name not in NAMES or code not in CODES:
        return ""
    if code.co_name == "_make_api_call":
        return str(frame.f_locals["operation_name"])
    looks = code.co_name == "do_execute" and str(frame.f_locals["statement"]).startswith("SELECT")
    return "" if looks else code.co_name.removeprefix("do_")


def _system(call: Any) -> str:
    name: str = getattr(call, "__name__", "")
    if call in SYSTEM or (name in METHODS and isinstance(getattr(call, "__self__", None), METHODS[name])):
        return name
    return ""
