"""JSON as it is read here: only what was signed, so many values and no more, and never deeper than Python can go."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from core import bounded_json
from gateway.auth.guard import check_body
from gateway.refusals import Refused, garbled

MAX_VALUES, MAX_VALUES_OF_MANY = 100, 4000
"""A call has twenty values. A page of a reconciliation has 2,500, a hundred items have 1,300."""


class LimitedJsonRequest(Request):
    most = MAX_VALUES

    async def json(self) -> Any:
        body = await self.body()
        try:
            bounded_json.check(body, self.most)
            return json.loads(body, parse_int=bounded_json.integer)
        except bounded_json.JsonTooLarge as error:
            raise Refused(413, "too-long", "the call has too many values") from error
        except json.JSONDecodeError:
            raise  # FastAPI's to tell
        except (RecursionError, ValueError) as error:
            raise garbled("the call") from error


class ManyItemsRequest(LimitedJsonRequest):
    most = MAX_VALUES_OF_MANY


class LimitedJsonRoute(APIRoute):
    request = LimitedJsonRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            counted = self.request(request.scope, request.receive)
            check_body(counted, await counted.body())
            return await handle(counted)

        return bounded


class ManyItemsRoute(LimitedJsonRoute):
    """For a call about many items."""

    request = ManyItemsRequest
