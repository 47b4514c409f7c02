"""`python -m benchmarks [SAMPLES …]` measures every figure, with the baseline in the same run.

Recognition is measured on SAMPLES, or on the shipped samples: each is a folder of recordings (manifest.tsv), of pages
or cards (manifest.jsonl), or a folder of such folders. With SAMPLES the window is not measured."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import first_page, visit
from benchmarks.machine import machine

MEASURES = {"manifest.tsv": "speech", "manifest.jsonl": "pictures"}


def main() -> None:
    print(machine(), flush=True)
    given = [Path(folder) for folder in sys.argv[1:]]
    if not given:
        first_page.main()
        visit.main()
        subprocess.run([sys.executable, "-m", "benchmarks.touches"], check=True)
    for bench, *words in [*_measured(given), ("no_speech",), ("oral_record",), ("repeat_detection",)]:
        print(f"\n{bench} {' '.join(words)}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{bench}", *words], check=True)


def _measured(folders: list[Path]) -> Iterator[tuple[str, ...]]:
    """Yields the benchmark commands for the given folders."""
    if not folders:
        yield from (("speech",), ("pictures",))
    for folder in folders:
        found = [path for name in MEASURES for path in sorted(folder.rglob(name))]
        if not found:
            sys.exit(f"{folder}: no manifest.tsv or manifest.jsonl in it or below")
        yield from ((MEASURES[path.name], f"--samples={path.parent}") for path in found)
        yield from (("two_voices", f"--samples={path.parent}") for path in found if MEASURES[path.name] == "speech")


if __name__ == "__main__":
    main()
