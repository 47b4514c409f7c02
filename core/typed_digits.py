"""Digits that people carry on paper and type: groups of four, of which the last is a check digit.

The check is Damm's (Über Quasigruppen und total antisymmetrische Quasigruppen, 2004): it finds every single wrong digit
and every swap of two neighbours. It starts with the group's position, so groups in the wrong order are found too, and
the wrong group can be named.
"""

from core.problems import DigitsMissing, GroupMistyped

GROUP = 4
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def with_check_digits(digits: str) -> str:
    """Returns the digits in groups with check digits. `digits`: a multiple of three of them."""
    size = GROUP - 1
    groups = [digits[start : start + size] for start in range(0, len(digits), size)]
    return " ".join(group + str(_check(group, place)) for place, group in enumerate(groups))


def digits_of(typed: str) -> str:
    """Returns the digits of typed text, however grouped; full-width ones count."""
    return "".join(str(int(each)) for each in typed if each.isdecimal())


def first_wrong_group(typed: str) -> int:
    """Returns the position of the first complete group whose check digit is wrong, from 1; 0 if there is none."""
    digits = digits_of(typed)
    for place, start in enumerate(range(0, len(digits) - GROUP + 1, GROUP)):
        group = digits[start : start + GROUP]
        if str(_check(group[:-1], place)) != group[-1]:
            return place + 1
    return 0


def without_check_digits(typed: str, length: int) -> str:
    """Returns the digits without check digits; `length` counts both. Raises GroupMistyped, DigitsMissing."""
    digits = digits_of(typed)
    if number := first_wrong_group(digits):
        raise GroupMistyped(number)
    if len(digits) != length:
        raise DigitsMissing(len(digits), length)
    return "".join(each for place, each in enumerate(digits) if place % GROUP != GROUP - 1)


def _check(group: str, place: int) -> int:
    state = place % 10
    for digit in group:
        state = DAMM[state][int(digit)]
    return state
