"""What a file may be called that came from somebody else: a name that means the same, and no more, on every system.

It stays in its folder, is no device of Windows (`CON`), no option of a command (`-rf`), is neither hidden nor cut there
(a dot at either end), and shows as it reads.
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
    """`name`, or what to call the file instead, with the same ending if that is one."""
    ending = ENDING.search(name)
    return name if is_safe(name) else instead + (ending[0] if ending else "")


def checked(name: str) -> str:
    """Raises ValueError."""
    if not is_safe(name):
        raise ValueError("not a plain file name")
    return name
