"""Defines which characters are Chinese, for recognisers, cards, names and the voice.

Unicode 17.0, Blocks.txt: the unified ideographs with extensions A (3400 to 4DBF) and B to J (20000 to 3347F, which
includes the second block of compatibility ideographs), the compatibility ideographs (F900 to FAFF), and 〇 (3007).
Radicals (2E80 to 2FDF) and the iteration mark 々 are excluded, as they occur in no name or place.
"""

import re

HAN_RANGES = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
"""For use inside the brackets of a regular expression."""
HAN = f"[{HAN_RANGES}]"
_HAN = re.compile(HAN)


def is_han(character: str) -> bool:
    """True if `character`, exactly one, is a Chinese character."""
    return _HAN.fullmatch(character) is not None
