"""What a Chinese character is: the one definition for recognisers, cards, names and the voice.

Unicode 17.0, Blocks.txt: the unified ideographs with extensions A (3400 to 4DBF) and B to J (20000 to 3347F, in which
the second block of compatibility ideographs lies), the compatibility ideographs (F900 to FAFF), and 〇 (3007), which
the block of symbols holds. No radicals (2E80 to 2FDF), no iteration mark 々: neither stands in a name or a place.
"""

import re

HAN_RANGES = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
"""For use inside the brackets of a regular expression."""
HAN = f"[{HAN_RANGES}]"
_HAN = re.compile(HAN)


def is_han(character: str) -> bool:
    """Of exactly one character."""
    return _HAN.fullmatch(character) is not None
