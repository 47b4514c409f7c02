"""How a page is asked for: session before body, form before page, headers on every answer.

Three things hold another site's form off: the cookie is SameSite=Strict, the browser says where a form comes from
(`Sec-Fetch-Site`, or `Origin` from an older one), and each form carries a token of its session. A form that came too
late is shown once more with everything that was written in it.
"""

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException

from core.language import speaking
from gateway.desk import drawing, headers, languages
from gateway.desk.visit import Visit
from gateway.refusals import Refused, garbled
from gateway.runtime import Runtime
from gateway.staff.sign_in import session_of

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
MAX_FILES, MAX_FIELDS, MAX_FIELD_BYTES = 20, 1200, 256 << 10
"""Of one form."""
MAX_STRANGERS_BYTES = 64 << 10
"""Of a form from a browser that is not signed in."""
SIGN_IN = "/desk/sign-in"
READING = frozenset({"GET", "HEAD"})


class DeskRoute(APIRoute):
    """A page for officers who are signed in. Others are led to the sign-in, and back."""

    open_to_all = False

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            language = languages.chosen(request)
            with speaking(language):
                check_origin(request.method, request.headers)
                runtime: Runtime = request.app.state.runtime
                token = headers.session_token(request)
                known = await run_in_threadpool(session_of, runtime, token) if token else None
                if known is None and not self.open_to_all and request.method in READING:
                    return headers.protect(_to_sign_in(request))
                visit = Visit(request, runtime, language, known, await _form(request, known is not None))
                request.state.visit = visit
                try:
                    return headers.protect(self._held(visit) or await handle(request))
                finally:
                    await visit.form.close()

        return answered

    def _held(self, visit: Visit) -> Response | None:
        """Returns the form once more, when its session has ended or it was drawn in another one; nothing that was
        written is lost."""
        if visit.request.method in READING or (self.open_to_all and visit.signed_in is None):
            return None
        if visit.signed_in and visit.signed_in.session.accepts(visit.said("token")):
            return None
        return shown_again(visit)


class PublicRoute(DeskRoute):
    """A page that needs no session, such as the sign-in itself."""

    open_to_all = True


async def _form(request: Request, known: bool) -> FormData:
    """Raises Refused 422 for what is no form or holds too much, 413 for a stranger's that is long; the middleware
    bounds its bytes."""
    if request.method in READING:
        return FormData()
    if not known and int(request.headers.get("content-length", MAX_STRANGERS_BYTES + 1)) > MAX_STRANGERS_BYTES:
        raise Refused(413, "too-long", "too long for a form of somebody who is not signed in")
    try:
        return await request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES)
    except (HTTPException, AssertionError) as error:
        if isinstance(error, HTTPException) and error.status_code != 400:
            raise
        raise garbled("the form") from error


def _to_sign_in(request: Request) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.headers.get("hx-request"):  # a piece of a page: the whole page has to go
        return Response(status_code=204, headers={"HX-Redirect": SIGN_IN})
    there = "" if wanted in {"/desk", "/desk/"} else f"?next={quote(wanted, safe='/')}"
    return RedirectResponse(SIGN_IN + there, status_code=303)


def back_to(path: str) -> Response:
    """Answers a form that was done with: the browser asks for the page `path`, and repeating the page sends nothing."""
    return RedirectResponse(path, status_code=303)


def own_path(wanted: str) -> str:
    """Returns `wanted` if it is a page of the desk, else the inbox. A browser reads // and /\\ as another host."""
    fine = wanted.startswith("/desk") and wanted[5:6] in {"", "/", "?"} and "\\" not in wanted and "//" not in wanted
    return wanted if fine and not any(ord(each) < 32 for each in wanted) else "/desk"


def shown_again(visit: Visit) -> Response:
    fields = [(name, value) for name, value in visit.form.multi_items() if isinstance(value, str) and not _secret(name)]
    files = any(not isinstance(value, str) for _, value in visit.form.multi_items())
    return drawing.page(
        visit,
        "held_form.html",
        status=409 if visit.signed_in else 401,
        fields=fields,
        texts=[(name, value) for name, value in fields if "\n" in value or len(value) > 40],
        files=files,
    )


def _secret(name: str) -> bool:
    return name in {"token", "code"} or "password" in name


def check_origin(method: str, sent: Headers) -> None:
    """Raises Refused 403 when a form was sent from a page that is not ours. A browser so old that it says nothing is
    left to the token."""
    if method in READING:
        return
    site = sent.get("sec-fetch-site")
    if site is not None:
        ours = site == "same-origin"
    else:
        origin = sent.get("origin")
        ours = origin is None or urlsplit(origin).netloc == sent.get("host")
    if not ours:
        raise Refused(403, "not-ours", "this form was sent from another site's page")
