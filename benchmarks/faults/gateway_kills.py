"""`python -m benchmarks.faults.gateway_kills [--kills N] [--seed S] [--store folder|province]` kills the gateway (kill
-9) while terminals hand in items and parts.

Half of the kills come at random moments, half at a write boundary (gateway_boundaries), each kind in turn; one kill in
four hits the second of two gateways on the same stores. Afterwards every acknowledged item must be there once, with its
receipt and every file complete, and every journal must verify."""

import json
import random
import signal
import socket
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.faults.gateway_fork_server import ForkServer, ServeOptions, fork_server
from benchmarks.faults.gateway_invariants import check_invariants, faults
from benchmarks.faults.gateway_load_clients import LoadClients, tally
from benchmarks.faults.gateway_stores import on_each
from gateway.runtime import Stores, open_runtime
from testkit.province import binaries, bucket, object_store, postgresql

LONGEST_WAIT = 4.0
"""Seconds for a boundary to be reached, before the gateway is killed wherever it is."""


@dataclass
class Trial:
    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    reached: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return bool(self.faults)

    def told(self) -> str:
        figures = ", ".join(f"{number} {name}" for name, number in self.figures.items())
        kills = f"{self.kills.total()} kills, {self.reached} at the boundary aimed at"
        return "\n".join(
            [
                f"seed {self.seed}: {kills}; {figures}",
                *(f"FAULT {fault}" for fault in self.faults),
                tally(self.kills),
                "answers:",
                tally(self.answers),
            ]
        )


@contextmanager
def stores(name: str) -> Iterator[Stores]:
    with ExitStack() as stack:
        if name == "folder":
            yield Stores()
            return
        programs = binaries()
        assert programs, "no PostgreSQL server is installed"
        database, endpoint = stack.enter_context(postgresql(programs)), stack.enter_context(object_store())
        yield Stores(database.fresh(), bucket(endpoint))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class KillRun:
    """One trial: two gateways, their load clients, and the kills."""

    def __init__(self, folder: Path, fork_server: ForkServer, where: Stores, seed: int) -> None:
        self.folder, self.fork_server, self.dice = folder, fork_server, random.Random(seed)
        self.runtime = open_runtime(folder / "data", stores=where)
        named = {"DATABASE_URL": where.database, "BLOB_URL": where.blobs}
        orders = ServeOptions(data=str(folder / "data"), listen="", log=str(folder / "log"), stores=named)
        self.orders = [replace(orders, listen=f"127.0.0.1:{free_port()}") for _ in range(2)]
        self.clients = LoadClients(self.runtime, [f"http://{each.listen}" for each in self.orders], self.dice)
        self.trial = Trial(seed)
        self.running: dict[int, int] = {}

    def start(self, which: int, **how: str | int) -> int:
        process, url = self.fork_server.start(replace(self.orders[which], **how))  # type: ignore[arg-type]
        if not url and not how.get("aim"):
            self.trial.faults.append("a gateway did not come up")
        self.running[which] = process
        return process

    def survey(self) -> list[str]:
        """Returns the names of all boundaries."""
        told = self.folder / "survey.json"
        self.start(0, survey=str(told))
        self.clients.start()
        self.clients.wait_for(items=6)
        self.fork_server.end(self.running.pop(0), signal.SIGTERM)
        boundaries = sorted(json.loads(told.read_text("utf-8")))
        self.dice.shuffle(boundaries)
        return boundaries

    def kill(self, which: int, aim: str) -> None:
        """Replaces the running gateway by one that is killed at the boundary `aim`, or at a random moment."""
        if which in self.running:
            self.fork_server.end(self.running.pop(which))
        process = self.start(which, aim=aim, turn=self.dice.choice([1, 1, 1, 2, 3]) if aim else 1)
        reached = self.fork_server.ends_within(process, LONGEST_WAIT if aim else self.dice.uniform(0, 0.6))
        ended = self.fork_server.end(process)
        if ended != signal.SIGKILL:
            self.trial.faults.append(f"a gateway ended by itself: {ended}")
        self.trial.reached += reached
        self.trial.kills[aim if reached else "any moment"] += 1
        del self.running[which]

    def run(self, kills: int) -> Trial:
        boundaries = self.survey()
        self.start(1)
        for number in range(kills):
            aim = boundaries[number // 2 % len(boundaries)] if number % 2 else ""
            self.kill(1 if number % 8 in {6, 7} else 0, aim)
            for which in range(2):
                if which not in self.running:
                    self.start(which)
        self.clients.finish()
        for process in self.running.values():
            if self.fork_server.end(process, signal.SIGTERM) != 0:
                self.trial.faults.append("SIGTERM did not end it well")
        self.trial.answers = dict(self.clients.answers)
        self.trial.figures = check_invariants(self.runtime, self.clients.told)
        self.trial.faults += [*self.clients.faults, *faults(self.trial.figures)]
        self.runtime.engine.dispose()
        return self.trial


def kill_run(folder: Path, store: str, kills: int, seed: int) -> Trial:
    with stores(store) as where, fork_server() as started:
        return KillRun(folder, started, where, seed).run(kills)


def main(argv: Sequence[str] | None = None) -> int:
    return on_each(kill_run, __doc__, ("kills", 200), argv)


if __name__ == "__main__":
    sys.exit(main())
