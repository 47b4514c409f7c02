"""The shape of the code: small files, small functions, few mocks, nothing of one machine."""

import ast
import re
import subprocess
from importlib.metadata import distributions
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
ROOMS = [
    "core",
    "devices",
    "capture",
    "trust",
    "storage",
    "sync",
    "advice",
    "agency",
    "doctor",
    "ui",
    "training",
    "kiosk",
    "proxy_client",
    "technician",
]
ROOMS += ["gateway", "installers"]
MACHINE_PATHS = re.compile("/work/" + "main|/work/" + "shared|/tmp/" + "v/")
STAND_INS = re.compile(r"\b(monkeypatch|mocker|MagicMock|Mock|patch)\b(?=[.(])")


def sources(*folders: str) -> dict[Path, str]:
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return {path: path.read_text("utf-8") for path in files}


def lengths_of_functions(text: str) -> list[int]:
    """Returns the lines of each function without its docstring."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            end = node.end_lineno or node.lineno
            found.append(1 + end - body[0].lineno + 1 if body else 1)
    return found


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_files_are_small() -> None:
    lines = {path: text.count("\n") for path, text in sources(*ROOMS, "tests", "testkit", "benchmarks").items()}
    assert [str(path) for path, count in lines.items() if count > 400] == []
    assert median(count for path, count in lines.items() if path.name != "__init__.py") <= 150


def test_functions_are_small() -> None:
    assert median(length for text in sources(*ROOMS).values() for length in lengths_of_functions(text)) <= 10


def test_stand_ins_are_rare() -> None:
    texts = sources("tests").values()
    tests = sum(len(re.findall(r"^\s*(?:async )?def test_", text, re.MULTILINE)) for text in texts)
    assert sum(len(STAND_INS.findall(text)) for text in texts) < 0.3 * tests


def test_nothing_of_one_machine_is_kept() -> None:
    """Paths of one machine do not belong in the product."""
    small = [path for path in tracked_files() if path.stat().st_size < 300_000]
    named = [str(path) for path in small if MACHINE_PATHS.search(path.read_text("utf-8", "ignore"))]
    assert named == []


def test_no_second_qt() -> None:
    """opencv-python brings its own Qt, whose plug-ins break PySide6 on Linux."""
    names = {each.metadata["Name"] for each in distributions()}
    assert "opencv-python-headless" in names
    assert not names & {"opencv-python", "opencv-contrib-python"}


def test_every_decision_is_in_the_index_by_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    titles = {path.name: path.read_text("utf-8").partition("\n")[0] for path in folder.glob("0*.md")}
    lines = re.findall(r"^- \[(\d{4})\]\((\S+)\) (.+)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    assert {name: f"# {number} {title}" for number, name, title in lines} == titles
    assert len({name[:4] for name in titles}) == len(titles), "a number is given once"


def test_the_state_is_one_page() -> None:
    assert (ROOT / "docs" / "STATE.md").read_text("utf-8").count("\n") <= 40


def test_the_architecture_names_what_is_there() -> None:
    """Every path on the page exists."""
    rooms = "|".join([*ROOMS, "resources"])
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = {name.rstrip(".") for name in re.findall(rf"(?<![\w/])(?:{rooms})/[\w/.]*", page)}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
