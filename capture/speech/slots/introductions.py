"""The names by which speakers introduce themselves: 我叫王建国, 本人赵秀兰, 我是大湾村的村民刘德顺."""

import re

from capture.speech.slots.spoken_text import MARKS, Span
from capture.speech.slots.vocabulary import any_of
from capture.spelled import surnames
from core.han import HAN

NAME = f"{HAN}{{2,4}}?|{HAN}{{2,8}}·{HAN}{{2,8}}"
CALLINGS, OFFICES, TITLES = (any_of("people", name) for name in ("callings", "offices", "titles"))
END = f"(?=[{MARKS}、：:]|家住|住在|家在|来自|我|是|今年|现年|男|女|系|要反映|想反映|$)"
INTRODUCED = re.compile(f"(?:我(?:的)?(?:名字|姓名)?(?:就)?叫做?|我的名字是|本人)(?P<name>{NAME}){END}")
CALLED = re.compile(
    f"(?:我就?是|反映人|信访人)(?:是|[：:])?(?:[^{MARKS}]{{0,16}}(?:{CALLINGS}|村民|居民|社员|业主))?(?P<name>{NAME}){END}"
)
"""Anything may follow here, so only what begins with a surname counts: 我是石匠 is a calling, 我是石大海 a name."""
NOBODY = re.compile("^(?:[你您他她它咱我各别大][们家人]?|[人了]|领导|村里)|[来去车帮救报派送]|[了过的吗吧呢不没在]$")
"""Words after 我叫 that are no name: 我叫他来."""
CALLING = re.compile(
    "[家村庄屯县镇乡区组人匠工员户]$|(?:学|医|考|先|新)生$|(?:老|律|厨|医)师$|[村组校班队局院厂科镇乡县市社]长$|"
    f"(?:{TITLES}|{OFFICES}|{CALLINGS}|干部|群众|代表|[村居农市]民)$"
)
"""What somebody is: 我是方家庄人, 我是王医生."""


def speakers(text: str) -> list[Span]:
    """Returns the names in order, each once."""
    found = [*INTRODUCED.finditer(text), *(each for each in CALLED.finditer(text) if _is_a_name(each["name"]))]
    spans = [Span(each["name"], *each.span("name")) for each in found if not NOBODY.search(each["name"])]
    first: dict[str, Span] = {}
    for span in sorted(spans, key=lambda span: span.start):
        first.setdefault(span.text, span)
    return list(first.values())


def _is_a_name(text: str) -> bool:
    return (text[0] in surnames() or "·" in text) and not CALLING.search(text)
