"""Names of divisions in an address that was spoken, put right by their sound: 将宁区 in Nanjing is 江宁区."""

from functools import cache

from capture.spelled.sound import all_alike
from core import places

SHORTEST = 2
MOST_SAID = 300


def corrected(text: str, place_code: str = "") -> str:
    """`place_code`: where the terminal stands; its county, and what lies beside and above, is what people name."""
    text = text[:MOST_SAID].rstrip("。")
    for name in _names_around(place_code):
        for start in range(len(text) - len(name) + 1):
            heard = text[start : start + len(name)]
            if heard != name and heard[-1] == name[-1] and all_alike(heard, name):
                text = text[:start] + name + text[start + len(name) :]
    return text


@cache
def _names_around(place_code: str) -> tuple[str, ...]:
    """The longest first; the terminal's own before its neighbours."""
    try:
        above = places.lineage(place_code)
    except KeyError:
        above = ()
    beside = [division for each in above for division in places.children(each.code)]
    names = dict.fromkeys(division.name for division in (*reversed(above), *beside, *places.provinces()))
    return tuple(sorted((name for name in names if len(name) > SHORTEST), key=len, reverse=True))
