"""`python -m installers.packages_check [RELEASE …]`, as root: tries build/packages in clean roots.

In each of Debian 11, 12 and 13 (glibc 2.31, 2.36, 2.41), without a network: install, `--self-test` of each program,
again, over an older version with a full queue, remove, purge, search of the disk; and a wrong architecture, a
read-only and a full disk. A root that is not there is made once with debootstrap, which needs a mirror.
"""

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from installers.clean_root import CleanRoot, made
from installers.package_list import version
from installers.packages import OUT, roots
from installers.packages_scenarios import SCENARIOS

RELEASES = {"11": "bullseye", "12": "bookworm", "13": "trixie"}


def tried(root: CleanRoot, scenario: tuple[str, Callable[[CleanRoot], str]]) -> bool:
    """Runs one scenario and says in a line how it went."""
    what, act = scenario
    began = time.perf_counter()
    try:
        found, right = act(root), True
    except (AssertionError, subprocess.CalledProcessError) as fault:
        said = getattr(fault, "stdout", "") or ""
        found, right = f"{fault} {said[-2000:]}", False
    seconds = time.perf_counter() - began
    print(f"{'ok  ' if right else 'FAIL'} {root.name:9} {what} ({seconds:.0f} s): {found}", flush=True)
    return right


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m installers.packages_check", description=__doc__)
    parser.add_argument("release", nargs="*", default=[*RELEASES], choices=[*RELEASES], help="11, 12, 13")
    parser.add_argument("--packages", type=Path, default=OUT)
    parser.add_argument("--without", nargs="*", default=[], choices=SCENARIOS, help="what is left out, by name")
    given = parser.parse_args()
    if not list(given.packages.glob(f"sunlit-kiosk_{version()}_*.deb")):
        print(f"no packages in {given.packages}: make packages", file=sys.stderr)
        return 3
    scenarios = {name: act for name, act in SCENARIOS.items() if name not in given.without}
    right = True
    for number in given.release:
        clean = made(roots() / f"clean-{RELEASES[number]}", RELEASES[number])
        with CleanRoot.copied(clean, roots() / f"check-{number}", given.packages, f"Debian {number}") as root:
            right = all(list(map(partial(tried, root), scenarios.items()))) and right
        shutil.rmtree(roots() / f"check-{number}", ignore_errors=True)
    print("all as it should be" if right else "something is not as it should be")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
