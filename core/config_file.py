"""A TOML file that a technician writes, read into a typed model; what is wrong with it is told in one sentence."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from core.problems import ConfigWrong

M = TypeVar("M", bound=BaseModel)
UNKNOWN = "extra_forbidden"
MAX_BYTES = 1 << 16
"""Bytes; the reader takes the square of a dotted name's length."""
TABLE = re.compile(r"\s*\[+\s*([\w.\-]+)\s*\]+")
KEY = re.compile(r"\s*\"?([\w\-]+)\"?\s*=")
AT = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
WANTED = {
    "literal_error": "只能写 {expected}",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "要大于 {gt}",
    "less_than_equal": "不能大于 {le}",
    "less_than": "要小于 {lt}",
    "string_too_long": "最多写 {max_length} 个字",
    "int_type": "要写一个整数",
    "int_parsing": "要写一个整数",
    "int_from_float": "要写一个整数",
    "float_type": "要写一个数",
    "float_parsing": "要写一个数",
    "bool_type": "要写 true 或 false",
    "bool_parsing": "要写 true 或 false",
    "string_type": "要写带引号的文字",
    "path_type": "要写带引号的路径",
    "list_type": "要写成方括号里的几项",
    "model_type": "是一组，要写成 [{key}] 再分行写各项",
    "string_pattern_mismatch": "写法不对，应当是：{description}",
}
"""By pydantic's name of the error; its facts stand in braces."""


def read(path: Path, model: type[M]) -> M:
    """The file's settings; all defaults where there is no file. A byte order mark, as Windows' editor writes it, is no
    fault. Raises ConfigWrong."""
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as trouble:
        raise ConfigWrong(f"{path.name} 读不出来，请检查文件的权限。", type(trouble).__name__) from None
    if len(content) > MAX_BYTES:
        raise ConfigWrong(f"{path.name} 太大了，不像一份设置。", f"{len(content)} bytes")
    text = _text(path.name, content)
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as trouble:
        raise ConfigWrong(f"{_at(path.name, _line_named(str(trouble), text))}写法不对。", str(trouble)) from None
    except RecursionError as trouble:
        raise ConfigWrong(f"{path.name} 里括号套得太深。", "nested too deep") from trouble
    except ValidationError as trouble:
        raise ConfigWrong(_sentence(path.name, text, model, trouble), _names(trouble)) from None


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as trouble:
        line = content[: trouble.start].count(b"\n") + 1
        sentence = f"{_at(name, line)}不是 UTF-8 编码的文字。请用记事本打开，另存为 UTF-8 编码。"
        raise ConfigWrong(sentence, f"byte {trouble.start}") from None


def _at(name: str, line: int) -> str:
    return f"{name} 第 {line} 行" if line else f"{name} "


def _line_named(message: str, text: str) -> int:
    found = AT.search(message)
    return int(found[1]) if found and found[1] else text.rstrip("\n").count("\n") + 1


def _names(trouble: ValidationError) -> str:
    return ", ".join(".".join(str(step) for step in each["loc"]) for each in trouble.errors())


def _sentence(name: str, text: str, model: type[BaseModel], trouble: ValidationError) -> str:
    """Of the first fault, and how many more there are."""
    faults = trouble.errors()
    first = faults[0]
    place = tuple(str(step) for step in first["loc"])
    what = _unknown(place, model) if first["type"] == UNKNOWN else _unfit(place, first, model)
    more = f"另外还有 {len(faults) - 1} 处不对。" if len(faults) > 1 else ""
    return f"{_at(name, _line_of(place, text))}：{what}{more}"


def _unknown(place: tuple[str, ...], model: type[BaseModel]) -> str:
    *groups, key = place
    known = _fields(model)
    if not groups and key in {each for _, each in known}:
        right = next(group for group, each in known if each == key)
        return f"{key} 要写在 [{right}] 下面。"
    if not groups:
        near = get_close_matches(key, [group for group, _ in known if group], 1, 0.5)
        return f"没有 {key} 这一组。" + (f"是不是 [{near[0]}]？" if near else "")
    return f"[{groups[0]}] 里没有 {key} 这一项。{_nearest(groups[0], key, known)}"


def _nearest(group: str, key: str, known: list[tuple[str, str]]) -> str:
    """The right name: the same one in another group, else the most alike in this one, else in any."""
    if elsewhere := [each for each, name in known if name == key]:
        return f"它在 [{elsewhere[0]}] 里。"
    here = get_close_matches(key, [name for each, name in known if each == group], 1, 0.6)
    if here:
        return f"是不是 {here[0]}？"
    anywhere = get_close_matches(key, [name for _, name in known], 1, 0.7)
    if anywhere:
        right = next(each for each, name in known if name == anywhere[0])
        return f"是不是 [{right}] 里的 {anywhere[0]}？"
    return "这里可以写：" + "、".join(name for each, name in known if each == group) + "。"


def _fields(model: type[BaseModel]) -> list[tuple[str, str]]:
    return list(_walk(model, ""))


def _walk(model: type[BaseModel], group: str) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _walk(kind, name)
        else:
            yield group, name


def _unfit(place: tuple[str, ...], fault: ErrorDetails, model: type[BaseModel]) -> str:
    about = {"key": place[0] if place else "", "description": _description(place, model)}
    facts: Mapping[str, Any] = {**about, **fault.get("ctx", {})}
    wanted = WANTED.get(fault["type"])
    if wanted is None:
        return f"{'.'.join(place)} 的值不合适（{fault['msg'].removeprefix('Value error, ')}）。"
    expected = {name: str(value).replace(" or ", " 或 ") for name, value in facts.items()}
    return f"{'.'.join(place)} {wanted.format(**expected)}。"


def _description(place: tuple[str, ...], model: type[BaseModel]) -> str:
    """The prose of the setting at this place, in the language of the settings."""
    *groups, key = place or ("",)
    for group in groups:
        kind = model.model_fields[group].annotation if group in model.model_fields else None
        if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
            return ""
        model = kind
    return (model.model_fields[key].description or "") if key in model.model_fields else ""


def _line_of(place: tuple[str, ...], text: str) -> int:
    """Where it stands, from 1; the line of its group, or 0, where the key is not written out."""
    group, fallback = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if table := TABLE.match(line):
            group = table[1]
            if place and group == place[0]:
                fallback = number
                if len(place) == 1:
                    return number
        elif (key := KEY.match(line)) and tuple(filter(None, (group, key[1]))) == place[:2]:
            return number
    return fallback
