"""Invented people of invented villages, as many as are wanted, always the same."""

from dataclasses import replace
from random import Random

from agency.person_served import ConsentWay, PersonServed
from core.authority.letter import Capacity
from core.id_document import IdDocument
from core.id_number import check_character
from core.person import Person

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "大小满年英秀兰桂芳建国玉梅福生德贵春花长友凤云"
VILLAGES = [f"{village}{group}组" for village in ("杨柳村", "石桥村", "阳光村") for group in "一二三四五"]


def villagers(count: int, seed: int = 14) -> list[PersonServed]:
    dice = Random(seed)
    return [_villager(number, dice) for number in range(count)]


def _villager(number: int, dice: Random) -> PersonServed:
    name = dice.choice(SURNAMES) + "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2))))
    person = Person(
        name=name,
        id_number=_number(number, dice),
        phone=f"1206{dice.randrange(10**7):07}" if dice.random() < 0.8 else "",
        address=f"江苏省南京市栖霞区{dice.choice(VILLAGES)}",
        document=IdDocument.RESIDENT_CARD,
    )
    guarded = dice.random() < 0.05
    asked = dice.random() < 0.7
    return replace(
        PersonServed.new(person),
        village=dice.choice(VILLAGES),
        household=str(dice.randrange(1, 60)),
        reach="上午在家" if dice.random() < 0.2 else "",
        capacity=Capacity.LIMITED if guarded else Capacity.FULL,
        guardian=f"{name[0]}小青" if guarded else "",
        consent=ConsentWay.SPOKEN if asked else ConsentWay.NONE,
        consented_on="2026-11-20" if asked else "",
        died=dice.random() < 0.02,
    )


def _number(number: int, dice: Random) -> str:
    body = f"329901{dice.randrange(1935, 1970)}{dice.randrange(1, 13):02}{dice.randrange(1, 29):02}{number % 1000:03}"
    return body + check_character(body)
