"""`python -m installers.freeze`: builds the kiosk as one folder that needs no Python, `build/dist/sunlit-kiosk`.

The installed model packs of a demonstration are included, so that it works without a network.
"""

import shutil
from pathlib import Path

import PyInstaller.__main__

from capture.models import model_store

ROOT = Path(__file__).parent.parent
NAME = "sunlit-kiosk"
DIST, WORK = ROOT / "build" / "dist", ROOT / "build" / "freeze"

ROOMS = [
    "core",
    "devices",
    "capture",
    "trust",
    "storage",
    "sync",
    "advice",
    "agency",
    "ui",
    "training",
    "kiosk",
    "gateway",
]
DATA = {"resources": "resources", "gateway/storage/migrations": "gateway/storage/migrations"}
WITH_DATA = ["rapidocr", "misaki", "jieba", "pypinyin", "pypinyin_dict", "cn2an", "opencc", "vosk", "reportlab"]
WITH_LIBRARIES = ["vosk", "ctranslate2", "opencc", "onnxruntime", "sqlcipher3", "tokenizers", "pyrage"]
LEFT_OUT = ["tkinter", "pytest", "_pytest", "hypothesis", "mypy", "IPython", "matplotlib", "setuptools", "torch"]
LEFT_OUT += ["boto3", "botocore", "psycopg", "moto"]
LEFT_OUT += [f"PySide6.Qt{name}" for name in ("Qml", "Quick", "QuickWidgets", "OpenGL", "Sql", "Designer")]


def options() -> list[str]:
    """Returns PyInstaller's options: everything that is found by name at run time has to be listed."""
    places = ["--distpath", DIST, "--workpath", WORK, "--specpath", WORK, "--paths", ROOT]
    data = [f"--add-data={ROOT / source}:{target}" for source, target in DATA.items()]
    rooms = [f"--collect-submodules={room}" for room in ROOMS]
    more = [f"--collect-data={name}" for name in WITH_DATA] + [f"--collect-binaries={name}" for name in WITH_LIBRARIES]
    without = [f"--exclude-module={name}" for name in LEFT_OUT]
    fixed = ["--onedir", "--noconfirm", "--log-level=WARN", f"--name={NAME}", "--python-option=X utf8_mode=1"]
    return [*fixed, *map(str, places), *data, *rooms, *more, *without, str(ROOT / "installers" / "entry.py")]


def bring_packs(target: Path) -> None:
    """Verifies the packs once more and copies them."""
    packs = model_store()
    for pack in packs.packs.values():
        if pack.demo:
            shutil.copytree(packs.require(pack.name), target / pack.name)


def megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) >> 20


def main() -> None:
    PyInstaller.__main__.run(options())
    bring_packs(DIST / NAME / "models")
    print(f"{DIST / NAME}: {megabytes(DIST / NAME)} MB; try {NAME} --self-test")


if __name__ == "__main__":
    main()
