"""Draws pages from the templates in `resources/desk/templates`: what is shown, and around it the places that an officer
can go to, by their roles. Every value is escaped; HTML in a petition is text."""

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from core import training
from core.date_format import day, moment
from core.language import N_, _, _n, languages
from core.resources import resource
from gateway.clock import CHINA
from gateway.desk import assets
from gateway.desk.languages import name_of, tag_of
from gateway.desk.visit import Visit
from gateway.runtime import Runtime

EVERYBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """`key`: with the browser's access key it leads there; empty behind the tenth."""

    name: str
    path: str
    key: str
    here: bool


PLACES = (
    (N_("收件箱"), "/desk", EVERYBODY),
    (N_("今日日清"), "/desk/today", EVERYBODY),
    (N_("查找"), "/desk/search", EVERYBODY),
    (N_("我的清单"), "/desk/shortlist", EVERYBODY),
    (N_("常用语"), "/desk/texts", EVERYBODY),
    (N_("值班"), "/desk/watch", frozenset({"duty", "supervise", "administer"})),
    (N_("告知记录"), "/desk/notices", frozenset({"supervise", "administer", "duty"})),
    (N_("个人信息"), "/desk/data-requests", frozenset({"register"})),
    (N_("终端"), "/desk/terminals", frozenset({"administer", "duty"})),
    (N_("发布"), "/desk/bulletin", frozenset({"administer"})),
    (N_("机构和人员"), "/desk/organs", frozenset({"administer"})),
)


REGULATION = N_("《信访工作条例》")
LAWS = {"PIPL": N_("《个人信息保护法》"), "Civil Code": N_("《民法典》")}
"""How the table of actions begins an article that is not the regulation's."""


def places(visit: Visit) -> list[Place]:
    """Returns the places of whoever is signed in; none for others."""
    if visit.signed_in is None:
        return []
    roles = {role.value for role in visit.officer.roles}
    open_here = [(name, path) for name, path, needed in PLACES if not needed or needed & roles]
    current, keys = visit.request.url.path, (*"1234567890", *[""] * len(PLACES))
    return [
        Place(_(name), path, key, current == path or (path != "/desk" and current.startswith(f"{path}/")))
        for key, (name, path) in zip(keys, open_here, strict=False)
    ]


def page(visit: Visit, template: str, status: int = 200, **shown: Any) -> Response:
    """Returns the page of that template with `shown` in it."""
    return HTMLResponse(drawn(visit, template, **shown), status)


def drawn(visit: Visit, template: str, **shown: Any) -> str:
    """Returns a page, or a piece of one, as text."""
    return _environment().get_template(template).render(**_around(visit), **shown)


def bare(language: str, runtime: Runtime, sentence: str, status: int) -> str:
    """Returns a page for whoever asks: a sentence and a way back, nothing else."""
    band = _(training.BAND) if runtime.training else ""
    template = _environment().get_template("refusal.html")
    return template.render(tag=tag_of(language), sentence=sentence, status=status, band=band)


def _around(visit: Visit) -> dict[str, Any]:
    path = visit.request.url.path
    return {
        "visit": visit,
        "officer": visit.signed_in.officer if visit.signed_in else None,
        "organ_name": visit.signed_in.organ.name if visit.signed_in else "",
        "token": visit.token,
        "path": path,
        "here": path + (f"?{visit.request.url.query}" if visit.request.url.query else ""),
        "places": places(visit),
        "tag": tag_of(visit.language),
        "languages": [(each, name_of(each)) for each in languages() if each != visit.language],
        "now": visit.runtime.now(),
        "band": _(training.BAND) if visit.runtime.training else "",
    }


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(resource("desk", "templates")),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update({"_": _, "_n": _n, "asset": assets.address, "tag_of": tag_of, "Markup": Markup})
    made.globals.update({"name_of_language": name_of})
    made.filters.update(
        {"day": day, "moment": partial(moment, zone=CHINA), "paragraphs": paragraphs, "size": size, "cited": cited}
    )
    return made


def cited(article: str, whole: bool = False) -> str:
    """Returns an article as a page shows it; `whole`: with the name of the regulation too, where it is no other law."""
    for code, law in LAWS.items():
        if article.startswith(f"{code} "):
            return _("{law}第{article}条").format(law=_(law), article=article.removeprefix(f"{code} "))
    shown = _("第{article}条").format(article=article)
    return _("{law}第{article}条").format(law=_(REGULATION), article=article) if whole else shown


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def size(count: int) -> str:
    """Returns bytes for people, in the unit that keeps it short."""
    if count < 1024:
        return _("{n} 字节").format(n=count)
    if count < 1 << 20:
        return _("{n} KB").format(n=round(count / 1024))
    return _("{n} MB").format(n=round(count / (1 << 20), 1))
