"""`python -m benchmarks.faults.draft_kills [--kills N] [--seed S] [--workers W]` kills (kill -9) an agent who types.

A process types into the real store through the real keeper of drafts, adds papers and sound, files and begins anew, and
is killed at a random moment. After each kill every draft must be readable whole, hold what was typed but for the last
two seconds, and stand once; what was filed must be there once, also when it is filed again.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from agency.agent_key import AgentKey
from benchmarks.faults.terminal_processes import TerminalProcesses
from benchmarks.faults.typing_agent import FILED, SAVING, drafts_of, filing_of, forked, keystrokes, live, text_of
from core.problems import Problem
from gateway.auth import enrolment
from gateway.runtime import open_runtime
from proxy_client.session import AgentDraft
from sync.terminal import terminal
from testkit.gateway_process import GatewayProcess

ROUND = 40
"""Kills in the life of one terminal."""
MOST_LOST = 2.0
"""Seconds of typing."""
SHORT, LONG = (0.05, 1.2), (1.2, 4.0)
"""Seconds from the first keystroke to the kill; every third is a long one."""
PATIENCE = 60.0


@dataclass
class Trial:
    """`lost`: for each kill, the seconds of typing that were lost."""

    kills: int = 0
    typed: int = 0
    filed: int = 0
    lost: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        lost = sorted(self.lost) or [0.0]
        at = {share: lost[min(len(lost) - 1, int(len(lost) * share))] for share in (0.5, 0.9, 0.99)}
        head = f"{self.kills} kills, {self.typed} keystrokes, {self.filed} drafts filed"
        seconds = ", ".join(f"p{round(share * 100)} {value:.2f}" for share, value in at.items())
        return "\n".join(
            [
                head,
                f"seconds of typing lost: {seconds}, most {lost[-1]:.2f}",
                f"{len(self.faults)} faults",
                *self.faults,
            ]
        )


class Life:
    """One terminal, whose agent is killed again and again."""

    def __init__(self, folder: Path, gateway: GatewayProcess, trial: Trial, dice: random.Random) -> None:
        self.processes, self.trial, self.dice = TerminalProcesses(folder), trial, dice
        self.key, self.typed = AgentKey.generate(), 0
        runtime = open_runtime(gateway.data)
        code = enrolment.issue_code(runtime)["code"]
        runtime.engine.dispose()
        assert self.processes.live("enrol", gateway.url, code).code == 0

    @property
    def home(self) -> Path:
        return self.processes.home

    def kill(self) -> None:
        process, pipe = forked(partial(live, self.home, self.key, self.dice.getrandbits(32)))
        first = os.read(pipe, 12) if _readable(pipe) else b""
        time.sleep(self.dice.uniform(*(LONG if self.dice.random() < 1 / 3 else SHORT)) if first else 0)
        killed = time.monotonic()
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        if not first or os.WTERMSIG(status) != signal.SIGKILL:
            self._fault(f"it ended by itself: {status}")
        self.trial.kills += 1
        made = keystrokes(pipe)
        self.trial.typed += len(made)
        self._check(killed, made)

    def _check(self, killed: float, made: list[tuple[float, int]]) -> None:
        """Looks at what is on the disk. `made`: keystrokes of the life that ended, but the first."""
        with terminal(self.home) as here:
            drafts = drafts_of(here, self.key)
            open_ones, filed = [], False
            for listed in drafts.listed():
                if listed.record is None:
                    self._fault(f"unreadable: {listed.problem}")
                    continue
                try:
                    opened, record = drafts.open(listed.id)
                except Problem as problem:
                    self._fault(f"cannot be opened: {problem.code} {problem.detail}")
                    continue
                opened.close()
                if record.slip is None:
                    open_ones.append(record)
                    continue
                filed = True
                before = len(here.submissions.items())
                assert isinstance(record.draft, AgentDraft)
                if here.submissions.accept(filing_of(record.draft)) != record.slip:
                    self._fault("another slip for the same draft")
                if len(here.submissions.items()) != before:
                    self._fault("filed twice")
                drafts.remove(listed.id)
            if len(open_ones) > 1:
                self._fault(f"{len(open_ones)} drafts of one")
            text = open_ones[0].written.text if open_ones and open_ones[0].written else ""
            if text != text_of(len(text)):
                self._fault("not what was typed")
            self.trial.filed += sum(count == FILED for _, count in made)
            self._measure(0 if filed else len(text), killed, [] if filed else made)

    def _measure(self, stored: int, killed: float, made: list[tuple[float, int]]) -> None:
        """Reckons the loss: from the first keystroke of the last draft that is not on the disk until the kill."""
        begun = max((at for at, (_, count) in enumerate(made) if count == FILED), default=0)
        missing = [(moment, count) for moment, count in made[begun:] if count & ~SAVING > stored]
        lost = killed - missing[0][0] if missing else 0.0
        self.trial.lost.append(round(lost, 3))
        if lost > MOST_LOST:
            saving = sum(bool(count & SAVING) for _, count in missing)
            self._fault(f"{lost:.2f} s lost: {len(missing)} keystrokes, {saving} of them while one save was written")

    def _fault(self, text: str) -> None:
        self.trial.faults.append(text)


def _readable(pipe: int) -> bool:
    import select

    return bool(select.select([pipe], [], [], PATIENCE)[0])


def attempt(folder: Path, kills: int, seed: int) -> Trial:
    dice, trial = random.Random(seed), Trial()
    gateway = GatewayProcess(folder / "gateway")
    try:
        for number in range(0, kills, ROUND):
            one = Life(folder / f"life-{number}", gateway, trial, dice)
            for _ in range(min(ROUND, kills - number)):
                one.kill()
    finally:
        gateway.close()
    return trial


def shared_out(kills: int, seed: int, workers: int) -> Trial:
    """Lets several processes do it at once: most of the time somebody types, which is no work."""
    shares = [kills // workers + (at < kills % workers) for at in range(workers)]
    command = [sys.executable, "-m", "benchmarks.faults.draft_kills", "--json"]
    running = [
        subprocess.Popen([*command, "--kills", str(share), "--seed", str(seed + at)], stdout=subprocess.PIPE, text=True)
        for at, share in enumerate(shares)
        if share
    ]
    total = Trial()
    for each in running:
        said, _ = each.communicate()
        one = Trial(**json.loads(said.splitlines()[-1]))
        for name in ("kills", "typed", "filed"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
        total.lost += one.lost
        total.faults += one.faults
    return total


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    if args.workers > 1:
        trial = shared_out(args.kills, args.seed, args.workers)
    else:
        with tempfile.TemporaryDirectory(prefix="sunlit-draft-kills-") as folder:
            trial = attempt(Path(folder), args.kills, args.seed)
    print(json.dumps(asdict(trial)) if args.json else f"seed {args.seed}: {trial.told()}")
    return 1 if trial.faults else 0


if __name__ == "__main__":
    sys.exit(main())
