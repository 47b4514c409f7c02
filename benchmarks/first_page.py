"""`python -m benchmarks.first_page` measures seconds from starting the program until its first page is painted.

`--program build/dist/sunlit-window/sunlit-kiosk` measures a frozen program instead, enrolled at a gateway of its own,
until it tells systemd that its first page is painted and answers. `--cold` empties the system's memory of files before
each start, as after switching on; it needs root.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

RUNS = 5
PATIENCE = 120
"""Seconds for a first page."""


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


@contextmanager
def enrolled(program: Path, folder: Path) -> Iterator[dict[str, str]]:
    """Yields the environment of a terminal that is enrolled at a gateway, by the frozen programs themselves."""
    server, data = program.with_name("sunlit-gateway"), folder / "gateway"
    environment = {**os.environ, "SUNLIT_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    serve: list[str | Path] = [server, "serve", "--data", data, "--listen", listen]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, env=environment) as serving:
        try:
            assert serving.stdout is not None
            serving.stdout.readline()
            code = json.loads(subprocess.check_output([server, "code", "--data", data], env=environment))["code"]
            enrol = [program, "sync", "enrol", f"http://{listen}", code]
            subprocess.run(enrol, check=True, env=environment, stdout=subprocess.DEVNULL)
            yield environment
        finally:
            serving.terminate()


def frozen_seconds(program: Path, environment: dict[str, str], folder: Path, *, cold: bool) -> float:
    """Returns the seconds until the program says READY."""
    if cold:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
    address = folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(address))
        systemd.settimeout(PATIENCE)
        started = time.perf_counter()
        with subprocess.Popen([program], env={**environment, "NOTIFY_SOCKET": str(address)}) as window:
            systemd.recv(100)
            taken = time.perf_counter() - started
            window.terminate()
    address.unlink()
    return taken


def frozen(program: Path, *, cold: bool) -> list[float]:
    with TemporaryDirectory() as name, enrolled(program, Path(name)) as environment:
        frozen_seconds(program, environment, Path(name), cold=False)  # the first makes what is made once
        return sorted(frozen_seconds(program, environment, Path(name), cold=cold) for _ in range(RUNS))


def main(argv: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_page", description=__doc__)
    parser.add_argument("--program", type=Path)
    parser.add_argument("--cold", action="store_true")
    given = parser.parse_args(argv)
    program = given.program and given.program.resolve()
    times = frozen(program, cold=given.cold) if program else sorted(seconds() for _ in range(RUNS))
    print(f"first page: median {statistics.median(times):.2f} s, {times[0]:.2f} to {times[-1]:.2f} ({RUNS} starts)")


if __name__ == "__main__":
    main(sys.argv[1:])
