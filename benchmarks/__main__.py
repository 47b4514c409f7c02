"""`python -m benchmarks [SAMPLES]`: the window first, then recognition on SAMPLES or on what ships."""

import subprocess
import sys
from pathlib import Path

from benchmarks import first_page, visit
from benchmarks.machine import machine


def main() -> None:
    print(machine())
    first_page.main()
    visit.main()
    given = [f"--samples={Path(folder)}" for folder in sys.argv[1:2]]
    for bench in ("speech", "pictures"):
        subprocess.run([sys.executable, "-m", f"benchmarks.{bench}", *given], check=True)


if __name__ == "__main__":
    main()
