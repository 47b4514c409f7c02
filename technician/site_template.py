"""The template of a site file: every setting a technician may write, what it means, its range and its default."""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen
from pydantic.fields import FieldInfo

from core.language import _, speaks_source
from core.resources import resource
from core.settings import Settings

ASKED = {"terminal.site", "terminal.name", "terminal.place_code", "platform.address", "screen.width_mm"}
"""What differs from site to site: written out; all else is a comment with its default."""
TRAINING = {"devices.microphone_clip", "devices.camera_pictures"}
SIMULATED = {"simulated", "silent"}
ORDER = (
    *("terminal", "platform", "screen", "devices", "visit", "policy"),
    *("speech", "urgency", "agency", "terms", "updates", "window"),
)
HOTLINE = '{{ number = "0571-00000000", name = "{name}", kinds = ["wages"] }}'


def template() -> str:
    """Returns the file as text; without any change it holds the defaults."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# " + _("站点文件。改好以后用 sunlit settings check 查一遍，用 sunlit enrol --site 登记。")
    yield "# " + _("前面有 # 的是默认值，要改就去掉 #。")
    defaults = Settings()
    for name in dict.fromkeys((*ORDER, *Settings.model_fields)):
        group = getattr(defaults, name)
        yield ""
        yield "# " + _meaning("group", name, "")
        yield f"[{name}]"
        for key, field in type(group).model_fields.items():
            if f"{name}.{key}" not in TRAINING:
                yield from _setting(name, key, field, getattr(group, key))


def _setting(group: str, key: str, field: FieldInfo, default: Any) -> Iterator[str]:
    meaning = _meaning(group, key, field.description or "")
    yield "# " + "".join([meaning, *(_("（{range}）").format(range=each) for each in _range(field))])
    if key == "hotlines":
        yield f"# {key} = [{HOTLINE.format(name=_('值班室'))}]"
    elif default is None:
        yield f'# {key} = "/"'
    else:
        written = json.dumps(default, ensure_ascii=False, default=str)
        yield f"{'' if f'{group}.{key}' in ASKED else '# '}{key} = {written}"


def _meaning(group: str, key: str, english: str) -> str:
    chinese = meanings().get(group, {}).get(key, english or key)
    return chinese if speaks_source() or not english else english


@cache
def meanings() -> dict[str, dict[str, str]]:
    """Returns the Chinese meaning of each setting, by group and key."""
    return tomllib.loads(resource("settings.toml").read_text("utf-8"))


def _range(field: FieldInfo) -> Iterator[str]:
    """Yields what may be written, if that is bounded."""
    if get_origin(field.annotation) is Literal:
        yield " | ".join(json.dumps(each) for each in get_args(field.annotation) if each not in SIMULATED)
    limits = {type(each): each for each in field.metadata}
    low, high = limits.get(Ge) or limits.get(Gt), limits.get(Le) or limits.get(Lt)
    least = getattr(low, "ge", getattr(low, "gt", None))
    most = getattr(high, "le", getattr(high, "lt", None))
    if least is not None and most is not None:
        yield _("{least} 到 {most}").format(least=least, most=most)
    elif least is not None:
        said = _("不小于 {least}") if isinstance(low, Ge) else _("大于 {least}")
        yield said.format(least=least)
    if field.annotation is str and isinstance(longest := limits.get(MaxLen), MaxLen):
        yield _("最多 {most} 个字").format(most=longest.max_length)
