"""In which language a page speaks: as the officer chose, else as the browser asks, else Chinese."""

from starlette.requests import Request

from core.language import SOURCE, languages
from gateway.desk.headers import LANGUAGE_COOKIE

NAMES = {"zh_CN": "中文", "en_US": "English"}
"""Each language in its own words."""


def chosen(request: Request) -> str:
    known = languages()
    told = request.cookies.get(LANGUAGE_COOKIE, "")
    return told if told in known else _asked_for(request.headers.get("accept-language", ""), known)


def name_of(language: str) -> str:
    return NAMES.get(language, language)


def tag_of(language: str) -> str:
    """Returns the language as HTML names it, e.g. zh-CN."""
    return language.replace("_", "-")


def _asked_for(header: str, known: list[str]) -> str:
    """Returns the first language of the header that there is. Chinese browsers name Chinese first."""
    for asked in header[:200].split(","):
        wanted = asked.partition(";")[0].strip().lower()
        found = next((each for each in known if wanted and tag_of(each).lower().startswith(wanted[:2])), None)
        if found:
            return found
    return SOURCE
