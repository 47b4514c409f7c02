"""Runs checks one after another, each within its time. A check that hangs is left behind and named."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.language import N_, _
from core.problems import Problem
from core.sentences import sentence_of
from doctor.finding import Finding, State
from doctor.machine import Machine
from doctor.time_limit import within

log = logging.getLogger(__name__)
HANGS = N_("{seconds}秒里没有查完")
RESTART = N_("请把这一样重新插好，或者重启机器，再查一次。")
BUG = N_("这一项没有查完，程序出错（{kind}）")
REPORT = N_("请用 sunlit support-bundle 打一个包，发给平台管理员。")


class Manner(StrEnum):
    """`quiet`: reads what the machine knows, at any time; `network`: calls the platform; `device`: opens a device,
    which a window may be using, and makes a sound."""

    QUIET = "quiet"
    NETWORK = "network"
    DEVICE = "device"


@dataclass(frozen=True)
class Check:
    """`run` may raise Problems. `seconds`: how long it may take at most; `waits`: and as long again as a technician
    asked it to wait for a card or a sheet."""

    name: str
    run: Callable[[Machine], list[Finding]]
    manner: Manner = Manner.QUIET
    seconds: float = 5.0
    waits: bool = False


@dataclass(frozen=True)
class Timed:
    finding: Finding
    seconds: float


def examine(machine: Machine, checks: Iterable[Check]) -> Iterator[Timed]:
    """Yields what each check found, as soon as it is known."""
    for check in checks:
        began = time.monotonic()
        found = bounded(check, machine)
        took = time.monotonic() - began
        yield from (Timed(each, took) for each in found)


def bounded(check: Check, machine: Machine) -> list[Finding]:
    """Returns what the check found; where its time is over, that it hangs."""
    seconds = check.seconds + (machine.wanted.seconds if check.waits else 0)
    if found := within(seconds, lambda: _guarded(check, machine), check.name):
        return found[0]
    return [Finding(check.name, State.FAIL, _(HANGS).format(seconds=round(seconds)), _(RESTART))]


def _guarded(check: Check, machine: Machine) -> list[Finding]:
    try:
        return check.run(machine)
    except Problem as problem:
        found = _("{problem}（{code}）").format(problem=sentence_of(problem), code=problem.code)
        return [Finding(check.name, State.FAIL, found, _(REPORT))]
    except Exception as bug:
        log.exception("a bug in the check %s", check.name)
        return [Finding(check.name, State.FAIL, _(BUG).format(kind=type(bug).__name__), _(REPORT))]
