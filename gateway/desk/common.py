"""Pages that belong to no case: style and script, health, the language, the keys, what there is not, and a refusal in
plain words. What does not exist and what is not for this officer are the same page."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from core.language import N_, _, languages, speaking
from gateway.desk import assets, drawing, headers
from gateway.desk.drawing import bare
from gateway.desk.languages import chosen
from gateway.desk.route import DeskRoute, PublicRoute, back_to, own_path
from gateway.desk.visit import Asked
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime

public = APIRouter(prefix="/desk", route_class=PublicRoute, include_in_schema=False)
router = APIRouter(prefix="/desk", route_class=DeskRoute, include_in_schema=False)
last = APIRouter(prefix="/desk", route_class=DeskRoute, include_in_schema=False)
"""Comes after all others."""
CASE_NUMBER = re.compile(r"[A-Za-z0-9-]{1,40}")


@public.get("/healthz")
def health(visit: Asked) -> Response:
    """Says that pages can be drawn and the database answers. Raises when it does not; that is answered as 503."""
    with visit.runtime.reading():
        return JSONResponse({"state": "ok", "at": visit.runtime.now().isoformat()})


@public.get("/assets/{name}")
def asset(name: Annotated[str, Path()], v: Annotated[str, Query()] = "") -> Response:
    if name not in assets.FILES:
        raise not_found()
    kept = headers.KEPT if assets.address(name).endswith(f"?v={v}") else "no-cache"
    return Response(assets.content(name), media_type=assets.FILES[name], headers={"Cache-Control": kept})


@public.get("/print/{number}.css")
def print_style(number: str) -> Response:
    """What stands at the head of each printed page of a case: its number. A style inside the page is not allowed."""
    if not CASE_NUMBER.fullmatch(number):
        raise not_found()
    text = f'@page {{ @top-right {{ content: "{number}"; font-size: 9pt; }} }}\n'
    return Response(text, media_type="text/css")


@public.post("/language")
def language(visit: Asked) -> Response:
    answer = back_to(own_path(visit.said("here")))
    if (wanted := visit.said("language")) in languages():
        headers.remember_language(visit.request, answer, wanted)
    return answer


@router.get("/keys")
def keys(visit: Asked) -> Response:
    return drawing.page(visit, "keys.html")


@last.api_route("/{rest:path}", methods=["GET", "POST", "HEAD"])
def nothing(visit: Asked) -> Response:
    raise not_found()


PREFIX = "/desk"
SENTENCES = {
    403: N_("这一步在这里不能做。"),
    404: N_("没有找到。编号可能不对，也可能不归您的机构办理。"),
    405: N_("这一页不能这样打开。请从菜单重新进入。"),
    408: N_("网络太慢，内容没有收全。请再试一次。"),
    409: N_("别人刚刚先办了一步。请刷新后再看。"),
    413: N_("内容太大，没有收下。请减少文字或附件。"),
    421: N_("请用本平台的正式网址打开。"),
    422: N_("填写的内容不完整或不对，没有保存。"),
    429: N_("操作太频繁，请过一会儿再试。"),
    503: N_("系统正忙，没有办成。请稍等再试一次。"),
}
SPOKEN = frozenset({"bad-invitation", "disabled", "unknown-officer", "organ-merged", "organ-ended", "unknown-organ"})
"""Codes whose message is a sentence for officers already."""
OTHERWISE = N_("没有办成。请再试一次；仍不行，请联系管理员。")


def refusal_page(request: Request, runtime: Runtime, refused: HTTPException) -> Response | None:
    """Returns the page of a refusal, the same whoever asks, without anything of what was asked for. None for a call
    that is not of the desk."""
    path = request.scope["path"]
    if path != PREFIX and not path.startswith(f"{PREFIX}/"):
        return None
    language = chosen(request)
    with speaking(language):
        spoken = isinstance(refused, Refused) and refused.code in SPOKEN
        sentence = refused.detail if spoken else _(SENTENCES.get(refused.status_code, OTHERWISE))
        text = bare(language, runtime, sentence=sentence, status=refused.status_code)
    return headers.protect(HTMLResponse(text, refused.status_code, headers=refused.headers))
