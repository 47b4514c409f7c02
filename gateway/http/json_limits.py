"""How the JSON of a call is read: only a body that was signed, with a bounded number of values and a bounded depth."""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from core import bounded_json
from gateway.auth.guard import check_body
from gateway.refusals import Refused, garbled

MAX_VALUES, MAX_VALUES_OF_MANY = 100, 4000
"""Values in one body. An ordinary call has twenty, a page of a reconciliation 2,500, a hundred items 1,300."""


class LimitedJsonRequest(Request):
    max_values = MAX_VALUES

    async def json(self) -> Any:
        body = await self.body()
        try:
            bounded_json.check(body, self.max_values)
            return json.loads(body, parse_int=bounded_json.integer)
        except bounded_json.JsonTooLarge as error:
            raise Refused(413, "too-long", "the call has too many values") from error
        except json.JSONDecodeError:
            raise  # FastAPI answers the error
        except (RecursionError, ValueError) as error:
            raise garbled("the call") from error


class ManyItemsRequest(LimitedJsonRequest):
    max_values = MAX_VALUES_OF_MANY


class LimitedJsonRoute(APIRoute):
    request = LimitedJsonRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def limited(request: Request) -> Response:
            counted = self.request(request.scope, request.receive)
            check_body(counted, await counted.body())
            return await handle(counted)

        return limited


class ManyItemsRoute(LimitedJsonRoute):
    """Route for a call about many items, with higher limits."""

    request = ManyItemsRequest
