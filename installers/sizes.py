"""`python -m installers.sizes [FOLDER]`: what a frozen folder is made of, in megabytes, the largest part first."""

import sys
from collections import Counter
from pathlib import Path

SHOWN = 30
OURS = {
    *("core", "devices", "capture", "trust", "storage", "sync", "advice", "agency", "ui", "training", "kiosk"),
    *("proxy_client", "gateway", "installers"),
}


def files(folder: Path) -> list[Path]:
    """Returns the files of a folder; links are counted where they point to."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in files(folder)) >> 20


def part(place: Path) -> str:
    """Returns what a file belongs to: a package with its libraries, our code, resources, Python and the system's."""
    inner = place.parts[1:] if place.parts[0] == "_internal" else place.parts
    if len(inner) == 1:
        return "programs" if place.parts[0] != "_internal" else "Python and libraries of the system"
    if inner[0] in OURS:
        return "our code"
    if inner[0] in {"resources", "models"}:
        return "/".join(inner[:2])
    return inner[0].removesuffix(".libs").replace("opencv_python_headless", "cv2").replace("lib-dynload", "Python")


def table(folder: Path) -> list[tuple[str, int]]:
    """Returns each part with its bytes, the largest first."""
    bytes_of: Counter[str] = Counter()
    for path in files(folder):
        bytes_of[part(path.relative_to(folder))] += path.stat().st_size
    return bytes_of.most_common()


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/dist/sunlit-window")
    rows = table(folder)
    for name, size in rows[:SHOWN]:
        print(f"{size / 1e6:8.1f} MB  {name}")
    rest = sum(size for _name, size in rows[SHOWN:])
    print(f"{rest / 1e6:8.1f} MB  {len(rows) - min(len(rows), SHOWN)} smaller parts")
    print(f"{sum(size for _name, size in rows) / 1e6:8.1f} MB  in {len(files(folder))} files")


if __name__ == "__main__":
    main()
