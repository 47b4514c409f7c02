"""Places by their names, for whoever chooses or reads them: of the table, and what organs are responsible for."""

from functools import lru_cache

from core.places import Division, children, divisions, lineage, provinces
from gateway.staff.organs import Organ, OrganKind, OrganTree, area_of

COUNTY = 6
"""Digits of a county; finer codes are in no table."""
OF_A_PLACE = ("人民政府", "办事处", "信访局")
"""What stands behind the name of a place in that of its organ."""


def name(code: str, organs: OrganTree) -> str:
    """Returns the county and its city; of a town or village the county and the name that its organ has. What no table
    and no organ knows stays a code."""
    area, named = area_of(code), _by_organs(organs)
    fine = next((named[area[:n]] for n in range(len(area), COUNTY, -1) if area[:n] in named), "")
    try:
        line = [each.name for each in lineage(_whole(code[:COUNTY]))]
    except KeyError:
        return fine or named.get(area[:COUNTY], code)
    return f"{line[-1]}{fine}" if fine else "".join(line[-2:])


def choices(organs: OrganTree, organ: str, chosen: str) -> list[tuple[str, str]]:
    """Returns the digits that the codes begin with and the name of each place that the organ is responsible for, in
    order; `chosen` is among them, wherever it lies."""
    areas = [area_of(each) for each in _responsible_for(organs, organ)]
    found = {area_of(each.code): _indented(each) for each in _of_the_table(areas)}
    for area, said in _by_organs(organs).items():
        if any(area.startswith(each) for each in areas):
            found.setdefault(area, "　" * (len(area) > COUNTY) + said)
    if chosen:
        found.setdefault(chosen, name(chosen, organs))
    return sorted(found.items()) or [(area_of(each.code), each.name) for each in provinces()]


def _responsible_for(organs: OrganTree, organ: str) -> tuple[str, ...]:
    """Where an organ names no place those of the organ above it count."""
    above = [organs[organ], *organs.ancestors(organ)] if organ in organs else []
    return next((each.places for each in above if each.places), ())


def _of_the_table(areas: list[str]) -> list[Division]:
    """Where nobody names a place, all provinces and their cities."""
    roots = [divisions()[_whole(each)] for each in areas if len(each) <= COUNTY and _whole(each) in divisions()]
    found: list[Division] = []
    for root in roots or (() if areas else provinces()):
        found.append(root)
        for child in children(root.code):
            found += [child, *(children(child.code) if roots else ())]
    return found


@lru_cache(maxsize=4)
def _by_organs(organs: OrganTree) -> dict[str, str]:
    """Returns the name of each area after the organ that is responsible for it, a government before a bureau."""
    found: dict[str, str] = {}
    for organ in sorted(organs, key=lambda each: each.kind is OrganKind.UNIT):
        if organ.active and organ.kind is not OrganKind.DISCIPLINE:
            found |= {area_of(each): _place_of(organ) for each in organ.places}
    return found


def _place_of(organ: Organ) -> str:
    behind = next((each for each in OF_A_PLACE if organ.name.endswith(each)), "")
    return organ.name.removesuffix(behind) or organ.name


def _indented(division: Division) -> str:
    return "　" * (len(lineage(division.code)) - 1) + division.name


def _whole(digits: str) -> str:
    """Returns the code of six digits that begins so."""
    return digits.ljust(COUNTY, "0")
