"""Kills of workers (kill -9): two processes at a time on one PostgreSQL, each told at which moment to die.

What the workers do, what they are given to do, and what must be true afterwards, is said by whoever uses it
(`notice_kills`, `tick_kills`)."""

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from sqlalchemy import select

from benchmarks.faults.dying_worker import ANY_MOMENT, AROUND_THE_CALL, Orders
from benchmarks.faults.gateway_boundaries import KillSwitch
from gateway.notices import outbox, worker
from gateway.notices.states import State
from gateway.runtime import Stores
from gateway.storage.notice_tables import notices
from gateway.storage.schema import cases
from testkit.gateway_in_process import serve_switchable
from testkit.noticed_gateway import NoticedGateway, noticed_gateway
from testkit.province import binaries, postgresql

WORKERS = 2
PRELOADED = ["benchmarks.faults.dying_worker", "testkit.province", "testkit.noticed_gateway"]
"""What every worker process finds imported."""
LONGEST_LIFE = 6.0
"""Seconds, after which a worker that never reached its moment is killed wherever it is."""
MISHAPS = ("ok", "ok", "ok", "ok", "cut after", "cut before", "500 after", "error inside")
ANSWERS = ("ok", "ok", "not found", "500", "pending")
"""What the provider does with a message and with a question, drawn anew each time."""


def kill_caller(secret: str) -> None:
    """What the provider does in the middle of a call whose caller is to die."""
    if secret:
        os.kill(int(secret), signal.SIGKILL)


@dataclass
class Trial:
    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    figures: dict[str, int] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        figures = ", ".join(f"{number} {name}" for name, number in self.figures.items())
        lines = [f"seed {self.seed}: {self.kills.total()} kills; {figures}", *(f"FAULT {each}" for each in self.faults)]
        for name, tally in (("killed", self.kills), ("states", self.states)):
            lines += [f"{name}:", *(f"  {number:5} {what}" for what, number in sorted(tally.items()))]
        return "\n".join(lines)

    def must_be_nothing(self, wrong: dict[str, int]) -> None:
        self.figures |= wrong
        self.faults += [f"{number} {name}" for name, number in wrong.items() if number]


class WorkerKills(ABC):
    """`around`: how much more often a worker dies around its call to the provider than at one write."""

    around = 4

    def __init__(self, noticed: NoticedGateway, database: str, seed: int) -> None:
        self.noticed, self.database, self.dice, self.trial = noticed, database, random.Random(seed), Trial(seed)
        noticed.provider.after_booking = kill_caller

    @property
    @abstractmethod
    def live(self) -> Callable[[Orders], None]:
        """What a worker process runs."""

    @abstractmethod
    def enter(self) -> None:
        """Give the workers something to do."""

    @abstractmethod
    def turn(self) -> None:
        """Let time pass before the next worker."""

    @abstractmethod
    def work(self) -> None:
        """Do here what a worker does in its round."""

    @abstractmethod
    def check(self) -> None:
        """Look whether all is as it must be, once nothing is left to do."""

    def run(self, kills: int) -> Trial:
        moments = [*AROUND_THE_CALL * self.around, *self._boundaries()]
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload(PRELOADED)
        running: dict[int, tuple[ForkServerProcess, Orders]] = {}
        while self.trial.kills.total() < kills:
            for slot in range(WORKERS):
                running.setdefault(slot, self._start(processes, moments))
            for slot in self._killed(running):
                process, orders = running.pop(slot)
                process.join()
                killed = process.exitcode == -signal.SIGKILL
                self.trial.kills[orders.moment] += killed
                if process.exitcode not in {0, -signal.SIGKILL}:
                    self.trial.faults.append(f"a worker ended by itself: {process.exitcode}")
        for process, _ in running.values():
            process.kill()
            process.join()
        self._finish()
        self.check()
        return self.trial

    def _boundaries(self) -> list[str]:
        """The writes to the database of a whole worker, by name."""
        survey = KillSwitch()
        self._misbehave()
        self.enter()
        self.noticed.provider.mishaps = ["ok", "cut after", "error inside"]
        sys.setprofile(survey)
        self.work()
        sys.setprofile(None)
        self.noticed.clock.turn(minutes=15)
        self.work()
        return sorted(survey.passed)

    def _start(self, processes: ForkServerContext, moments: Sequence[str]) -> tuple[ForkServerProcess, Orders]:
        self._misbehave()
        self.enter()
        self.turn()
        skew = timedelta(seconds=self.dice.uniform(-400, 400))
        moment, turn = self.dice.choice(moments), self.dice.choice([1, 1, 1, 2])
        data = str(self.noticed.gateway.data)
        orders = Orders(data, self.database, self.noticed.clock() + skew, moment, turn)
        process = processes.Process(target=self.live, args=(orders,))
        process.start()
        return process, orders

    def _misbehave(self) -> None:
        self.noticed.provider.mishaps = self.dice.choices(MISHAPS, k=60)
        self.noticed.provider.answers = self.dice.choices(ANSWERS, k=60)

    def _killed(self, running: dict[int, tuple[ForkServerProcess, Orders]]) -> Iterator[int]:
        """Waits for a worker to end, and kills those whose time is over."""
        hurried = any(orders.moment == ANY_MOMENT for _, orders in running.values())
        patience = self.dice.uniform(0, 0.8) if hurried else LONGEST_LIFE
        ended = wait([process.sentinel for process, _ in running.values()], patience)
        for slot, (process, orders) in list(running.items()):
            if not ended and (orders.moment == ANY_MOMENT or not hurried):
                process.kill()
                yield slot
            elif process.sentinel in ended:
                yield slot

    def _finish(self) -> None:
        self.noticed.provider.mishaps, self.noticed.provider.answers = [], []
        for _ in range(30):
            by_day(self.noticed)
            self.noticed.clock.turn(days=2)
            self.work()


def by_day(noticed: NoticedGateway) -> None:
    """Later, and by day: leases, pauses and waits are over, and messages may go out."""
    noticed.clock.turn(minutes=12)
    hours = noticed.runtime.sms
    while not hours.from_hour <= noticed.clock().hour < hours.until_hour:
        noticed.clock.turn(hours=1)


def check_notices(noticed: NoticedGateway, trial: Trial, entered: int) -> None:
    """No message went out twice, no notice is forgotten, and what is claimed is what the provider's book says."""
    rows, provider = noticed.rows(), noticed.provider
    book = Counter(sent.key for sent in provider.book)
    trial.states.update(row["state"] for row in rows)
    listed = {each["id"] for each in outbox.listed(noticed.runtime, State.UNKNOWN)}
    by_state = {state: [row for row in rows if row["state"] == state] for state in State}
    keys = _keys(noticed)
    claimed = [*by_state[State.ACCEPTED], *by_state[State.DELIVERED]]
    silent = [row for row in rows if book[keys[row["id"]]] and row not in [*claimed, *by_state[State.UNKNOWN]]]
    trial.figures |= {"notices": len(rows), "messages in the book": len(provider.book)}
    trial.must_be_nothing(
        {
            "sent twice": sum(count > 1 for count in book.values()),
            "asked to send twice": sum(count > 1 for count in provider.calls.values()),
            "forgotten": len(by_state[State.DUE]) + len(by_state[State.HANDED_OVER]),
            "never entered": entered - len(rows),
            "called sent that were not": sum(not book[keys[row["id"]]] for row in claimed),
            "sent in silence": len(silent),
            "unknown and not listed": len({row["id"] for row in by_state[State.UNKNOWN]} - listed),
        }
    )


def _keys(noticed: NoticedGateway) -> dict[int, str]:
    """By which the provider knows the message of a notice, by the notice's id."""
    columns = (notices.c.id, cases.c.number, notices.c.event, notices.c.node, notices.c.refusals)
    with noticed.runtime.reading() as db:
        rows = db.execute(select(*columns).join(cases)).all()
    return {id_: worker.message_key(noticed.runtime, *about) for id_, *about in rows}


@contextmanager
def province(folder: Path) -> Iterator[tuple[NoticedGateway, str]]:
    programs = binaries()
    assert programs, "no PostgreSQL server is installed"
    with postgresql(programs) as server, serve_switchable(folder / "switchable") as switchable:
        database = server.fresh()
        with noticed_gateway(switchable, folder, Stores(database=database), keep_days=30) as noticed:
            yield noticed, database


def kill_run(kind: type[WorkerKills], folder: Path, kills: int, seed: int) -> Trial:
    with province(folder) as (noticed, database):
        return kind(noticed, database, seed).run(kills)


def main(kind: type[WorkerKills], told: str, argv: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))
    args = asked.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        trial = kill_run(kind, Path(folder), args.kills, args.seed)
    print(trial.told(), flush=True)
    return bool(trial.faults)
