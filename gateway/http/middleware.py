"""Stands around the app: asks who calls before it listens to what they say, bounds what comes in, notes what goes out,
and lets no accident through as a bare 500."""

import time

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.wire import Refusal
from gateway.auth import guard
from gateway.http import answer_signing, hosts
from gateway.http.body_timeout import BodyTimeout
from gateway.refusals import Refused, accident
from gateway.runtime import Runtime
from gateway.telemetry import metrics
from gateway.telemetry.log import log, log_bug
from gateway.throttling.client_networks import network
from gateway.throttling.concurrency import Call, CallLimiter
from trust.request_signature import ReceivedRequest

UPLOADS_PREFIX = "/v1/uploads/"
UNSIGNED_PATHS = {"/v1/health", "/v1/enrolments"}
MAX_BODY_BYTES = {
    "/v1/items": 2 << 20,  # base64 of the largest text, and its envelope
    "/v1/batches": 9 << 20,
    "/v1/reconciliation": 256 << 10,  # 500 items
    "/v1/evaluations": 32 << 10,  # reasons of 2000 characters, each written as an escape
}
DEFAULT_MAX_BODY_BYTES = 8 << 10
"""Bytes of the body of any other call; an upload's own length bounds it."""
CLOSE_CONNECTION = (b"connection", b"close")
"""After a call whose body has two lengths: who took the other one would find a call of somebody else's in it (RFC 9112,
6.3)."""
MAX_HEADER_BYTES = 16 << 10
"""Bytes of all header fields."""


class GatewayMiddleware:
    def __init__(self, app: ASGIApp, runtime: Runtime, pace: BodyTimeout) -> None:
        self.app, self.runtime, self.pace = app, runtime, pace
        self.calls = CallLimiter(pace.asked)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        scope.setdefault("state", {})
        upload = scope["path"].startswith(UPLOADS_PREFIX)
        seconds = self.pace.asked.upload_seconds if upload else self.pace.asked.body_seconds
        request = Request(scope)
        arrived = guard.arrived_as(request) if _signed(scope["path"]) else None
        if arrived:
            send = answer_signing.signing(arrived, send, self.runtime)
        with self.calls.one() as call:
            noted = _Noted(scope, self.pace.paced(receive, seconds), send, None if upload else call)
            try:
                await self._guarded(request, arrived, noted, call)
            finally:
                noted.tell()

    async def _guarded(self, request: Request, arrived: ReceivedRequest | None, noted: "_Noted", call: Call) -> None:
        """`arrived`: a call that has to be signed; None for one that has not."""
        try:
            self._check_head(request, noted, call)
            if arrived:
                await guard.authenticate(request, arrived, self.runtime, call)
            await self.app(request.scope, noted.receive, noted.send)
        except ClientDisconnect:
            pass
        except Refused as refused:
            await self._refuse(noted, refused)
        except Exception as error:
            log_bug(error)
            if not noted.status:
                await self._refuse(noted, accident(error))

    def _check_head(self, request: Request, noted: "_Noted", call: Call) -> None:
        scope = request.scope
        hosts.check(request.headers.get("host", ""), self.runtime.hosts)
        call.of_address(network(scope["client"][0] if scope.get("client") else ""))
        headers = scope["headers"]
        if sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES:
            raise Refused(431, "too-long", "the head of the call is too long")
        if _encoded(scope):
            raise Refused(415, "encoded", "bodies travel as they are, without a Content-Encoding")
        if self.runtime.free_space:
            self.runtime.free_space.check(scope["method"], scope["path"])
        noted.check_length()

    async def _refuse(self, noted: "_Noted", no: Refused) -> None:
        noted.scope["state"]["refusal"] = no.code
        body = Refusal(code=no.code, message=no.message, at=self.runtime.now()).model_dump_json().encode()
        said = {"Content-Type": "application/json", "Content-Length": str(len(body)), **(no.headers or {})}
        headers = [(name.lower().encode(), value.encode()) for name, value in said.items()]
        await noted.send({"type": "http.response.start", "status": no.status_code, "headers": headers})
        await noted.send({"type": "http.response.body", "body": body})


def _signed(path: str) -> bool:
    """An upload has a token of its own; elsewhere than below /v1 nothing is."""
    return path.startswith("/v1/") and path not in UNSIGNED_PATHS and not path.startswith(UPLOADS_PREFIX)


def _encoded(scope: Scope) -> bool:
    """A few compressed bytes can become a great many: nothing is unpacked here."""
    return any(name == b"content-encoding" and value.strip() != b"identity" for name, value in scope["headers"])


class _Noted:
    """One call's `receive`, bounded, and its `send`, both counted."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, holds: Call | None) -> None:
        """`holds`: whose memory the body takes; None for an upload, which goes to the disk."""
        self.scope, self._receive, self._send, self._holds = scope, receive, send, holds
        self.status, self._came, self._began = 0, 0, time.monotonic()
        self._two_lengths = {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}

    def check_length(self) -> None:
        """Before a byte of the body is read, where its length is announced. Raises Refused 413."""
        told = dict(self.scope["headers"]).get(b"content-length", b"0")
        self._check(int(told) if told.isdigit() else 0)

    def _check(self, size: int) -> None:
        if self._holds and size > MAX_BODY_BYTES.get(self.scope["path"], DEFAULT_MAX_BODY_BYTES):
            raise Refused(413, "too-long", "the call is too long")

    async def receive(self) -> Message:
        message = await self._receive()
        size = len(message.get("body", b""))
        self._came += size
        self._check(self._came)
        if self._holds:
            self._holds.hold(size)
        return message

    async def send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        if self._two_lengths and message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], CLOSE_CONNECTION]}
        await self._send(message)

    def tell(self) -> None:
        """0 as status: the caller had gone before there was an answer."""
        route, state = getattr(self.scope.get("route"), "path", None), self.scope["state"]
        seconds = time.monotonic() - self._began
        log(
            "call",
            method=self.scope["method"] if self.scope["method"] in metrics.METHODS else "other",
            route=route,
            status=self.status,
            code=state.get("refusal"),
            terminal=state.get("terminal"),
            ms=round(seconds * 1000),
            bytes=self._came,
        )
        metrics.call_answered(self.scope["method"], route, self.status, seconds, state.get("refusal"))
