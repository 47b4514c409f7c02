"""Makes a `.deb` of a tree, the same bytes for the same content: fixed times, owners, order and compression."""

import os
import shutil
import subprocess
from pathlib import Path

from installers.package_list import Package

SCRIPTS = ("preinst", "postinst", "prerm", "postrm", "templates")


def kilobytes(tree: Path) -> int:
    """Returns what the tree takes on a disk, as `Installed-Size` wants it."""
    return sum(max(1, (path.lstat().st_size + 1023) // 1024) for path in tree.rglob("*"))


def control(package: Package, size: int) -> str:
    """Returns the control file."""
    fields = {
        "Package": package.name,
        "Version": package.version,
        "Architecture": package.architecture,
        "Maintainer": "Sunlit Window <packages@sunlit-window.invalid>",
        "Installed-Size": str(size),
        "Section": "misc",
        "Priority": "optional",
        "Depends": ", ".join(package.depends),
        "Recommends": ", ".join(package.recommends),
        "Description": package.about,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def build(tree: Path, package: Package, target: Path, moment: int, how: str = "-Zxz") -> None:
    """Writes the package. `moment`: seconds since 1970, for every file; `how`: dpkg-deb's compression, of those that
    Debian 11 opens."""
    folder = tree / "DEBIAN"
    folder.mkdir(mode=0o755)
    size = kilobytes(tree)
    (folder / "control").write_text(control(package, size), "utf-8")
    if conffiles := [f"/{path.relative_to(tree)}\n" for path in sorted((tree / "etc").rglob("*")) if path.is_file()]:
        (folder / "conffiles").write_text("".join(conffiles), "utf-8")
    for name in SCRIPTS:
        if source := package.script(name):
            text = source.read_text("utf-8").replace("@PACKAGE@", package.name).replace("@NEEDED@", str(size + 50_000))
            (folder / name).write_text(text, "utf-8")
            (folder / name).chmod(0o644 if name == "templates" else 0o755)
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink() and path.is_dir():
            path.chmod(0o755)
        os.utime(path, (moment, moment), follow_symlinks=False)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    command = [shutil.which("dpkg-deb") or "dpkg-deb", how, "--root-owner-group", "--build", tree, target]
    subprocess.run([*map(str, command)], check=True, env=environment, stdout=subprocess.DEVNULL)  # nosec B603 # no shell
