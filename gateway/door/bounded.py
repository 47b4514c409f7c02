"""JSON as it is read here: so many values and no more, and never deeper than Python can go.

It is read before its signature can be checked, and where all calls are waited for: a stranger must not make us work.
"""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from core import bounded_json
from gateway.door.guard import the_caller
from gateway.refusals import Refused, garbled

FEW, MANY = 100, 4000
"""A call has twenty values. A page of a reconciliation has 2,500, a hundred items have 1,300."""


class BoundedRequest(Request):
    most = FEW

    async def json(self) -> Any:
        body = await self.body()
        try:
            bounded_json.check(body, self.most)
            return json.loads(body, parse_int=bounded_json.integer)
        except bounded_json.TooMuch as error:
            raise Refused(413, "too-long", "the call has too many values") from error
        except json.JSONDecodeError:
            raise  # FastAPI's to tell, once it is clear who calls
        except (RecursionError, ValueError) as error:
            raise garbled("the call") from error


class ManyRequest(BoundedRequest):
    most = MANY


class Bounded(APIRoute):
    request = BoundedRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            counted = self.request(request.scope, request.receive)
            try:
                return await handle(counted)
            except RequestValidationError:
                await self.before_refusing(counted)
                raise

        return bounded

    async def before_refusing(self, request: Request) -> None:
        """What is not what the contract says is about to be called so."""


class OfMany(Bounded):
    """For a call about many items."""

    request = ManyRequest


class SignedLate(Bounded):
    """For a call that checks its signature in the very thread it works in: going to another costs as much as the check.

    Who is no terminal hears 401 all the same, whatever they said.
    """

    async def before_refusing(self, request: Request) -> None:
        await run_in_threadpool(the_caller, request, request.app.state.office, await request.body())
