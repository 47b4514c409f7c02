"""Wraps the app: authenticates a call before its body is read, limits what comes in, logs and counts each call, turns
an unexpected exception into a refusal, and signs every answer to a signed call, refusals too
(`trust/response_signature.py`).

Unsigned, whoever stands between terminal and gateway could answer in our name, for instance that nothing is missing or
that an item will never be taken.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.wire import Refusal
from gateway.auth import guard
from gateway.http import hosts
from gateway.http.body_timeout import BodyTimeout
from gateway.refusals import Refused, unexpected_error
from gateway.runtime import Runtime
from gateway.telemetry import metrics
from gateway.telemetry.log import log, log_bug
from gateway.throttling.client_networks import network
from gateway.throttling.concurrency import Call, CallLimiter
from trust import response_signature
from trust.request_signature import ReceivedRequest

UPLOADS_PREFIX = "/v1/uploads/"
UPDATES_PREFIX = "/v1/updates/"
UNSIGNED_PATHS = {"/v1/health", "/v1/enrolments"}
MAX_BODY_BYTES = {
    "/v1/items": 2 << 20,  # base64 of the largest text, and its envelope
    "/v1/batches": 9 << 20,
    "/v1/reconciliation": 256 << 10,  # 500 items
    "/v1/agents": 256 << 10,  # 200 agents
    "/v1/appointments/answer": 32 << 10,  # a note, likewise
    "/v1/evaluations": 32 << 10,  # reasons of 2000 characters, each written as an escape
}
DEFAULT_MAX_BODY_BYTES = 8 << 10
"""For the body of any other call. An upload is limited by its own length instead."""
MAX_FORM_BYTES, MAX_CASE_FORM_BYTES = 1 << 20, 24 << 20
"""Of a form of the officers' pages; of one about a case, with the pictures of a paper."""
FORMS_PREFIX, CASE_FORMS_PREFIX = "/desk/", "/desk/cases/"
RefusalPage = Callable[[Request, Runtime, Refused], Response | None]
"""Returns a refusal as a page for people, for a call that a browser makes; None for any other."""
CLOSE_CONNECTION = (b"connection", b"close")
"""Sent after a call that has both Content-Length and Transfer-Encoding: another reader of the same bytes might find a
second call in them (RFC 9112, 6.3)."""
MAX_HEADER_BYTES = 16 << 10
"""Of all header fields together."""
TAKING_IN = (
    "/v1/items",
    "/v1/batches",
    "/v1/uploads/",
    "/v1/evaluations",
    "/v1/appointments/answer",
    "/v1/enrolments",
    "/v1/rotation",
)
"""Calls that write something; they are refused while the disk is full."""
FULL_RETRY_AFTER = 600
"""Seconds until a call that was refused for a full disk is worth repeating."""


class GatewayMiddleware:
    def __init__(
        self, app: ASGIApp, runtime: Runtime, body_timeout: BodyTimeout, refusal_page: RefusalPage = lambda *_: None
    ) -> None:
        self.app, self.runtime, self.body_timeout, self.refusal_page = app, runtime, body_timeout, refusal_page
        self.calls = CallLimiter(body_timeout.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        scope.setdefault("state", {})
        upload = scope["path"].startswith(UPLOADS_PREFIX)
        settings = self.body_timeout.settings
        seconds = settings.upload_seconds if upload else settings.body_seconds
        request = Request(scope)
        arrived = guard.received(request) if _signed(scope["path"]) else None
        if arrived:
            send = _signing(arrived, send, self.runtime)
        with self.calls.track() as call:
            metered = _MeteredCall(scope, self.body_timeout.limited(receive, seconds), send, None if upload else call)
            try:
                await self._guarded(request, arrived, metered, call)
            finally:
                metered.report()

    async def _guarded(
        self, request: Request, arrived: ReceivedRequest | None, metered: "_MeteredCall", call: Call
    ) -> None:
        """`arrived`: the signed parts of a call that has to be signed; None for any other call."""
        try:
            self._check_head(request, metered, call)
            if arrived:
                await guard.authenticate(request, arrived, self.runtime, call)
            await self.app(request.scope, metered.receive, metered.send)
        except ClientDisconnect:
            pass
        except Refused as refused:
            await self._refuse(metered, refused)
        except Exception as error:
            log_bug(error)
            if not metered.status:
                await self._refuse(metered, unexpected_error(error))

    def _check_head(self, request: Request, metered: "_MeteredCall", call: Call) -> None:
        scope = request.scope
        hosts.check(request.headers.get("host", ""), self.runtime.hosts)
        call.count_for_network(network(scope["client"][0] if scope.get("client") else ""))
        headers = scope["headers"]
        if sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES:
            raise Refused(431, "too-long", "the head of the call is too long")
        if _encoded(scope):
            raise Refused(415, "encoded", "bodies travel as they are, without a Content-Encoding")
        self._check_space(scope)
        metered.check_length()

    def _check_space(self, scope: Scope) -> None:
        """Raises Refused 503 for a call that would write something while the disk is full."""
        writes = scope["method"] in {"POST", "PATCH"} and scope["path"].startswith(TAKING_IN)
        if writes and self.runtime.free_space and not self.runtime.free_space.enough():
            message = "there is no room here at the moment; try again"
            raise Refused(503, "full", message, retry_after=FULL_RETRY_AFTER)

    async def _refuse(self, metered: "_MeteredCall", refused: Refused) -> None:
        metered.scope["state"]["refusal"] = refused.code
        if page := self.refusal_page(Request(metered.scope), self.runtime, refused):
            await page(metered.scope, metered.receive, metered.send)
            return
        body = Refusal(code=refused.code, message=refused.message, at=self.runtime.now()).model_dump_json().encode()
        said = {"Content-Type": "application/json", "Content-Length": str(len(body)), **(refused.headers or {})}
        headers = [(name.lower().encode(), value.encode()) for name, value in said.items()]
        await metered.send({"type": "http.response.start", "status": refused.status_code, "headers": headers})
        await metered.send({"type": "http.response.body", "body": body})


def _signed(path: str) -> bool:
    """True if a call of this path has to be signed. Uploads have tokens instead; updates are signed themselves."""
    return (
        path.startswith("/v1/") and path not in UNSIGNED_PATHS and not path.startswith((UPLOADS_PREFIX, UPDATES_PREFIX))
    )


def _max_body(path: str) -> int:
    if path.startswith(CASE_FORMS_PREFIX):
        return MAX_CASE_FORM_BYTES
    return MAX_FORM_BYTES if path.startswith(FORMS_PREFIX) else MAX_BODY_BYTES.get(path, DEFAULT_MAX_BODY_BYTES)


def _encoded(scope: Scope) -> bool:
    """True if the body is compressed. That is refused, as a few compressed bytes can expand to very many."""
    return any(name == b"content-encoding" and value.strip() != b"identity" for name, value in scope["headers"])


class _MeteredCall:
    """One call: its `receive` and `send`, limited and counted."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, in_memory: Call | None) -> None:
        """`in_memory`: the call that the body's bytes are counted for; None for an upload, which goes to the disk."""
        self.scope, self._receive, self._send, self._in_memory = scope, receive, send, in_memory
        self.status, self._came, self._began = 0, 0, time.monotonic()
        self._two_lengths = {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}

    def check_length(self) -> None:
        """Raises Refused 413 by the announced length, before a byte of the body is read."""
        told = dict(self.scope["headers"]).get(b"content-length", b"0")
        self._check(int(told) if told.isdigit() else 0)

    def _check(self, size: int) -> None:
        if self._in_memory and size > _max_body(self.scope["path"]):
            raise Refused(413, "too-long", "the call is too long")

    async def receive(self) -> Message:
        message = await self._receive()
        size = len(message.get("body", b""))
        self._came += size
        self._check(self._came)
        if self._in_memory:
            self._in_memory.add_bytes(size)
        return message

    async def send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        if self._two_lengths and message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], CLOSE_CONNECTION]}
        await self._send(message)

    def report(self) -> None:
        """Log and count the call. Status 0: the caller hung up before there was an answer."""
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


def _signing(arrived: ReceivedRequest, send: Send, runtime: Runtime) -> Send:
    """`send`, which waits for the whole answer and signs it: answers to signed calls are never streamed."""
    asked = replace(arrived, headers=dict(arrived.headers))
    if not response_signature.wants_signature(asked.headers):
        return send
    start: Message = {}
    body = bytearray()

    async def signed(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        said = response_signature.sign_response(
            asked, start["status"], bytes(body), runtime.keys.signing, runtime.now()
        )
        headers = [(name.encode(), value.encode()) for name, value in said.items()]
        await send({**start, "headers": [*start["headers"], *headers]})
        await send({"type": "http.response.body", "body": bytes(body)})

    return signed
