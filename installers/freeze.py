"""`python -m installers.freeze`: builds the programs as one folder that needs no Python, `build/dist/sunlit-window`.

`--packs` copies the installed model packs of a demonstration into it, so that the folder works by itself without a
network; packages bring them apart. Two builds of one commit differ in nothing that matters: see installers/compare.py.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from installers import recipe
from installers.sizes import megabytes

DIST, WORK = recipe.ROOT / "build" / "dist", recipe.ROOT / "build" / "freeze"
FROZEN = DIST / recipe.FOLDER
SERVER_FILES = Path("freeze", "sunlit", "server-files.txt")
"""What of the folder's files the gateway needs, one a line; below build."""
STRIPPED = (
    *("ctranslate2/_ext*.so", "sqlcipher3/_sqlite3*.so", "vosk/libvosk.so", "libpython3*.so*", "cv2/*.so"),
    *("sqlalchemy/**/*.so", "pyclipper/*.so", "PIL/*.so", "yaml/*.so", "python3*/lib-dynload/*.so"),
)
"""Libraries that come with their makers' symbols. The rest is left as it came: wheels' tools move what `strip` would
then misread."""


def commit_time() -> str:
    """Returns the time of the commit in seconds, which stands in all that is made instead of the hour of making."""
    command = ["git", "-C", str(recipe.ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # nosec B603 # no shell
    return done.stdout.strip() or "1764547200"


def freeze() -> None:
    """Runs the recipe in a process of its own, whose hashes and times are the same every time."""
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or commit_time()}
    places = ["--distpath", str(DIST), "--workpath", str(WORK)]
    spec = str(recipe.ROOT / "installers" / "sunlit.spec")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN", *places, spec]
    environment = {**os.environ, **fixed, "PYTHONPATH": str(recipe.ROOT)}
    subprocess.run(command, check=True, env=environment, cwd=recipe.ROOT)  # nosec B603 # no shell


def tidy() -> None:
    """Takes symbols out of the libraries that came with them, and away the links to what does not ship."""
    for each in FROZEN.rglob("*"):
        if each.is_symlink() and not each.exists():
            each.unlink()
    libraries = [str(each) for pattern in STRIPPED for each in (FROZEN / "_internal").glob(pattern)]
    if libraries and sys.platform == "linux":
        subprocess.run(["strip", "--strip-unneeded", *libraries], check=True)  # nosec B603 B607 # no shell


def bring_packs(target: Path) -> None:
    """Verifies the packs once more and copies them."""
    from capture.models import model_store

    packs = model_store()
    for pack in packs.packs.values():
        if pack.demo:
            shutil.copytree(packs.require(pack.name), target / pack.name)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m installers.freeze", description=__doc__)
    parser.add_argument("--packs", action="store_true", help="with the model packs beside the programs")
    given = parser.parse_args()
    freeze()
    tidy()
    if given.packs:
        bring_packs(FROZEN / "models")
    print(f"{FROZEN}: {megabytes(FROZEN)} MB; try sunlit-kiosk --self-test, `python -m installers.sizes`")


if __name__ == "__main__":
    main()
