"""`python -m benchmarks.faults.terminal_kills [--kills N] [--command-line N] [--seed S]` kills the terminal (kill -9).

It kills at each write boundary of each command once, then at random moments, then the command line itself at random
moments. After each kill the terminal's status must agree with the gateway's own rows; a folder without a slip is handed
in again. In the end every folder must be registered exactly once."""

import argparse
import logging
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.gateway_load_clients import tally
from benchmarks.faults.shown_states import held, untrue
from benchmarks.faults.terminal_processes import CommandOutcome, TerminalProcesses
from gateway.auth import enrolment
from gateway.intake import offline_import
from gateway.runtime import open_runtime
from testkit.gateway_process import GatewayProcess

COMMANDS = ("file", "run", "export", "import")
NEVER = 1 << 30
ROUND = 30
"""Kills in the life of one terminal."""
KILLED_WITHIN_SECONDS = {"file": 0.15, "run": 0.6, "export": 0.1, "import": 0.1}
"""Seconds within which a command is killed at a random moment."""
STARTED = 1.6
"""Seconds more for a command line to come up."""


@dataclass(frozen=True)
class Plan:
    """How one kill is done: at the `at`th boundary, or at a random moment, of a fork or of the command line.
    `boundary`: its name in a run without kills."""

    command: str
    at: int = 0
    boundary: str = ""
    outside: bool = False

    @property
    def told(self) -> str:
        moment = "some moment of the command line" if self.outside else "some moment"
        return f"{self.command}: {self.boundary or moment}"


@dataclass
class Trial:
    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    survived: int = 0
    registered: int = 0
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        head = f"seed {self.seed}: {self.kills.total()} kills ({self.survived} ended before), {self.registered} items"
        return "\n".join([head, *(f"FAULT {fault}" for fault in self.faults), tally(self.kills)])


class Round:
    """One terminal, from its enrolment until every item is registered."""

    def __init__(self, folder: Path, gateway: GatewayProcess, trial: Trial, dice: random.Random) -> None:
        self.terminal, self.gateway, self.trial, self.dice = TerminalProcesses(folder), gateway, trial, dice
        self.runtime = open_runtime(gateway.data)
        self.owed: set[str] = set()
        code = enrolment.issue_code(self.runtime)["code"]
        self.runtime.engine.dispose()  # nothing may be open when a process is forked
        assert self.terminal.live("enrol", gateway.url, code).code == 0

    def kill(self, plan: Plan) -> list[str]:
        """Runs the plan; returns the boundaries passed by a process that was not killed."""
        does: Callable[[Plan], CommandOutcome] = getattr(self, f"_{plan.command}")
        life = does(plan)
        if not life.killed:
            self.trial.survived += 1
        self._check(plan)
        return life.passed

    def finish(self) -> None:
        for _ in range(3):
            if self.terminal.live("run", "--once").code == 0:
                break
        shown = {row["item"]: row for row in self.terminal.shown()}
        there = held(self.gateway.data)
        for row in shown.values():
            if row["state"] != "registered" or row["item"] not in there:
                self._fault(f"{row['state']} in the end")
        if self.owed != set(shown):
            self._fault(f"{len(self.owed)} handed in, {len(shown)} shown")
        self.trial.registered += len(shown)

    def _die(self, plan: Plan, *words: str) -> CommandOutcome:
        if plan.outside:
            life = self.terminal.run(
                *words, seconds=self.dice.uniform(0.2, STARTED + KILLED_WITHIN_SECONDS[plan.command])
            )
        elif plan.at:
            life = self.terminal.live(*words, at=plan.at)
        else:
            life = self.terminal.live(*words, seconds=self.dice.uniform(0.001, KILLED_WITHIN_SECONDS[plan.command]))
        if life.killed:
            self.trial.kills[plan.told] += 1
        return life

    def _file(self, plan: Plan) -> CommandOutcome:
        folder = self.terminal.papers()
        life = self._die(plan, "file", folder)
        if not life.said:
            self._hand_in(folder)
        else:
            self.owed.add(life.said[0]["item"])
        return life

    def _hand_in(self, folder: str) -> None:
        """Hands the folder in again and again until there is a slip."""
        life = self.terminal.live("file", folder)
        if not life.said or "item" not in life.said[0]:
            self._fault(f"no slip: {life.said}")
        else:
            self.owed.add(life.said[0]["item"])

    def _run(self, plan: Plan) -> CommandOutcome:
        self._hand_in(self.terminal.papers())
        return self._die(plan, "run", "--once")

    def _export(self, plan: Plan) -> CommandOutcome:
        self._hand_in(self.terminal.papers())
        stick = self._stick()
        life = self._die(plan, "export", stick)
        if self.terminal.live("export", stick).code:
            self._fault("export again failed")
        self._take_in(stick)
        return life

    def _import(self, plan: Plan) -> CommandOutcome:
        self._hand_in(self.terminal.papers())
        stick = self._stick()
        self.terminal.live("export", stick)
        self._take_in(stick)
        life = self._die(plan, "import", stick)
        if self.terminal.live("import", stick).code:
            self._fault("import again failed")
        return life

    def _stick(self) -> str:
        return str(self.terminal.folder / f"stick-{self.dice.getrandbits(40):x}")

    def _take_in(self, stick: str) -> None:
        for told in offline_import.import_items(self.runtime, Path(stick)):
            if "error" in told:
                self._fault(f"on the stick: {told['error']}")
        self.runtime.engine.dispose()

    def _check(self, plan: Plan) -> None:
        shown, there = self.terminal.shown(), held(self.gateway.data)
        if remains := self.terminal.remains():
            self._fault(f"{plan}: {remains} remain")
        if missing := self.owed - {row["item"] for row in shown}:
            self._fault(f"{plan}: {len(missing)} lost")
        for said in untrue(shown, there):
            self._fault(f"{plan}: {said}")

    def _fault(self, text: str) -> None:
        self.trial.faults.append(text)


def plans(kills: int, outside: int, known: dict[str, list[str]], dice: random.Random) -> Iterator[Plan]:
    """Yields every boundary once, in random order; then random moments."""
    every = [Plan(command, at, name) for command, names in known.items() for at, name in enumerate(names, 1)]
    dice.shuffle(every)
    yield from every[:kills]
    for _ in range(kills - len(every)):
        yield Plan(dice.choice(["file", "run", "run", "export", "import"]))
    for _ in range(outside):
        yield Plan(dice.choice(["file", "run"]), outside=True)


def survey(spared: Round) -> dict[str, list[str]]:
    """Returns the boundaries of each command on an ordinary day, which differs from a terminal's first."""
    spared.kill(Plan("run", NEVER))
    return {command: spared.kill(Plan(command, NEVER)) for command in COMMANDS}


def attempt(folder: Path, kills: int, outside: int, seed: int) -> Trial:
    dice, trial = random.Random(seed), Trial(seed)
    gateway = GatewayProcess(folder / "gateway")
    try:
        known = survey(Round(folder / "survey", gateway, Trial(seed), dice))
        todo = list(plans(kills, outside, known, dice))
        for number in range(0, len(todo), ROUND):
            one = Round(folder / f"round-{number}", gateway, trial, dice)
            for plan in todo[number : number + ROUND]:
                one.kill(plan)
            one.finish()
    finally:
        gateway.close()
    return trial


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--command-line", type=int, default=60, dest="outside")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args(argv)
    logging.disable()
    with tempfile.TemporaryDirectory(prefix="sunlit-kills-") as folder:
        trial = attempt(Path(folder), args.kills, args.outside, args.seed)
    print(trial.told())
    return 1 if trial.faults else 0


if __name__ == "__main__":
    sys.exit(main())
