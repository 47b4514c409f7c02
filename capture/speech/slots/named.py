"""By what names whoever speaks speaks of themself: 我叫王建国, 本人赵秀兰, 我是大湾村的村民刘德顺."""

import re

from capture.speech.slots.said import MARKS, Span
from capture.speech.slots.words import any_of
from capture.spelled import surnames

HAN = "[\u4e00-\u9fff]"
NAME = f"{HAN}{{2,4}}?|{HAN}{{2,8}}·{HAN}{{2,8}}"
CALLINGS, TITLES = any_of("people", "callings"), any_of("people", "titles")
END = f"(?=[{MARKS}、：:]|家住|住在|家在|来自|我|是|今年|现年|男|女|系|要反映|想反映|$)"
INTRODUCED = re.compile(f"(?:我(?:的)?(?:名字|姓名)?(?:就)?叫做?|我的名字是|本人)(?P<name>{NAME}){END}")
CALLED = re.compile(
    f"(?:我就?是|反映人|信访人)(?:是|[：:])?(?:[^{MARKS}]{{0,16}}(?:{CALLINGS}|村民|居民|社员|业主))?(?P<name>{NAME}){END}"
)
"""Anything may follow here, so only what begins with a surname counts: 我是石匠 is a calling, 我是石大海 a name."""
NOBODY = re.compile(
    "^(?:[你您他她它咱我各别大][们家人]?|[人了]|领导|村里)|[来去车帮救报派送]|[了过的吗吧呢不没在家村庄屯县镇乡区组人匠工员户长师生]$"
    f"|{TITLES}$"
)
"""Who is called to come (我叫他来), and what somebody is (我是方家庄人)."""


def speakers(text: str) -> list[Span]:
    """In the order they are said; nobody twice."""
    found = [*INTRODUCED.finditer(text), *(each for each in CALLED.finditer(text) if _begins_as_a_name(each["name"]))]
    spans = [Span(each["name"], *each.span("name")) for each in found if not NOBODY.search(each["name"])]
    first: dict[str, Span] = {}
    for span in sorted(spans, key=lambda span: span.start):
        first.setdefault(span.text, span)
    return list(first.values())


def _begins_as_a_name(text: str) -> bool:
    return text[0] in surnames() or text[:2] in surnames() or "·" in text
