"""`python -m installers.audit`, in `make check`: looks for known vulnerabilities in the installed packages.

Exit code 1 for a known vulnerability. If the database cannot be reached this is reported and is no failure.
"""

import json
import subprocess
import sys
from typing import Any

ANSWER_SECONDS, AUDIT_SECONDS = 5, 120
"""Seconds for each answer, and for all of them."""
COMMAND = [
    "-m",
    "pip_audit",
    "--skip-editable",
    "--progress-spinner",
    "off",
    "--timeout",
    str(ANSWER_SECONDS),
    "-f",
    "json",
]


def main() -> int:
    try:
        done = subprocess.run(  # nosec B603 # no shell
            [sys.executable, *COMMAND], check=False, capture_output=True, text=True, timeout=AUDIT_SECONDS
        )
        packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("the database of known weaknesses cannot be reached: nothing was asked")
        return 0
    return told(packages)


def told(packages: list[dict[str, Any]]) -> int:
    """Returns the vulnerabilities as pip-audit lists them."""
    asked = [each for each in packages if "vulns" in each]
    weak = [(each, fault) for each in asked for fault in each["vulns"]]
    for each, fault in weak:
        print(
            f"{each['name']} {each['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        )
    print(f"{len(asked)} of {len(packages)} packages are in the database, {len(weak)} weaknesses are known")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
