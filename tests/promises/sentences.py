"""Every Chinese sentence of the product that a person may see or hear, with its place."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from advice.entries import entries
from core import han

ROOT = Path(__file__).parent.parent.parent
ROOMS = "core ui kiosk proxy_client sync storage agency trust devices capture gateway training".split()
NOT_SAID = (
    *(f"capture/{what}" for what in "speech spelled card spoken_digits spoken_addresses spoken_grade".split()),
    "agency/conflict_guard",
    "core/spoken_dates",
    "training/example",
)
"""Places of words the recogniser listens for, and of words invented people say."""
HAN = re.compile(han.HAN)
FIELD = re.compile(r"\{\w*\}")
"""A value inserted into a sentence appears as an ellipsis."""
END = re.compile("[。！？\n]")
PROMISING = re.compile(
    "(?<!员)会(?!用|议|同|计|儿|上)|将|可以|随时|天内|告诉|通知|打电话|短信|收回|删除|更正|保证|一定|自动|马上|稍后|接着"
    "|交上去|才交|念给您|仅供|都能|就能|也能|照样|只有|只交|只看|不显示|原样|一起交|随信访件|关着|清除|还在|都在|已存|送达|依规|不收费|不会|不丢|永远|放心|找回"
)
"""Words that make a promise. Add any other word that a promise uses."""
SAID_IN_A_TEMPLATE = re.compile(r"""_n?\(["']([^"']+)["']""")
ABOUT_THIS_MACHINE = re.compile("这里|机器|查进度|查询码|首页|打印|回执上|短信就发|摄像头|话筒|喇叭")
"""Answers tell the law; what they say of this machine is a promise, whatever its words."""
ANSWERS = "answers/"
SHORTEST = 4
"""Characters."""


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Returns place and sentence of each."""
    texts = (
        (place, FIELD.sub("…", text))
        for place, text in (*_of_code(), *_of_catalogues(), *_of_templates(), *_of_answers())
    )
    return tuple((place, part.strip()) for place, text in texts for part in END.split(text) if HAN.search(part))


def promising() -> list[tuple[str, str]]:
    """Returns the sentences that promise something, without those as short as a name."""
    return [
        (place, said)
        for place, said in sentences()
        if len(said) >= SHORTEST and (place.startswith(ANSWERS) or PROMISING.search(said))
    ]


def _of_code() -> Iterator[tuple[str, str]]:
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        place = str(path.relative_to(ROOT))
        if not place.startswith(NOT_SAID):
            yield from ((f"{place}:{line}", text) for text, line in _strings(ast.parse(path.read_text("utf-8"))))


def _strings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yields whole strings with their lines; a value inserted into a text appears as an ellipsis. Docstrings are left
    out."""
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    for node in joined:
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values), node.lineno
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in explained | parts:
            yield each.value, each.lineno


def _of_catalogues() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "resources" / "words").glob("*.toml")):
        for page, said in tomllib.loads(path.read_text("utf-8")).items():
            yield from ((f"{path.name} [{page}] {name}", text) for name, text in said.items())


def _of_templates() -> Iterator[tuple[str, str]]:
    """The officers' pages."""
    for path in sorted((ROOT / "resources" / "desk" / "templates").glob("*.html")):
        yield from ((f"desk/{path.name}", text) for text in SAID_IN_A_TEMPLATE.findall(path.read_text("utf-8")))


def _of_answers() -> Iterator[tuple[str, str]]:
    """What the answers to questions say of this machine."""
    for entry in entries().values():
        yield from ((f"{ANSWERS}{entry.id}", said) for said in entry.answer if ABOUT_THIS_MACHINE.search(said))
