"""`python -m installers.shipped`: the part of requirements.lock that ships and what freezes it, for old systems.

Prints requirements with their SHA-256, as pip reads them. installers/linux/glibc-2.31.lock replaces lines of the same
names: what is newer there does not start on the systems that many bureaus have.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installers.licences import PRODUCT, closure
from installers.recipe import ROOT

LOCK, OLD_SYSTEMS = ROOT / "requirements.lock", ROOT / "installers" / "linux" / "glibc-2.31.lock"
ENTRY = re.compile(r"^[a-z0-9._-]+(\[[\w,-]+\])?==[^\n]*\\\n(?:    --hash=\S+(?: \\)?\n)+", re.M)
TOOLS = ("pyinstaller", "setuptools", "pip")


def entries(text: str) -> dict[str, str]:
    """Returns the requirements of a lock by name, each with its digests."""
    found = (match[0] for match in ENTRY.finditer(text))
    return {canonicalize_name(Requirement(each.partition("\\")[0].strip()).name): each for each in found}


def locked() -> dict[str, str]:
    """Returns the lock for old systems by name."""
    return entries(LOCK.read_text("utf-8")) | entries(OLD_SYSTEMS.read_text("utf-8"))


def names() -> set[str]:
    """Returns what the product needs where it runs, a province's gateway included."""
    found = closure(f"{PRODUCT}[province]") | {canonicalize_name("shiboken6")}
    return {name for name in found if _installed(name)}


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:  # for another system
        return False


def tools() -> set[str]:
    """Returns what freezes it."""
    lock = locked()
    return {name for tool in TOOLS for name in {tool, *closure(tool)} if name in lock}


def main() -> int:
    lock = locked()
    wanted = names() | tools()
    missing = wanted - lock.keys()
    if missing:
        print(f"not in the lock: {', '.join(sorted(missing))}", file=sys.stderr)
        return 1
    sys.stdout.write("".join(lock[name] for name in sorted(wanted)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
