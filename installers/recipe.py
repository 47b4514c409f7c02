"""What a frozen build is made of: the programs, what PyInstaller does not find by itself, and what does not ship.

`sunlit.spec` reads it. Everything that is found by name at run time has to be listed. Modules are collected as files,
not into one archive for each program: so the programs share one folder and nothing is in it twice.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = "sunlit-window"
"""The folder with the programs; packages install it as /opt/sunlit-window."""


@dataclass(frozen=True)
class Program:
    """`script`: below installers/programs. `rooms`: imported whole, as commands are found by name."""

    script: str
    rooms: tuple[str, ...]


SHARED_ROOMS = ("core", "trust", "gateway")
WINDOW_ROOMS = ("devices", "capture", "storage", "sync", "advice", "agency", "updates", "doctor", "ui", "training")
WINDOWS = {
    "sunlit-kiosk": Program("kiosk.py", ("kiosk",)),
    "sunlit-proxy": Program("proxy.py", ("proxy_client",)),
    "sunlit": Program("technician.py", ("technician",)),
}
SERVER = {"sunlit-gateway": Program("gateway.py", ())}
"""Analysed apart: what it needs is the part that is installed on a gateway's machine."""

SERVER_DATA = {"resources": "resources", "gateway/storage/migrations": "gateway/storage/migrations"}
WITH_DATA = {
    "windows": ["rapidocr", "misaki", "jieba", "pypinyin", "cn2an", "opencc", "vosk", "reportlab"],
    "server": ["reportlab"],
}
WITH_LIBRARIES = {
    "windows": ["vosk", "ctranslate2", "opencc", "onnxruntime", "sqlcipher3", "tokenizers", "pyrage"],
    "server": ["pyrage", "psycopg_binary"],
}
FOUND_BY_NAME = {
    "windows": [],
    "server": ["psycopg", "psycopg_binary", "boto3", "botocore", "sqlalchemy.dialects.postgresql.psycopg"],
}

LEFT_OUT = ["tkinter", "pytest", "_pytest", "hypothesis", "mypy", "IPython", "matplotlib", "setuptools", "pip", "torch"]
LEFT_OUT += [
    "moto",
    "playwright",
    "axe_playwright_python",
    "_dbm",
    "_gdbm",
    "readline",
    "_curses",
    "pdb",
    "unittest.mock",
]
LEFT_OUT += ["babel", "Cython", "lxml", "pandas", "scipy", "numpy.f2py", "numpy.testing", "pygments", "rich"]
LEFT_OUT += ["onnxruntime.transformers", "onnxruntime.quantization", "onnxruntime.tools", "ctranslate2.converters"]
LEFT_OUT += ["jieba.lac_small", "vosk.transcriber", "testkit", "tests", "benchmarks", "pydoc", "lib2to3", "idlelib"]
LEFT_OUT += [f"PySide6.Qt{name}" for name in ("Qml", "Quick", "QuickWidgets", "OpenGL", "Sql", "Designer", "Network")]
WINDOWS_LEFT_OUT = ["boto3", "botocore", "psycopg", "psycopg_binary"]
"""Only a province's own gateway uses them, never the practice platform of training."""

QT_PLUGINS = (
    "platforms/libq(xcb|offscreen|wayland[a-z-]*)|platforms/q(windows|offscreen)|xcbglintegrations/"
    "|imageformats/libq(svg|jpeg|gif|ico)|iconengines/|wayland-|styles/|egldeviceintegrations/libqeglfs-kms"
)
SAMPLES = (
    *("speech/s01_kumo", "speech/s02_alpha", "idcards/card_s00_front", "documents/page_s00_letter"),
    *("documents/page_s27_note", "documents/page_s25_table", "county/", "SOURCES"),
)
"""Of the samples those that the self-test and the simulators of training use."""

DOES_NOT_SHIP = re.compile(
    rf"""
    \.pyi$ | \.pxd$ | \.c$ | \.h$ | \.hpp$ | \.po$ | \.pot$ | /tests?/ | /__pycache__/ | \.dist-info/RECORD$
    | ^PySide6/Qt/translations/ | ^PySide6/Qt/qml/
    | ^PySide6/Qt/plugins/(?!{QT_PLUGINS})
    | ^PySide6/Qt/lib/libQt6(Qml|Quick|Pdf|VirtualKeyboard|Designer|Network|Sql|Test(?!\.))
    | ^resources/samples/(?!{"|".join(SAMPLES)})
    | ^botocore/data/(?!s3/|endpoints|partitions|sdk-default|_retry)
    | ^opencc/clib/(bin|include|lib64/(pkgconfig|cmake|libopencc\.a)) | \.a$ | ^jieba/.*\.p$
    | ^lib(gtk-3|gdk-3|cairo|pango|atk|gdk_pixbuf|epoxy|thai|datrie|pixman)[a-z0-9_-]*\.
    | ^jieba/(lac_small|analyse)/ | ^misaki/data/(us|gb|ja|vi|ko)_ | ^onnxruntime/datasets/
    | ^reportlab/fonts/(?!Vera\.ttf)
    """,
    re.VERBOSE,
)


def ships(place: str) -> bool:
    """Returns whether a file goes into the build. `place`: where it would lie, with slashes."""
    return not DOES_NOT_SHIP.search(place.replace("\\", "/"))


def rooms(of: str) -> tuple[str, ...]:
    """Returns the rooms of "windows" or "server"."""
    if of == "server":
        return SHARED_ROOMS
    return (*SHARED_ROOMS, *WINDOW_ROOMS, *(room for each in WINDOWS.values() for room in each.rooms))


def modules(of: str) -> list[str]:
    """Returns every module of the rooms, by its files: PyInstaller's own search imports them in a process that it gives
    up waiting for on a slow machine, and what it had not found by then would not be there."""
    found = []
    for room in rooms(of):
        for path in sorted((ROOT / room).rglob("*.py")):
            package = path.parent.relative_to(ROOT)
            if all((ROOT / each / "__init__.py").is_file() for each in (package, *package.parents[:-1])):
                found.append(".".join(package.parts if path.name == "__init__.py" else (*package.parts, path.stem)))
    return found
