"""`python -m installers.compare ONE OTHER`: whether two builds are the same, file by file; says what differs.

Folders are compared as they are; two `.deb`s by their SHA-256. Exit code 1 when something differs.
"""

import hashlib
import stat
import sys
from pathlib import Path


def digests(tree: Path) -> dict[str, str]:
    """Returns for each file its SHA-256, its rights and, for a link, where it leads."""
    if tree.is_file():
        return {"": _digest(tree)}
    return {
        str(path.relative_to(tree)): _digest(path)
        for path in sorted(tree.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return f"{stat.filemode(path.stat().st_mode)} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def differences(one: Path, other: Path) -> list[str]:
    """Returns a line for each file that is in one tree alone or differs."""
    ours, theirs = digests(one), digests(other)
    lines = [f"only in {one}: {name}" for name in ours.keys() - theirs.keys()]
    lines += [f"only in {other}: {name}" for name in theirs.keys() - ours.keys()]
    lines += [f"differs: {name or one.name}" for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]]
    return sorted(lines)


def main() -> int:
    one, other = map(Path, sys.argv[1:3])
    found = differences(one, other)
    for line in found:
        print(line)
    print(f"{len(digests(one))} files in {one}, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
