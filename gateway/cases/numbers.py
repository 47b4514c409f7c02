"""The number a petitioner carries home."""


def case_number(year: int, serial: int) -> str:
    """信访件编号. Unique, in order of registration; it opens nothing."""
    return f"XF{year}-{serial:08d}"
