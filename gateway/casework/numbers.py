"""The numbers a petitioner carries home."""

import re
import secrets

CODE_DIGITS = 16


def case_number(year: int, serial: int) -> str:
    """信访件编号. Unique, in order of registration; it opens nothing."""
    return f"XF{year}-{serial:08d}"


def query_code() -> str:
    """查询码: sixteen random digits in groups of four, for reading and dictating."""
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    return "-".join(re.findall("....", digits))


def tidy_code(typed: str) -> str:
    """The code as issued, however it was typed; full-width digits count."""
    digits = "".join(str(int(each)) for each in typed if each.isdecimal())
    return "-".join(re.findall("....", digits)) if len(digits) == CODE_DIGITS else ""
