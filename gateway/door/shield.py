"""Stands around the app: bounds what comes in, notes what goes out, and lets no accident through as a bare 500."""

import time

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.wire import Refusal
from gateway.clock import Clock
from gateway.door.pace import Pace
from gateway.process import metrics
from gateway.process.log import log, log_bug
from gateway.refusals import Refused, accident

LARGEST_BODY = 9 * 1024 * 1024
"""Of every call but an upload, which its own length bounds: base64 of the largest text, and its envelope."""

ENCODED = Refused(415, "encoded", "bodies travel as they are, without a Content-Encoding")


class Shield:
    def __init__(self, app: ASGIApp, clock: Clock, pace: Pace) -> None:
        self.app, self.clock, self.pace = app, clock, pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        scope.setdefault("state", {})
        noted = _Noted(scope, self.pace.paced(receive), send)
        try:
            await self._guarded(scope, noted)
        finally:
            noted.tell()

    async def _guarded(self, scope: Scope, noted: "_Noted") -> None:
        if _encoded(scope):
            return await self._refuse(noted, ENCODED)
        try:
            await self.app(scope, noted.receive, noted.send)
        except ClientDisconnect:
            pass
        except Exception as error:
            log_bug(error)
            if not noted.status:
                await self._refuse(noted, accident(error))
        return None

    async def _refuse(self, noted: "_Noted", no: Refused) -> None:
        noted.scope["state"]["refusal"] = no.code
        body = Refusal(code=no.code, message=no.message, at=self.clock()).model_dump_json().encode()
        said = {"Content-Type": "application/json", **(no.headers or {})}
        headers = [(name.lower().encode(), value.encode()) for name, value in said.items()]
        await noted.send({"type": "http.response.start", "status": no.status_code, "headers": headers})
        await noted.send({"type": "http.response.body", "body": body})


def _encoded(scope: Scope) -> bool:
    """A few compressed bytes can become a great many: nothing is unpacked here."""
    return any(name == b"content-encoding" and value.strip() != b"identity" for name, value in scope["headers"])


class _Noted:
    """One call's `receive`, bounded, and its `send`, both counted."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self._receive, self._send = scope, receive, send
        self._limit = None if scope["method"] == "PATCH" else LARGEST_BODY
        self.status, self._came, self._began = 0, 0, time.monotonic()

    async def receive(self) -> Message:
        message = await self._receive()
        self._came += len(message.get("body", b""))
        if self._limit is not None and self._came > self._limit:
            raise Refused(413, "too-long", "the call is too long")
        return message

    async def send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
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
        metrics.called(self.scope["method"], route, self.status, seconds, state.get("refusal"))
