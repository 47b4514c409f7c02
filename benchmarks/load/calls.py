"""Calls prepared beforehand: terminals enrolled straight into the tables, sealed items, signatures that are still
fresh."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_hex
from urllib.parse import urlsplit

from requests import PreparedRequest
from sqlalchemy import insert

from benchmarks.faults.gateway_load_clients import GatewayEndpoints
from core.person import Person
from gateway.clock import china_now
from gateway.runtime import Runtime
from gateway.storage.schema import chains, terminals
from testkit.terminal import Terminal, petition
from trust.hash_chain import START
from trust.keys import SigningKey


@dataclass(frozen=True)
class Desk:
    """The terminals of one gateway, each with its own key."""

    terminals: list[Terminal]
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def signed(self, count: int) -> list[bytes]:
        """Returns this many new items, from the terminals in turn, as the bytes of signed requests.

        Each item is another person's: 21,000 people come before the first comes again."""
        numbers = itertools.islice(self._numbers, count)
        return [as_bytes(_handing_in(self.terminals[n % len(self.terminals)], n)) for n in numbers]


def enrolled(runtime: Runtime, url: str, count: int) -> Desk:
    gateway = GatewayEndpoints([url], runtime)
    keys = {each.name: each.keys for each in runtime.keys.recipients}
    found = [Terminal(gateway, f"t-{token_hex(6)}", SigningKey.generate(), keys) for _ in range(count)]
    now = runtime.now()
    about = {"name": "大厅一号", "site": "阳光乡便民中心", "enrolled_at": now}
    with runtime.engine.begin() as db:
        db.execute(insert(terminals), [{"id": each.id, "public_key": each.key.public, **about} for each in found])
        db.execute(insert(chains), [{"chain": each.id, "events": 0, "head": START} for each in found])
    return Desk(found)


def _handing_in(terminal: Terminal, n: int) -> PreparedRequest:
    asker = Person(name="王小满", id_number=_number(n), phone=f"138{n % 10**8:08d}", address="阳光村一组")
    item = terminal.sealed(petition(china_now(), asker=asker))
    return terminal.request("POST", "/v1/items", terminal.as_call(item), Idempotency_Key=str(item.id))


def _number(n: int) -> str:
    """Returns an imaginary person's ID number, with its check digit (GB 11643)."""
    body = f"1101051949{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]


def as_bytes(request: PreparedRequest) -> bytes:
    address = urlsplit(str(request.url))
    lines = [f"{request.method} {address.path} HTTP/1.1", f"Host: {address.netloc}", *_lines(request), "", ""]
    return "\r\n".join(lines).encode() + _body(request)


def _body(request: PreparedRequest) -> bytes:
    body = request.body or b""
    return body.encode() if isinstance(body, str) else body


def _lines(request: PreparedRequest) -> Iterator[str]:
    for name, value in request.headers.items():
        yield f"{name}: {value if isinstance(value, str) else value.decode()}"
