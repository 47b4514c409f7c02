"""Where one reading ends and the next begins in the midst of speech, both may have the same characters."""

from itertools import islice

MOST = 4
"""Characters."""
NUMBERS = frozenset("0123456789零〇一二三四五六七八九十百千万亿两幺")
"""Said twice on purpose, as in a telephone number."""
TWICE = frozenset(
    "天人年月家个处常慢刚看说爸妈爷奶哥姐弟妹叔伯婶姑舅宝好快早多少大小高远深轻静偷渐仅明往种条件层代回次样星等谢试想问听走"
)
"""A word may have these twice: 天天, 人人, 看看, 谢谢."""


def overlap_length(before: str, after: str) -> int:
    """How many characters of `after`, its marks counted, were told at the end of `before` already."""
    tail = "".join(char for char in before if char.isalnum())[-MOST:]
    places = [*islice((at for at, char in enumerate(after) if char.isalnum()), MOST)]
    for length in range(min(len(tail), len(places)), 0, -1):
        head = "".join(after[at] for at in places[:length])
        if head == tail[-length:] and not NUMBERS & {*head} and (length > 1 or head not in TWICE):
            return places[length - 1] + 1
    return 0
