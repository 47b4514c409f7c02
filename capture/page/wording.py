"""Small repairs of what the recogniser writes."""

from functools import cache

from opencc import OpenCC


@cache
def converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Simplified characters: the recogniser may answer 漢 for a lone 汉."""
    return str(converter().convert(text))
