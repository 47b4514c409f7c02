"""`python -m benchmarks.doctor` measures how long each check takes at an enrolled terminal with 500 items that wait.

Its gateway runs in this process, its room is a simulation without time; printer, camera and reader are those here."""

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from doctor.checks import CHECKS, states
from doctor.examination import examine
from doctor.machine import Machine, Parts, machine
from sync.terminal import terminal
from testkit.filings import a_filing
from testkit.gateway_in_process import ServedGateway
from testkit.rooms_with_echo import Room, RoomMicrophone, RoomSpeaker

ITEMS, RUNS = 500, 5


@contextmanager
def enrolled() -> Iterator[Machine]:
    """Yields a terminal with items that wait; its microphone hears its speaker at once, not after a second."""
    with TemporaryDirectory() as folder:
        gateway = ServedGateway(Path(folder) / "gateway")
        home = Path(folder) / "home"
        try:
            with terminal(home) as opened:
                opened.enrol(gateway.url, gateway.call("code")["code"])
                for _ in range(ITEMS):
                    opened.submissions.accept(a_filing())
            room = Room()
            parts = Parts(microphone=lambda _d: RoomMicrophone(room), speaker=lambda _d: RoomSpeaker(room))
            yield Machine(home, machine(home).settings, parts=parts)
        finally:
            gateway.close()


def main() -> None:
    with enrolled() as here:
        taken: dict[str, list[float]] = defaultdict(list)
        for check in CHECKS:
            for _ in range(RUNS):
                began = time.monotonic()
                list(examine(here, [check]))
                taken[check.name].append(time.monotonic() - began)
        began = time.monotonic()
        states(here)
        told = time.monotonic() - began
    limits = {check.name: check.seconds for check in CHECKS}
    print(f"{'check':<12} {'median s':>9} {'longest s':>10} {'limit s':>8}   ({RUNS} runs, {ITEMS} items wait)")
    for name, times in taken.items():
        print(f"{name:<12} {statistics.median(times):9.3f} {max(times):10.3f} {limits[name]:8.0f}")
    print(
        f"all: {sum(statistics.median(times) for times in taken.values()):.1f} s; what a heartbeat tells: {told:.3f} s"
    )


if __name__ == "__main__":
    main()
