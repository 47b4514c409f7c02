"""`python -m benchmarks.faults.clocks [--days 1095]` tries a clock that is years off, slow or fast, at either end.

The command lines run under libfaketime, which changes the clock of one process only:

- wrong: the terminal is enrolled, files and sends under the wrong clock, and afterwards under the right one;
- mended: it runs, with items that could not be sent, when its clock is put right; seconds until they are registered;
- platform: the gateway's clock is the wrong one."""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.faults.network import until
from benchmarks.faults.shown_states import held, untrue
from benchmarks.faults.terminal_processes import TerminalProcesses
from testkit.gateway_process import GatewayProcess

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
TRIALS = ("wrong", "mended", "platform")
ASKED = 60
"""Seconds in which waiting items are sent."""


@dataclass(frozen=True)
class Clock:
    """A clock that can be turned while a process uses it."""

    file: Path

    @property
    def days(self) -> int:
        return int(self.file.read_text().removesuffix("d\n"))

    def turn(self, days: int) -> None:
        draft = self.file.with_suffix(".new")
        draft.write_text(f"{days:+d}d\n")
        draft.replace(self.file)

    def environment(self) -> Mapping[str, str]:
        assert LIBRARY, "no libfaketime is installed: sh installers/system_packages.sh test"
        manner = {"FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
        return {**os.environ, "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(self.file), **manner}


class Trials:
    def __init__(self, folder: Path) -> None:
        self.folder, self.name, self.faults = folder, "", list[str]()

    def run(self, trial: str, days: int) -> None:
        self.name = f"{trial} {days:+d} days"
        place = self.folder / f"{trial}{days}"
        place.mkdir()
        clock = Clock(place / "clock")
        clock.turn(days)
        told = getattr(self, trial)(place, clock)
        print(f"{self.name}: {told}", flush=True)

    def wrong(self, place: Path, clock: Clock) -> str:
        days = clock.days
        gateway, terminal = (
            GatewayProcess(place / "gateway"),
            TerminalProcesses(place / "terminal", clock.environment()),
        )
        try:
            self._enrolled(terminal, gateway)
            for day in (days, -days, 0):
                clock.turn(day)
                self._said(terminal, "file", terminal.papers())
                self._said(terminal, "run", "--once")
            return self._settled(terminal, gateway, 3, 0)
        finally:
            gateway.close()

    def mended(self, place: Path, clock: Clock) -> str:
        gateway, terminal = (
            GatewayProcess(place / "gateway"),
            TerminalProcesses(place / "terminal", clock.environment()),
        )
        self._enrolled(terminal, gateway)
        gateway.close()
        environment = {**clock.environment(), "SUNLIT_HOME": str(terminal.home)}
        running = subprocess.Popen([sys.executable, "-m", "sync", "run"], env=environment)
        try:
            for _ in range(3):
                self._said(terminal, "file", terminal.papers())
            until(lambda: all(row["reason"] for row in self._shown(terminal)), 60)
            clock.turn(0)
            gateway = GatewayProcess(place / "gateway", listen=gateway.url.removeprefix("http://"))
            took = until(lambda: {row["state"] for row in self._shown(terminal)} == {"registered"}, 3 * ASKED)
            if took > ASKED:
                self._fault(f"{took:.0f} s after the clock was put right and the line came back")
            return f"{self._settled(terminal, gateway, 3, 0)}, {took:.0f} s later"
        finally:
            running.terminate()
            running.wait(20)
            gateway.close()

    def platform(self, place: Path, clock: Clock) -> str:
        gateway, terminal = (
            GatewayProcess(place / "gateway", environment=clock.environment()),
            TerminalProcesses(place / "terminal"),
        )
        try:
            self._enrolled(terminal, gateway)
            for _ in range(2):
                self._said(terminal, "file", terminal.papers())
                self._said(terminal, "run", "--once")
            return self._settled(terminal, gateway, 2, clock.days)
        finally:
            gateway.close()

    def _enrolled(self, terminal: TerminalProcesses, gateway: GatewayProcess) -> None:
        self._said(terminal, "enrol", gateway.url, gateway.call("code")["code"])

    def _said(self, terminal: TerminalProcesses, *words: str) -> list[dict[str, Any]]:
        life = terminal.run(*words, seconds=60)
        if life.code:
            self._fault(f"{words[0]} ended with {life.code}: {life.said}")
        return life.said

    def _shown(self, terminal: TerminalProcesses) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._said(terminal, "status", "--json")[0]["items"]
        return rows

    def _settled(self, terminal: TerminalProcesses, gateway: GatewayProcess, filed: int, off: int) -> str:
        """Returns what was found: each item is one case, registered at the platform's time, and nothing is
        unexplained."""
        there, shown = held(gateway.data), self._shown(terminal)
        for said in untrue(shown, there):
            self._fault(said)
        if len(there) != filed or {row["item"] for row in shown} != set(there):
            self._fault(f"{filed} filed, {len(there)} cases")
        for at in _registered(gateway.data):
            if abs(at - datetime.now(UTC) - timedelta(days=off)) > timedelta(minutes=10):
                self._fault(f"registered at {at}")
        left = json.dumps(self._said(terminal, "closing", "--json"), ensure_ascii=False)
        states = {row["state"] for row in shown}
        return f"{filed} filed, {len(there)} cases, shown {', '.join(sorted(states))}; closing {left}"

    def _fault(self, said: str) -> None:
        self.faults.append(f"{self.name}: {said}")


def _registered(data: Path) -> list[datetime]:
    with closing(sqlite3.connect(f"file:{data / 'gateway.sqlite3'}?mode=ro", uri=True)) as db:
        return [datetime.fromisoformat(row[0]) for row in db.execute("SELECT registered_at FROM cases")]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trials", nargs="*", metavar="TRIAL", default=TRIALS, help=", ".join(TRIALS))
    parser.add_argument("--days", type=int, default=1095)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sunlit-clocks-") as folder:
        trials = Trials(Path(folder))
        for trial in args.trials:
            for days in (args.days, -args.days):
                trials.run(trial, days)
    print(f"{len(trials.faults)} faults", *trials.faults, sep="\n")
    return 1 if trials.faults else 0


if __name__ == "__main__":
    sys.exit(main())
