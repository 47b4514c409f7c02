"""The ethnic group on a card: one of the 56, or what is written for those who are counted in none."""

from core.person import ETHNIC_GROUPS

UNCOUNTED = ("穿青人", "其他", "革家人", "未定族称", "外国血统中国籍人士")
"""GB/T 3304 codes 97 and 98 as cards have them; 穿青 and 革家 are printed with 人."""


def ethnicity(said: str) -> tuple[str, bool]:
    """The group, and whether it is one that exists and nothing follows it."""
    if said in ETHNIC_GROUPS or said in UNCOUNTED:
        return said, True
    if said.removesuffix("族") in ETHNIC_GROUPS:
        return said.removesuffix("族"), True
    begins = [each for each in (*ETHNIC_GROUPS, *UNCOUNTED) if said.startswith(each)]
    return max(begins, key=len, default=said), False
