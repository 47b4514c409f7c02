"""Safe names for files that came from somebody else, valid and with the same meaning on every system.

A safe name stays in its folder and is no Windows device (`CON`), no command-line option (`-rf`), not hidden, without a
dot at either end, and without invisible characters.
"""

import re
import unicodedata

MAX_CHARS = 120
MAX_BYTES = 240
FORBIDDEN = set('/\\<>:"|?*')
DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE)
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_safe(name: str) -> bool:
    ends_well = name == name.strip().rstrip(".") and not name.startswith(("-", "."))
    shown = not any(each in FORBIDDEN or unicodedata.category(each) in INVISIBLE for each in name)
    short = 0 < len(name) <= MAX_CHARS and len(name.encode("utf-8", "replace")) <= MAX_BYTES
    return short and ends_well and shown and not DEVICE.fullmatch(name)


def made_safe(name: str, instead: str) -> str:
    """Returns `name` if it is safe, else `instead` with the same file extension if that is safe."""
    ending = ENDING.search(name)
    return name if is_safe(name) else instead + (ending[0] if ending else "")


def checked(name: str) -> str:
    """Returns `name`. Raises ValueError if it is not safe."""
    if not is_safe(name):
        raise ValueError("not a plain file name")
    return name
