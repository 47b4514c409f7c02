"""What is wrong with a list of organs, row by row. All of it is said at once; nothing is written here."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.language import N_, _
from core.table_file import Row
from gateway.staff.organs import Organ, OrganKind, OrganTree, area_of

ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
PLACE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")
BETWEEN_PLACES = re.compile(r"[\s,，;；、|]+")
MAX_NAME = 120
MAX_LEVELS = 30
"""Of a tree; a country has five."""
KINDS = {
    OrganKind.BUREAU: ("信访部门", "信访局"),
    OrganKind.UNIT: ("责任单位", "单位", "有权处理机关"),
    OrganKind.DISCIPLINE: ("纪检监察", "纪检监察机关"),
}
SENTENCES = {
    "unreadable": N_("这个文件读不出来。请用JSON、CSV或XLSX。"),
    "too-large": N_("这个文件太大了。"),
    "empty": N_("名单是空的。"),
    "encoding": N_("文字编码读不出来。请另存为UTF-8。"),
    "json": N_("JSON要写成对象的列表。"),
    "table": N_("表格读不出来，请另存一份再试。"),
    "no-column": N_("缺少“{column}”这一列。"),
    "doubled-column": N_("“{column}”这一列有两次。"),
    "bad-id": N_("编号只能用字母、数字和 . _ -，最多64个字符。"),
    "doubled-id": N_("编号{organ}在第{first}行已经有了。"),
    "bad-name": N_("请写名称，最多120个字。"),
    "unknown-kind": N_("类别要写bureau、unit或discipline。"),
    "unknown-parent": N_("名单里没有上级{parent}。"),
    "merged-parent": N_("上级{parent}已并入别的单位。"),
    "loop": N_("上下级绕成了圈：{way}。"),
    "too-deep": N_("上下级超过三十级，或者绕成了圈。"),
    "no-root": N_("没有最上级的单位：要有一行不写上级。"),
    "no-bureau": N_("名单里没有信访部门。"),
    "bad-place": N_("“{place}”不是行政区划代码。"),
    "doubled-place": N_("属地{place}在第{first}行已经有同类单位了。"),
    "unknown-successor": N_("名单里没有要并入的单位{successor}。"),
    "merge-loop": N_("并入的单位绕成了圈。"),
    "left-out-officers": N_("名单里没有{organ}，但它还有{count}名工作人员。请写明并入哪里。"),
    "left-out-duties": N_("名单里没有{organ}，但它还有{count}件在办。请写明并入哪里。"),
}
"""By code. Sentences for who imports the list."""


@dataclass(frozen=True)
class RowProblem:
    """`row`: its number in the file; 0 for the list as a whole. `organ`: the id, as far as there is one."""

    row: int
    code: str
    organ: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return _(SENTENCES[self.code]).format(**self.facts)


@dataclass(frozen=True)
class Held:
    """What keeps an organ from being left out: officers who can sign in, open duties; counted by organ."""

    officers: Mapping[str, int] = field(default_factory=dict)
    duties: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OrganList:
    """A list beside the tree of today. Without problems it can be written.

    `organs`: those of the list; `added`, `changed`, `merged`, `ended`: ids, among them of those that are left out.
    """

    organs: tuple[Organ, ...]
    problems: tuple[RowProblem, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    first_goes_to: str = ""
    """The organ that has from now on what the bureau had with which a new gateway begins; empty if it stays."""

    @property
    def changes_something(self) -> bool:
        return bool(self.added or self.changed or self.ended)


def compare(rows: list[Row], today: OrganTree, held: Held) -> OrganList:
    """Checks the list and says what it would change."""
    parsed = [_parsed(row) for row in rows]
    organs: dict[str, Organ] = {}
    at: dict[str, int] = {}
    for (organ, _found), row in zip(parsed, rows, strict=True):
        organs.setdefault(organ.id, organ)
        at.setdefault(organ.id, row.number)
    problems = [problem for _organ, found in parsed for problem in found]
    problems += _doubled(parsed, rows, at)
    problems += [problem for organ in organs.values() for problem in _relations(organ, organs, at[organ.id])]
    if not problems:
        problems += [*_tops(organs), *_places(organs, at)]
    began = [each.id for each in today if each.kind is OrganKind.BUREAU and not today.version]
    first = began[0] if began else ""
    ended = [each for each in today if each.active and each.id not in organs]
    problems += [problem for organ in ended if organ.id != first for problem in _left_out(organ, held)]
    highest = OrganTree(organs.values()).root_bureau.id if first and first not in organs and not problems else ""
    return OrganList(
        organs=tuple(organs.values()),
        problems=tuple(sorted(problems, key=lambda each: each.row)),
        added=tuple(each.id for each in organs.values() if each.id not in today),
        changed=tuple(each.id for each in organs.values() if each.id in today and today[each.id] != each),
        merged=tuple(each.id for each in organs.values() if each.merged_into and _had_work(today, each.id)),
        ended=tuple(each.id for each in ended),
        first_goes_to=highest,
    )


def _had_work(today: OrganTree, organ: str) -> bool:
    return organ in today and today[organ].active


def _parsed(row: Row) -> tuple[Organ, list[RowProblem]]:
    """The organ, as far as it can be read, and what is wrong with it alone."""
    cells = {name: unicodedata.normalize("NFKC", text).strip() for name, text in row.cells.items()}
    organ, name, problems = cells.get("id", ""), cells.get("name", ""), []
    said = cells.get("kind", "").casefold()
    kind = next((each for each, others in KINDS.items() if said == each.value or said in others), None)
    places = [each for each in BETWEEN_PLACES.split(cells.get("places", "")) if each]
    if not ID.fullmatch(organ):
        problems.append(RowProblem(row.number, "bad-id", organ[:64]))
    if not name or len(name) > MAX_NAME or not name.isprintable():
        problems.append(RowProblem(row.number, "bad-name", organ))
    if kind is None:
        problems.append(RowProblem(row.number, "unknown-kind", organ))
    wrong = [each for each in places if not PLACE.fullmatch(each)]
    problems += [RowProblem(row.number, "bad-place", organ, {"place": each[:20]}) for each in wrong]
    successor = cells.get("merged_into") or None
    areas = tuple(sorted({area_of(each) for each in places}))
    read = Organ(organ, name, kind or OrganKind.UNIT, cells.get("parent") or None, areas, successor, successor is None)
    return read, problems


def _doubled(
    parsed: list[tuple[Organ, list[RowProblem]]], rows: list[Row], at: Mapping[str, int]
) -> Iterator[RowProblem]:
    for (organ, _found), row in zip(parsed, rows, strict=True):
        if at[organ.id] != row.number and organ.id:
            facts = {"organ": organ.id, "first": str(at[organ.id])}
            yield RowProblem(row.number, "doubled-id", organ.id, facts)


def _relations(organ: Organ, organs: Mapping[str, Organ], row: int) -> Iterator[RowProblem]:
    if organ.merged_into:
        way = _way_up(organ, organs, "merged_into")
        if organ.merged_into not in organs:
            yield RowProblem(row, "unknown-successor", organ.id, {"successor": organ.merged_into})
        elif way is None or way[-1] == organ.id:
            yield RowProblem(row, "merge-loop", organ.id)
        return
    if organ.parent is None:
        return
    way = _way_up(organ, organs, "parent")
    if organ.parent not in organs:
        yield RowProblem(row, "unknown-parent", organ.id, {"parent": organ.parent})
    elif organs[organ.parent].merged_into:
        yield RowProblem(row, "merged-parent", organ.id, {"parent": organ.parent})
    elif way is None:
        yield RowProblem(row, "too-deep", organ.id)
    elif way[-1] == organ.id:
        yield RowProblem(row, "loop", organ.id, {"way": " → ".join(way)})


def _way_up(organ: Organ, organs: Mapping[str, Organ], relation: str) -> list[str] | None:
    """The ids from the organ to the end of `relation`, or back to itself. None where that is too far; who only hangs
    below a loop is not in it, and the way ends there."""
    way = [organ.id]
    while (following := getattr(organs.get(way[-1]), relation, None)) and following not in way:
        way.append(following)
        if len(way) > MAX_LEVELS:
            return None
    return [*way, organ.id] if following == organ.id else way


def _tops(organs: Mapping[str, Organ]) -> Iterator[RowProblem]:
    """Some organ has no superior, and there is a bureau. Several trees may stand beside each other: discipline organs
    beside governments, bureaus beside units. What belongs to no bureau's place goes to the highest one."""
    active = [each for each in organs.values() if each.active]
    if not any(each.parent is None for each in active):
        yield RowProblem(0, "no-root")
    elif not any(each.kind is OrganKind.BUREAU for each in active):
        yield RowProblem(0, "no-bureau")


def _places(organs: Mapping[str, Organ], at: Mapping[str, int]) -> Iterator[RowProblem]:
    """Of bureaus, and of discipline organs, one alone is responsible for a place."""
    tree = OrganTree(organs.values())
    seen: dict[tuple[OrganKind, str], int] = {}
    for organ in (each for each in organs.values() if each.active and each.kind is not OrganKind.UNIT):
        for place in tree.places_of(organ):
            first = seen.setdefault((organ.kind, place), at[organ.id])
            if first != at[organ.id]:
                yield RowProblem(at[organ.id], "doubled-place", organ.id, {"place": place, "first": str(first)})


def _left_out(organ: Organ, held: Held) -> Iterator[RowProblem]:
    for code, counted in (("left-out-officers", held.officers), ("left-out-duties", held.duties)):
        if count := counted.get(organ.id, 0):
            yield RowProblem(0, code, organ.id, {"organ": organ.name, "count": str(count)})


def counts(of: OrganList) -> dict[str, int]:
    """How many organs the list has, and how many of them are new, other than before, merged, or no more."""
    return {
        "organs": len(of.organs),
        **{name: len(getattr(of, name)) for name in ("added", "changed", "merged", "ended")},
    }
