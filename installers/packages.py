"""`python -m installers.packages`, as root: builds the `.deb`s, SHA256SUMS and sbom.cdx.json into build/packages.

The programs are frozen in a root of Debian 11 (installers/linux/build_root.sh), so they start where glibc is
2.31. The first time takes an hour on two cores; the root is kept (`SUNLIT_ROOTS`, default
~/.cache/sunlit-window/roots), and a rebuild takes minutes.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from installers import deb, freeze, licences, sbom, shipped
from installers.package_list import ARCHITECTURE, Package, all_packages
from installers.recipe import FOLDER, ROOT

OUT = ROOT / "build" / "packages"
LINUX = ROOT / "installers" / "linux"
LEFT_BEHIND = (".git", ".venv", "build", ".mypy_cache", ".hypothesis", ".ruff_cache", ".pytest_cache", "__pycache__")


def roots() -> Path:
    """Returns the folder of roots, outside the checkout: what walks through that would walk through a mounted /proc."""
    return Path(os.environ.get("SUNLIT_ROOTS") or Path.home() / ".cache" / "sunlit-window" / "roots")


def run(*command: str | Path, **environment: str) -> None:
    subprocess.run([*map(str, command)], check=True, env={**os.environ, **environment})  # nosec B603 # no shell


def build_root() -> Path:
    """Returns the root with Python and the locked packages, made where it is not there yet."""
    root, lock = roots() / "build", ROOT / "build" / "shipped.lock"
    root.mkdir(parents=True, exist_ok=True)
    lock.parent.mkdir(exist_ok=True)
    wanted = shipped.locked()
    names = shipped.names() | shipped.tools()
    lock.write_text("".join(wanted[name] for name in sorted(names)), "utf-8")
    run("sh", LINUX / "build_root.sh", root, lock, PYTHON=sys.executable)
    return root


def frozen_in(root: Path) -> Path:
    """Freezes this checkout inside the root and returns the folder of the programs."""
    inside = root / "src" / "sunlit"
    shutil.rmtree(inside, ignore_errors=True)
    shutil.copytree(ROOT, inside, ignore=shutil.ignore_patterns(*LEFT_BEHIND), symlinks=True)
    run("sh", LINUX / "freeze_inside.sh", root, SOURCE_DATE_EPOCH=freeze.commit_time())
    return inside / "build" / "dist" / FOLDER


def built(package: Package, frozen: Path, *, quick: bool) -> None:
    tree = ROOT / "build" / "package-trees" / package.name
    shutil.rmtree(tree, ignore_errors=True)
    package.fill(tree, frozen)
    target = OUT / f"{package.name}_{package.version}_{package.architecture}.deb"
    how = "-Znone" if quick or package.architecture == "all" else "-Zxz"  # packs are as dense as they get
    deb.build(tree, package, target, int(freeze.commit_time()), how)
    shutil.rmtree(tree)
    print(f"{target.stat().st_size / 1e6:8.1f} MB  {target.name}", flush=True)


def sums() -> None:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(OUT.iterdir())
        if path.name != "SHA256SUMS"
    ]
    (OUT / "SHA256SUMS").write_text("".join(lines), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m installers.packages", description=__doc__)
    parser.add_argument("--frozen", type=Path, help="programs that are frozen already, instead of freezing them")
    parser.add_argument("--quick", action="store_true", help="without compression: to try them on this machine")
    given = parser.parse_args()
    if ARCHITECTURE != "amd64":
        print(f"packages are built on amd64 alone; this machine is {ARCHITECTURE} (docs/limits.md)", file=sys.stderr)
        return 3
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("packages are built by root, with debootstrap: apt-get install debootstrap", file=sys.stderr)
        return 3
    frozen = given.frozen or frozen_in(build_root())
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.iterdir():
        old.unlink()
    for package in all_packages():
        built(package, frozen, quick=given.quick)
    (OUT / "sbom.cdx.json").write_text(sbom.written(sbom.bill(roots() / "build")), "utf-8")
    (OUT / "licences.txt").write_text(licences.listed(licences.of_all()), "utf-8")
    sums()
    return 0


if __name__ == "__main__":
    sys.exit(main())
