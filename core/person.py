"""A person as a petition needs one."""

from dataclasses import dataclass

from core.bounded_types import LINE_CHARS
from core.id_document import IdDocument
from core.id_number import IdNumber

ETHNIC_GROUPS = (  # GB/T 3304, in its order
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 "
    "纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 "
    "德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()


@dataclass(frozen=True, kw_only=True, repr=False)
class Person:
    """Empty text means not given. `birth` is an ISO date; `id_number` stands on the `document`."""

    __pydantic_config__ = {"extra": "forbid", "str_max_length": LINE_CHARS}

    name: str
    id_number: str = ""
    sex: str = ""
    ethnicity: str = ""
    birth: str = ""
    address: str = ""
    phone: str = ""
    document: IdDocument = IdDocument.RESIDENT_CARD

    @property
    def id_number_masked(self) -> str:
        return IdNumber(self.id_number).masked

    @property
    def last_four(self) -> tuple[str, ...]:
        """What a query may be confirmed with: the last four of the number, of the telephone."""
        return tuple(text[-4:] for text in (self.id_number, self.phone) if len(text) >= 4)
