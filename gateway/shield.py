"""Stands around the app: bounds what comes in, notes what goes out, and lets no accident through as a bare 500."""

import time

from sqlalchemy.exc import OperationalError
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.wire import Refusal
from gateway.clock import Clock
from gateway.log import log, log_bug
from gateway.pace import Pace
from gateway.refusals import Refused

LARGEST_BODY = 9 * 1024 * 1024
"""Of every call but an upload, which its own length bounds: base64 of the largest text, and its envelope."""
SAVED = {"busy": "the database is busy; try again", "unexpected": "something went wrong here; try again"}


class Shield:
    def __init__(self, app: ASGIApp, clock: Clock, pace: Pace) -> None:
        self.app, self.clock, self.pace = app, clock, pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._guarded(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})
        began, noted = time.monotonic(), _Noted(send)
        try:
            paced = self.pace.paced(receive)
            await self.app(scope, bounded(paced) if scope["method"] != "PATCH" else paced, noted)
        except ClientDisconnect:
            pass
        except Exception as error:
            log_bug(error)
            if not noted.status:
                await self._apologise(noted, "busy" if isinstance(error, OperationalError) else "unexpected")
        log(
            "call",
            method=scope["method"],
            route=getattr(scope.get("route"), "path", None),
            status=noted.status,
            terminal=scope["state"].get("terminal"),
            ms=round((time.monotonic() - began) * 1000),
        )

    async def _apologise(self, send: Send, code: str) -> None:
        body = Refusal(code=code, message=SAVED[code], at=self.clock()).model_dump_json().encode()
        headers = [(b"content-type", b"application/json"), (b"retry-after", b"5")]
        await send({"type": "http.response.start", "status": 503, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class _Noted:
    """`send`, remembering the status."""

    def __init__(self, send: Send) -> None:
        self.send, self.status = send, 0

    async def __call__(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        await self.send(message)


def bounded(receive: Receive, limit: int = LARGEST_BODY) -> Receive:
    """`receive`, refusing once more than `limit` bytes have come."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > limit:
            raise Refused(413, "too-long", "the call is too long")
        return message

    return counted
