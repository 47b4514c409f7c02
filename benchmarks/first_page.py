"""`python -m benchmarks.first_page` measures seconds from starting the program until its first page is painted."""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

RUNS = 5


def open_once() -> None:
    """Opens the window in this process and ends when it has been painted."""
    from kiosk.app import kiosk
    from sync.terminal import terminal
    from training.simulation import Simulation, screen
    from ui.shell.window import application, show

    with TemporaryDirectory() as home, terminal(Path(home), training=True) as here:
        simulation = Simulation(Path(home), screen("1080x1920"), mute=True)
        shell = kiosk(simulation.settings, here, simulation.hardware)
        show(shell, simulation.settings.screen)
        application().processEvents()
        shell.grab()
        print(time.time(), flush=True)
        shell.close()


def seconds() -> float:
    started = time.time()
    command = [sys.executable, "-c", "from benchmarks.first_page import open_once; open_once()"]
    painted = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(painted.split()[-1]) - started


def main() -> None:
    times = sorted(seconds() for _ in range(RUNS))
    print(f"first page: median {statistics.median(times):.2f} s, {times[0]:.2f} to {times[-1]:.2f} ({RUNS} starts)")


if __name__ == "__main__":
    main()
