"""The name of an organ at a place, and its telephone: the province's directory, else its general name and a national
short number."""

from collections.abc import Mapping
from dataclasses import dataclass

from core import places
from core.routes.leaves import Leaf, national_telephones

HERE = "当地"
COUNTY_DIGITS, MOST_DIGITS = 6, 12


@dataclass(frozen=True)
class Contact:
    """An office as its province lists it; empty where it says nothing."""

    name: str = ""
    telephone: str = ""


Directory = Mapping[str, Contact]
"""The province's offices by `route@place code`; the longest code that a place begins with counts."""


def is_known(place_code: str) -> bool:
    """True for a division in the table, or a town or village in one (GB/T 2260, up to twelve digits)."""
    return place_code.isdecimal() and len(place_code) <= MOST_DIGITS and _county(place_code) in places.divisions()


def organ_at(leaf: Leaf, place_code: str, directory: Directory) -> str:
    """Returns the office's name in the directory, else the organ's with the county's in it; 当地 where no county was
    said."""
    listed = (each.name for each in _listed(leaf, place_code, directory) if each.name)
    return next(listed, leaf.organ.format(place=_place_name(place_code)))


def telephone_of(leaf: Leaf, place_code: str, directory: Directory) -> str:
    """Returns the telephone of the route's organ at the place, empty where it is not known."""
    listed = (each.telephone for each in _listed(leaf, place_code, directory) if each.telephone)
    return next(listed, national_telephones().get(leaf.telephone, ""))


def _listed(leaf: Leaf, place_code: str, directory: Directory) -> list[Contact]:
    """Returns what the directory has for the place, the nearest first."""
    keys = [f"{leaf.route}@{place_code[:length]}" for length in range(len(place_code), 1, -1)]
    return [directory[key] for key in keys if key in directory]


def _place_name(place_code: str) -> str:
    code = _county(place_code)
    if code not in places.divisions() or places.children(code):
        return HERE
    line = places.lineage(code)
    name = line[-1].name
    return f"{line[-2].name}{name}" if name.endswith("区") and len(line) > 1 else name


def _county(place_code: str) -> str:
    return place_code[:COUNTY_DIGITS].ljust(COUNTY_DIGITS, "0")
