"""By which names the gateway is called: those it was told, and loopback. Nobody else's.

A terminal signs the address it calls. Whoever stands in between under a name of their own could otherwise pass its
calls on as they are; so they have to change the name, and with it what was signed.
"""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, field_validator

from gateway.refusals import Refused

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]*")

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\[\]:@/\s]+)(:[0-9]{1,5})?")


class HostSettings(BaseModel):
    """`[door]` in gateway.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: tuple[str, ...] = Field((), description="host names terminals call this platform by, without a port")

    @field_validator("hosts")
    @classmethod
    def _names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        names = tuple(each.lower().strip("[]") for each in hosts)
        if wrong := [each for each in names if not NAME.fullmatch(each)]:
            raise ValueError(f"只写主机名，不写 https:// 和端口：{wrong[0]}")
        return names


def check(host: str, told: Sequence[str]) -> None:
    """`host`: that field of a call. Raises Refused 421 (RFC 9110, 15.5.20). Who was told no name has not been set
    up yet: 503, so that what terminals of the version before hand in meanwhile waits and is not refused for good."""
    if _name(host) in {*told, *LOOPBACK}:
        return
    if told:
        raise Refused(421, "wrong-host", "this platform does not answer by that host name")
    raise Refused(503, "no-hosts", "this platform was told no host name: gateway.toml, [door] hosts")


def _name(host: str) -> str:
    found = HOST.fullmatch(host.lower())
    return found["name"].strip("[]") if found else ""
