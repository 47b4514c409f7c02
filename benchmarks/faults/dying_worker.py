"""Workers that die when they are told to (`notice_kills`, `tick_kills` run each in a process of its own)."""

import os
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from benchmarks.faults.gateway_boundaries import KillSwitch
from gateway.cases import tick
from gateway.notices import sms, worker
from gateway.notices.sms.http_json import HttpJson
from gateway.notices.sms.port import Fate, Message, Question, Sent
from gateway.runtime import Runtime, Stores, open_runtime

IN_THE_CALL, ANY_MOMENT = "in the call", "any moment"
AROUND_THE_CALL = ("before the call", IN_THE_CALL, "after the call", ANY_MOMENT)
"""Moments of dying, beside the writes to the database (`gateway_boundaries`)."""


@dataclass(frozen=True)
class Orders:
    """For one worker. `now`: the time it believes in. `moment`: when it dies, at the `turn`th pass."""

    data: str
    database: str
    now: datetime
    moment: str
    turn: int


@dataclass(frozen=True)
class DyingProvider:
    """The real driver, in a process that dies before or after its call. It shows the provider who calls, so that a
    caller can also be killed in between."""

    driver: HttpJson
    orders: Orders
    passes: Counter[str] = field(default_factory=Counter)
    needs_template: bool = False

    def send(self, message: Message) -> Sent:
        self._pass("before the call")
        self.passes[IN_THE_CALL] += 1
        dies = self.orders.moment == IN_THE_CALL and self.passes[IN_THE_CALL] == self.orders.turn
        sent = replace(self.driver, secret=f"{os.getpid()}" if dies else "").send(message)
        self._pass("after the call")
        return sent

    def look_up(self, question: Question) -> Fate:
        return self.driver.look_up(question)

    def _pass(self, moment: str) -> None:
        self.passes[moment] += 1
        if self.orders.moment == moment and self.passes[moment] == self.orders.turn:
            os.kill(os.getpid(), signal.SIGKILL)


def live(orders: Orders) -> None:
    """What a process runs that sends notices: rounds until it is killed, or until there is nothing to do."""
    runtime, provider = _awake(orders)
    while worker.run_once(runtime, provider):
        pass


def live_whole(orders: Orders) -> None:
    """The same with all of `gateway tick`."""
    runtime, provider = _awake(orders)
    while any(tick.run(runtime).values()) or worker.run_once(runtime, provider):
        pass


def _awake(orders: Orders) -> tuple[Runtime, DyingProvider]:
    runtime = open_runtime(Path(orders.data), lambda: orders.now, Stores(database=orders.database))
    driver = sms.configured(runtime)
    assert isinstance(driver, HttpJson)
    if orders.moment not in AROUND_THE_CALL:
        sys.setprofile(KillSwitch(orders.moment, orders.turn))
    return runtime, DyingProvider(driver, orders)
