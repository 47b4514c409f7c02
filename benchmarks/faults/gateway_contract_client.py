"""Puts what a real terminal knows into generated calls: its signature, an item and its receipt, an upload and its
token."""

import random
from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from schemathesis import Case
from sqlalchemy import delete

from benchmarks.faults.gateway_load_clients import GatewayEndpoints, enrolled
from core.wire import ItemStatus
from gateway.auth.enrolment import issue_secret
from gateway.clock import china_now
from gateway.runtime import Runtime
from gateway.storage.schema import misses
from testkit.officers import led
from testkit.terminal import ASKER, Item, Terminal, Upload, petition
from trust.keys import SigningKey
from trust.request_signature import sign_request

FRESH = 8
"""Calls before another terminal takes over."""


@dataclass
class Known:
    """One terminal's registered item and its upload."""

    terminal: Terminal
    item: Item
    status: ItemStatus
    upload: Upload
    sent: int = 0

    @property
    def part(self) -> bytes:
        return self.item.files["1.age"]

    @property
    def query(self) -> dict[str, str]:
        assert self.status.receipt
        return {"query_code": self.status.receipt.query_code, "last_four": ASKER.id_number[-4:]}


@dataclass
class ContractClient:
    url: str
    runtime: Runtime
    dice: random.Random
    calls: int = 0
    known: Known = field(init=False)

    def __post_init__(self) -> None:
        self.known = self._known()

    def sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Signs the request; the form that `requests` wants for `auth`."""
        body = request.body or b""
        terminal = self.known.terminal
        content = body if isinstance(body, bytes) else str(body).encode()
        sign_request(request, content, terminal.id, terminal.key, china_now())
        return request

    def inform(self, case: Case[Any]) -> bool:
        """Puts known values into the case; returns whether there were any."""
        self.calls += 1
        if not self.calls % FRESH:
            self.known = self._known()
        tell = getattr(self, f"_{case.method.lower()}_{case.path.rpartition('/v1/')[2]}".translate(NAME), None)
        if tell is None:
            return False
        tell(case)
        return True

    def _known(self) -> Known:
        with self.runtime.engine.begin() as db:
            db.execute(delete(misses))  # ten minutes later: nobody is shut out for having guessed
        terminal = enrolled(GatewayEndpoints([self.url], self.runtime))
        item, status = terminal.filed()
        assert status.receipt
        if self.dice.random() < 0.5:
            led(self.runtime, status.receipt.case_number)
        return Known(terminal, item, status, terminal.upload(item))

    def _post_items(self, case: Case[Any]) -> None:
        again = self.dice.random() < 0.3
        item = self.known.item if again else self.known.terminal.sealed(petition(china_now()))
        case.body = self.known.terminal.as_call(item)
        case.media_type = "application/json"
        case.headers["Idempotency-Key"] = str(item.id)

    def _get_items_item(self, case: Case[Any]) -> None:
        case.path_parameters["item"] = str(self.known.item.id)

    def _post_items_item_parts_number(self, case: Case[Any]) -> None:
        case.path_parameters.update(item=str(self.known.item.id), number=1)
        if self.dice.random() < 0.7:
            case.headers["Upload-Length"] = str(len(self.known.part))

    def _head_uploads_upload(self, case: Case[Any]) -> None:
        case.path_parameters["upload"] = self.known.upload.url.rpartition("/")[2]
        case.headers["Authorization"] = f"Bearer {self.known.upload.token}"
        if self.dice.random() < 0.8:
            case.headers["Tus-Resumable"] = "1.0.0"

    def _patch_uploads_upload(self, case: Case[Any]) -> None:
        self._head_uploads_upload(case)
        case.media_type = "application/offset+octet-stream"
        case.body = self.known.part[: self.dice.choice([0, 100, 5000, len(self.known.part)])]
        if self.dice.random() < 0.8:
            told = self.known.upload.head().headers  # a part that is being put together has no offset just then
            case.headers["Upload-Offset"] = told.get("Upload-Offset", "0")

    def _post_queries(self, case: Case[Any]) -> None:
        case.body = dict(self.known.query)

    def _post_queries_card(self, case: Case[Any]) -> None:
        case.body = {"name": ASKER.name, "id_number": ASKER.id_number}

    def _post_evaluations(self, case: Case[Any]) -> None:
        case.body = {"query": dict(self.known.query), "evaluation": {"bureau": "satisfied", "unit": "satisfied"}}

    def _post_enrolments(self, case: Case[Any]) -> None:
        case.body = {"code": issue_secret(self.runtime)[0], "public_key": SigningKey.generate().public}


@schemathesis.serializer("application/offset+octet-stream")
def bytes_as_they_are(ctx: schemathesis.SerializationContext, value: Any) -> bytes:
    return bytes(value)


NAME: Any = str.maketrans({"/": "_", "{": "", "}": "", "-": "_"})
