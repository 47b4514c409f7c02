"""JSON as it is read here: so many values and no more, and never deeper than Python can go.

It is read before its signature can be checked, so a stranger must not make us work for it.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from gateway.door.guard import the_caller
from gateway.refusals import Refused, garbled

MOST = 100_000
"""Commas, braces and brackets; a hundred items of fifty parts have a third of them."""


class BoundedRequest(Request):
    async def json(self) -> Any:
        body = await self.body()
        if sum(body.count(mark) for mark in (b",", b"{", b"[")) > MOST:
            raise Refused(413, "too-long", "the call has too many values")
        try:
            return await super().json()
        except (RecursionError, UnicodeDecodeError) as error:
            raise garbled("the call") from error


class Bounded(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            counted = BoundedRequest(request.scope, request.receive)
            try:
                return await handle(counted)
            except RequestValidationError:
                await self.before_refusing(counted)
                raise

        return bounded

    async def before_refusing(self, request: Request) -> None:
        """What is not what the contract says is about to be called so."""


class SignedLate(Bounded):
    """For a call that checks its signature in the very thread it works in: going to another costs as much as the check.

    Who is no terminal hears 401 all the same, whatever they said.
    """

    async def before_refusing(self, request: Request) -> None:
        await run_in_threadpool(the_caller, request, request.app.state.office, await request.body())
