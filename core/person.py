"""A person as a petition needs one, and as the chip of an identity card describes one."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from core.bounded_types import LINE_CHARS
from core.id_document import IdDocument
from core.id_number import IdNumber
from core.message import Message

ETHNIC_GROUPS = (  # GB/T 3304, in its order
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 "
    "纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 "
    "德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()


@dataclass(frozen=True, kw_only=True, repr=False)
class Person:
    """Empty text means not given. `birth` is an ISO date; `id_number` is the number of the `document`."""

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
        """Returns what may confirm a query: the last four characters of the document number and of the telephone."""
        return tuple(text[-4:] for text in (self.id_number, self.phone) if len(text) >= 4)


LONG_TERM = "长期"


@dataclass(frozen=True, kw_only=True, repr=False)
class Cardholder(Person):
    """What the chip holds. `valid_from`, `valid_to`: ISO dates; `valid_to` is 长期 on cards without an end. `permit`:
    number of the travel permit on a residence permit. `earlier_address`: the printed address where a newer one was
    added. `doubtful`: fields that contradict each other, or of a card form that is not fully known."""

    issuer: str = ""
    valid_from: str = ""
    valid_to: str = ""
    permit: str = ""
    earlier_address: str = ""
    doubtful: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        """Returns the fields that a petition needs."""
        return Person(**{each.name: getattr(self, each.name) for each in fields(Person)})

    def expired(self, today: date) -> bool:
        """True if the card has expired. It is accepted all the same; the page may say so."""
        return bool(self.valid_to) and self.valid_to != LONG_TERM and self.valid_to < today.isoformat()


NOTICE_PERIOD = timedelta(days=90)


def expiry_remark(valid_to: str, today: date) -> Message | None:
    """Returns a remark about an expiry date; None for 长期, for a date far away, and for an invalid date."""
    try:
        ends = date.fromisoformat(valid_to)
    except ValueError:
        return None
    if ends < today:
        return Message("card.expired", {"ends": ends})
    return Message("card.soon", {"ends": ends}) if ends - today <= NOTICE_PERIOD else None
