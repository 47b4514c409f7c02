"""The gateway as a web application."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from core.wire import Refusal
from gateway.clock import Clock
from gateway.desk.common import refusal_page
from gateway.desk.routers import ROUTERS as DESK
from gateway.http.body_timeout import BodyTimeout
from gateway.http.middleware import GatewayMiddleware
from gateway.refusals import Refused, garbled
from gateway.routes import cases, items, terminals, updates, uploads
from gateway.runtime import Runtime, open_runtime

REFUSALS: dict[int | str, dict[str, object]] = {
    "4XX": {"model": Refusal, "description": "a no, with its reason as `code`"},
    "503": {"model": Refusal, "description": "not now; try again"},
    "422": {"model": Refusal, "description": "this content will never be taken"},
}


def create(data: Path, clock: Clock | None = None) -> FastAPI:
    """A gateway on folder `data`. Raises StoreProblem when the folder's keys or database cannot be used."""
    return application(open_runtime(data, clock))


def application(runtime: Runtime) -> FastAPI:
    app = routes_only()
    app.state.runtime = runtime
    app.state.body_timeout = BodyTimeout(runtime.connections)
    app.add_middleware(
        GatewayMiddleware, runtime=runtime, body_timeout=app.state.body_timeout, refusal_page=refusal_page
    )
    return app


def routes_only() -> FastAPI:
    """The routes without a runtime: enough to write docs/openapi.json."""
    app = FastAPI(
        title="Sunlit Window gateway",
        version="1",
        description="Every call but health, enrolment, uploads and updates is signed: see docs/platform-contract.md.",
        docs_url=None,
        redoc_url=None,
        responses=REFUSALS,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # petitions are nobody's trace data
    )
    for router in (*terminals.ROUTERS, *items.ROUTERS, uploads.router, updates.router, cases.router, *DESK):
        app.include_router(router)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _garbled)
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = error.code if isinstance(error, Refused) else f"http-{error.status_code}"
    request.state.refusal = code
    runtime: Runtime = request.app.state.runtime
    if page := refusal_page(request, runtime, error):
        return page
    refusal = Refusal(code=code, message=str(error.detail), at=runtime.now())
    headers = {**uploads.tus_headers(request.url.path), **(error.headers or {})}
    return JSONResponse(refusal.model_dump(mode="json"), status_code=error.status_code, headers=headers)


def _garbled(request: Request, error: Exception) -> Response:
    """The answer does not name the field: validation errors quote their input, which may be personal."""
    return _refused(request, garbled("the call"))
