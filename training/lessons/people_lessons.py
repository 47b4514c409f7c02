"""The lessons about the people on the list: consent, a village's list, a guardian, somebody who died."""

from dataclasses import replace
from datetime import date

from agency import people_list
from agency.person_served import ConsentWay, PersonServed
from core.authority.letter import Capacity
from core.language import _
from core.resources import resource
from training.lessons.practice import Practice
from training.lessons.practice_cases import on_list
from training.lessons.progress import Begun
from training.lessons.villagers import Villager, list_name, village, villager

WRONG = (("329901194809234116", "329901194809234117"), ("12069700822", "120697008"))
"""Of the list: what is right, and what stands in the file that is brought in: a wrong digit, two digits too few."""
WARD, DEAD = "ward", "dead"


def begin_consent(here: Practice) -> tuple[str, ...]:
    return tuple(each.id for each in here.people.listed())


def missing_consent(here: Practice, begun: Begun) -> str:
    fresh = [each for each in here.people.listed() if each.id not in begun.marks]
    if not fresh:
        return _("名单里还没有新添的人。")
    if not any(_consented(each) for each in fresh):
        return _("{name}愿不愿意上名单，还没有记下来。").format(name=fresh[0].person.name)
    return ""


def begin_list(here: Practice) -> tuple[str, ...]:
    """Lays the list on the desktop, in the encoding of an old office computer, two of its rows wrong; who was brought
    in from it before is taken off the list again."""
    theirs = {(each.person.name, each.village) for each in _list()}
    for each in here.people.listed():
        if (each.person.name, each.village) in theirs:
            here.people.remove(each.id)
    text = _list_text()
    for right, wrong in WRONG:
        text = text.replace(right, wrong)
    (here.desktop / list_name()).write_bytes(text.encode("gb18030"))
    return ()


def missing_list(here: Practice, _begun: Begun) -> str:
    there = {(each.person.id_number, each.person.phone) for each in here.people.listed()}
    left = [each.person.name for each in _list() if (each.person.id_number, each.person.phone) not in there]
    if len(left) == len(_list()):
        return _("名单上的人还没有导入。先把有错的两行改好。")
    if left:
        return _("{name}的身份证号或电话跟正确的还不一样。").format(name=left[0])
    return ""


def begin_guardian(here: Practice) -> tuple[str, ...]:
    whom = villager(WARD)
    fresh = replace(PersonServed.new(whom.person), village=village(), household=whom.household)
    return (here.put(replace(fresh, capacity=Capacity.LIMITED)).id,)


def missing_guardian(here: Practice, begun: Begun) -> str:
    ward, whom = here.person(begun.marks[0]), villager(WARD)
    if ward is None:
        return _gone(whom)
    if ward.capacity is Capacity.FULL:
        return _("{name}的行为能力，请选“部分事自己能作主”。").format(name=whom.person.name)
    if (ward.guardian, ward.guardian_phone) != (whom.guardian, whom.guardian_phone):
        return _("监护人{name}的姓名和电话还没有写对。").format(name=whom.guardian)
    if ward.consent is not ConsentWay.GUARDIAN or not ward.consented_on:
        return _("还没有记下监护人同意他上名单。")
    return ""


def begin_death(here: Practice) -> tuple[str, ...]:
    return (on_list(here, villager(DEAD)).id,)


def missing_death(here: Practice, begun: Begun) -> str:
    dead = here.person(begun.marks[0])
    if dead is None:
        return _gone(villager(DEAD))
    if not dead.died:
        return _("{name}那里还没有点“已经去世”，或者还没有保存。").format(name=dead.person.name)
    return ""


def _consented(each: PersonServed) -> bool:
    return each.consent is not ConsentWay.NONE and bool(each.consented_on) and not each.consent_open


def _gone(whom: Villager) -> str:
    return _("名单里找不到{name}了。请再按一次“开始练”。").format(name=whom.person.name)


def _list_text() -> str:
    return resource("training", "list.csv").read_text("utf-8")


def _list() -> list[PersonServed]:
    rows = people_list.check(_list_text().encode(), date.today())
    return [row.served for row in rows if row.served]
