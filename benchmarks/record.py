"""`python -m benchmarks.record NAME [WORDS …]` runs the benchmark NAME and keeps its output in docs/figures.md.

Each command has one section there, replaced at each recording: day, machine, code, command, output. Folders on the
command line are written as DIR, so that figures hold no path of a machine. A benchmark that fails changes nothing."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import machine

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "docs" / "figures.md"
SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def without_folders(words: Sequence[str]) -> str:
    """Returns the command's words with each path as DIR: a word, or what follows `=`, that holds a slash."""
    return " ".join(re.sub(r"[^=\s]*/[^=\s]*", "DIR", word) for word in words)


def code() -> str:
    """The commit that was measured; `-dirty` where files other than the figures differ from it."""
    commit = _git("rev-parse", "--short", "HEAD")
    return f"{commit}-dirty" if _git("status", "--porcelain", "--", ".", ":!docs/figures.md") else commit


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def section(name: str, words: Sequence[str], output: str, measured: str) -> str:
    """Returns the section's text. `measured`: day, machine and commit."""
    command = f"python -m benchmarks.{name} {without_folders(words)}".strip()
    printed = "\n".join(line.rstrip() for line in without_paths(output).strip().splitlines())
    heading = f"## {name} {without_folders(words)}".rstrip()
    return f"{heading}\n\n{measured}\n\n`{command}`\n\n```\n{printed}\n```\n\n"


def without_paths(output: str) -> str:
    """Returns the output with absolute paths shortened to their last name."""
    return re.sub(r"(?<!\S)/(?:[^\s/]+/)+", "", output)


def kept(figures: str, new: str) -> str:
    """Returns `figures` with the section `new` in place of the one of its heading, or in the order of headings."""
    heading = new.partition("\n")[0]
    sections = [each for each in SECTION.findall(figures) if each.partition("\n")[0] != heading]
    intro = SECTION.sub("", figures)
    return intro + "".join(sorted([*sections, new]))


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    name, *words = sys.argv[1:]
    command = [sys.executable, "-m", f"benchmarks.{name}", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdout
        output = ""
        for line in running.stdout:
            print(line, end="", flush=True)
            output += line
    if running.returncode:
        sys.exit(running.returncode)
    FIGURES.write_text(
        kept(FIGURES.read_text("utf-8"), section(name, words, output, f"{machine()} · {code()}")), "utf-8"
    )


if __name__ == "__main__":
    main()
