"""`python -m benchmarks.faults.network [--seed S] [--step BYTES] [TRIAL …]` tries network faults between a terminal and
its gateway.

- cuts: the line is cut after every so many bytes of one item's whole conversation, in either direction;
- lies: each call may meet a platform that breaks, cuts, lies, dribbles or stays silent;
- slow: 9.6 kbit/s with stalls and resets: seconds until the text of a petition with papers is registered;
- large: 20 MB at 2 Mbit/s with 20 cuts: bytes sent twice;
- outage: thirty items wait while nobody gets through: seconds from the line's return until all are registered."""

import argparse
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.faults.proxy import FaultyProxy, NetworkConditions
from benchmarks.faults.shown_states import held, rows, untrue
from core.outbox_state import OutboxState
from sync.terminal import Terminal, terminal
from sync.transfer import CHUNK
from testkit.faulty_platform import CODE, MISHAPS, FaultyPlatform
from testkit.filings import a_filing
from testkit.gateway_process import GatewayProcess

LATER = timedelta(minutes=20)
NINE_SIX = 9600 / 8
TWO_MEGABIT = 2e6 / 8
LIES = sorted({*MISHAPS, "cut after", "half"} - {"kill before", "revoked", "refuse", "silence"})


@contextmanager
def enrolled(folder: Path, gateway: GatewayProcess, weather: NetworkConditions, timeout: float) -> Iterator[Terminal]:
    """Yields a terminal that reaches the gateway only through the faulty line."""
    folder.mkdir()
    (folder / "settings.toml").write_text(f"[platform]\ntimeout = {timeout}\n")
    line = FaultyProxy(gateway.url, weather)
    try:
        with terminal(folder) as opened:
            opened.enrol(line.url, gateway.call("code")["code"])
            yield opened
    finally:
        line.close()


def until(true: Callable[[], object], seconds: float) -> float:
    """Waits until `true` holds; returns the seconds it took, or `seconds` if it never did."""
    begun = time.monotonic()
    while not true() and time.monotonic() < begun + seconds:
        time.sleep(0.05)
    return time.monotonic() - begun


class Trials:
    def __init__(self, folder: Path, gateway: GatewayProcess, seed: int, step: int) -> None:
        self.folder, self.gateway, self.seed, self.step = folder, gateway, seed, step
        self.faults: list[str] = []

    def say(self, text: str) -> None:
        print(text, flush=True)

    def cuts(self) -> None:
        dice, weather, counted = random.Random(self.seed), NetworkConditions(), Counter[str]()
        with enrolled(self.folder / "cuts", self.gateway, weather, 2) as opened:
            length = self._conversation(opened, weather)
            for way in ("up", "down"):
                for after in range(1, length[way], self.step):
                    opened.submissions.accept(a_filing(pages=(dice.randbytes(3000),)))
                    setattr(weather, way, after + dice.randrange(self.step))
                    opened.engine.run_once(datetime.now(UTC))
                    counted[f"cut {way}, then {opened.submissions.items()[-1].state}"] += 1
                    self._check(opened, f"cut {way} after {after}")
                    weather.up = weather.down = None
                    self._finish(opened, f"cut {way} after {after}")
            self._all_registered(opened, "cuts")
        self.say(f"cuts: {counted.total()} cuts, every {self.step} bytes of {length}: {dict(counted)}")

    def _conversation(self, opened: Terminal, weather: NetworkConditions) -> dict[str, int]:
        before = dict(weather.passed)
        opened.submissions.accept(a_filing(pages=(bytes(3000),)))
        opened.engine.run_once()
        return {way: weather.passed[way] - before[way] for way in before}

    def lies(self) -> None:
        dice, told = random.Random(self.seed), Counter[str]()
        home = self.folder / "lies"
        home.mkdir()
        (home / "settings.toml").write_text("[platform]\ntimeout = 1\n")
        with FaultyPlatform() as platform, terminal(home) as opened:
            opened.enrol(platform.url, CODE)
            for _ in range(max(1, 8000 // self.step)):
                opened.submissions.accept(a_filing(pages=(dice.randbytes(3000),)))
                platform.mishaps = [dice.choice(LIES) if dice.random() < 0.6 else "ok" for _ in range(12)]
                told.update(platform.mishaps)
                for late in range(1, 16):
                    opened.engine.run_once(datetime.now(UTC) + late * LATER)
                    wrong = [
                        row for row in opened.submissions.items() if row.receipt and str(row.item) not in platform.items
                    ]
                    self.faults += [f"lies: {len(wrong)} shown registered"] * bool(wrong)
                    if all(item.settled for item in opened.submissions.items()):
                        break
            if {item.state for item in opened.submissions.items()} != {OutboxState.REGISTERED}:
                self.faults.append(f"lies: {Counter(str(item.state) for item in opened.submissions.items())}")
            if sorted(platform.order) != sorted(str(item.item) for item in opened.submissions.items()):
                self.faults.append("lies: lost or doubled")
            self.say(f"lies: {len(opened.submissions.items())} items registered once; {dict(told)}")

    def slow(self) -> None:
        with ThreadPoolExecutor(10) as several:
            took = sorted(several.map(self._slow, range(10)))
        self.say(f"slow: text registered after {', '.join(f'{seconds:.0f}' for seconds in took)} s (asked: below 60)")
        self.faults += [f"slow: {seconds:.0f} s" for seconds in took if seconds >= 60]

    def _slow(self, number: int) -> float:
        """Returns the seconds on a line with stalls of up to 4 s in one block of thirty, and two resets within the
        first calls."""
        dice = random.Random(self.seed + number)
        weather = NetworkConditions()
        with enrolled(self.folder / f"slow-{number}", self.gateway, weather, 20) as opened:
            weather.rate, weather.pause = NINE_SIX, lambda: dice.uniform(0.5, 4) if dice.random() < 1 / 30 else 0.0
            weather.up, weather.down = dice.randrange(200, 6000), dice.randrange(50, 2000)
            slip = opened.submissions.accept(a_filing(pages=(dice.randbytes(400_000), dice.randbytes(200_000))))
            opened.engine.start()
            return until(lambda: opened.submissions.status(slip.item).receipt, 120)

    def large(self) -> None:
        dice, weather, size, cuts = random.Random(self.seed), NetworkConditions(), 20 << 20, 20
        with enrolled(self.folder / "large", self.gateway, weather, 20) as opened:
            slip = opened.submissions.accept(a_filing(pages=(dice.randbytes(size),)))
            sealed = sum(part.size for part in opened.submissions.status(slip.item).parts)
            weather.rate, before = TWO_MEGABIT, weather.passed["up"]
            places = sorted(dice.randrange(sealed) for _ in range(cuts))
            opened.engine.start()
            seconds = 0.0
            for place, last in zip(places, [0, *places[:-1]], strict=True):
                weather.up = max(1, place - last)
                seconds += until(lambda: weather.up is None, 120)
            seconds += until(lambda: opened.submissions.status(slip.item).state is OutboxState.REGISTERED, 240)
            twice = weather.passed["up"] - before - sealed
            self._check(opened, "large")
        self.say(
            f"large: {size >> 20} MB in {seconds:.0f} s with {weather.cuts} cuts; {twice / 1024:.0f} KiB more than its"
            f" size went up, heads included: {twice / cuts / 1024:.0f} KiB a cut (asked: below {CHUNK >> 10})"
        )
        if weather.cuts != cuts or twice > cuts * CHUNK:
            self.faults.append(f"large: {twice} bytes sent twice in {weather.cuts} cuts")

    def outage(self) -> None:
        took = [self._outage(number) for number in range(3)]
        self.say(f"outage: all registered {', '.join(f'{seconds:.0f}' for seconds in took)} s after the line's return")
        self.faults += [f"outage: {seconds:.0f} s" for seconds in took if seconds > 60]

    def _outage(self, number: int) -> float:
        """Returns the seconds for thirty items. In run 2 the items have been retried often, as after a night without a
        network."""
        weather = NetworkConditions()
        with enrolled(self.folder / f"outage-{number}", self.gateway, weather, 5) as opened:
            weather.closed = True
            opened.engine.start()
            for _ in range(30):
                opened.submissions.accept(a_filing(pages=(bytes(3000),)))
            if number == 2:
                with opened.store.write() as tx:
                    tx.execute("UPDATE items SET attempts = 12")
            time.sleep(8 + 4 * number)
            weather.closed = False
            took = until(lambda: all(item.settled for item in opened.submissions.items()), 180)
            self._check(opened, "outage")
            return took

    def _check(self, opened: Terminal, when: str) -> None:
        shown = rows(item for item in opened.submissions.items() if item.state is not OutboxState.SENDING)
        self.faults += [f"{when}: {said}" for said in untrue(shown, held(self.gateway.data))]

    def _finish(self, opened: Terminal, when: str) -> None:
        opened.engine.retry_now()
        opened.engine.run_once()
        if opened.submissions.items()[-1].state is not OutboxState.REGISTERED:
            self.faults.append(
                f"{when}: {opened.submissions.items()[-1].state} {opened.submissions.items()[-1].reason}"
            )

    def _all_registered(self, opened: Terminal, trial: str) -> None:
        there = held(self.gateway.data)
        self.faults += [f"{trial}: lost" for item in opened.submissions.items() if str(item.item) not in there]


TRIALS = ("cuts", "lies", "slow", "large", "outage")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trials", nargs="*", metavar="TRIAL", default=TRIALS, help=", ".join(TRIALS))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--step", type=int, default=40, help="bytes between two cuts")
    args = parser.parse_args(argv)
    logging.disable()
    with tempfile.TemporaryDirectory(prefix="sunlit-lines-") as folder:
        gateway = GatewayProcess(Path(folder) / "gateway")
        try:
            trials = Trials(Path(folder), gateway, args.seed, args.step)
            print(f"seed {args.seed}")
            for name in args.trials:
                getattr(trials, name)()
        finally:
            gateway.close()
    print(*(f"FAULT {fault}" for fault in trials.faults), sep="\n")
    return 1 if trials.faults else 0


if __name__ == "__main__":
    sys.exit(main())
