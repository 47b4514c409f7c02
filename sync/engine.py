"""The loop that sends. It takes the oldest due item and works on it until it is settled or postponed."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from core.outbox_state import OutboxState
from core.problems import (
    IdentityLost,
    NotEnrolled,
    PlatformBusy,
    PlatformGarbled,
    PlatformProblem,
    PlatformRefused,
    PlatformUnreachable,
    Problem,
    SealBroken,
    StoreProblem,
)
from storage.audit_log import AuditLog
from storage.file_lock import FileLock
from sync.identity import Identities
from sync.item import Item
from sync.outbox import Listener, Outbox
from sync.platform.backoff import backoff_for, wait_after
from sync.platform.cooldown import Cooldown
from sync.transfer import Preempted, Transfer

log = logging.getLogger(__name__)
PeriodicTask = Callable[[datetime], None]
MAX_SLEEP = 5.0
"""Seconds; another process may have queued something in the meantime."""
STOP_TIMEOUT = 3.0
"""Seconds that a call in progress is given to end."""
NETWORK_PROBLEMS = (PlatformUnreachable, PlatformGarbled)
"""Problems that mean that the platform itself was not reached."""
RECEIPT_POLL = timedelta(seconds=20)


class Engine:
    """`start` and `stop` for an app, `run` for a process of its own, `run_once` for a single pass."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        transfer: Transfer,
        identities: Identities,
        audit_log: AuditLog,
        lock: FileLock,
        rng: Random | None = None,
    ) -> None:
        self._outbox, self._transfer, self._identities = outbox, transfer, identities
        self._audit_log, self._lock = audit_log, lock
        self._periodic_tasks: tuple[PeriodicTask, ...] = ()
        self._before_sending: tuple[PeriodicTask, ...] = ()
        self._rng = rng or Random()  # nosec B311 # for waiting, not for secrets
        self._cooldown = Cooldown()
        self._cut_off = False
        self._awake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def on_change(self, listener: Listener) -> None:
        """Registers a listener called with each changed item, in the thread that changed it, usually the engine's."""
        self._outbox.on_change(listener)

    def every_pass(self, *tasks: PeriodicTask) -> None:
        """The periodic tasks, called after each pass. Each decides itself whether it is due, and copes
        without a network."""
        self._periodic_tasks = tasks

    def before_sending(self, *tasks: PeriodicTask) -> None:
        """What the platform has to know before it judges an item; called in each pass that has something to send."""
        self._before_sending = tasks

    def start(self) -> None:
        self._stop.clear()
        self._thread = threading.Thread(target=self.run, args=(self._stop,), name="sync engine", daemon=True)
        self._thread.start()

    def stop(self) -> bool:
        """Stops the loop; returns whether it has ended. A hanging call is not waited for; interrupting it
        loses nothing."""
        self._stop.set()
        self.wake()
        if self._thread:
            self._thread.join(STOP_TIMEOUT)
        return not (self._thread and self._thread.is_alive())

    def wake(self) -> None:
        """Makes the loop look for items to send at once."""
        self._awake.set()

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self._awake.clear()
            self._awake.wait(self._round(stop))

    def _round(self, stop: threading.Event) -> float:
        """Makes one pass; returns the seconds to wait before the next."""
        try:
            self.run_once(stop=stop)
            self.run_periodic_tasks(datetime.now(UTC))
            return self._seconds_to_sleep(datetime.now(UTC))
        except StoreProblem as problem:
            log.error("the store failed: %s %s", problem.code, problem.detail)
        except Exception:
            log.exception("a bug in a round")  # the next pass may succeed; without this loop nothing would be sent
        return MAX_SLEEP

    def run_once(self, now: datetime | None = None, stop: threading.Event | None = None) -> int:
        """Settles or postpones everything due; returns the number of items handled. Raises StoreProblem."""
        taken = 0
        while not (stop and stop.is_set()):
            with self._lock:
                moment = now or datetime.now(UTC)
                if not self._identities.enrolled or self._cooldown.holds(moment):
                    return taken
                item = self._outbox.due(moment)
                if item is None:
                    return taken
                if not taken:
                    self._prepare(moment)
                self._settle(item, now)
            taken += 1
        return taken

    def _prepare(self, now: datetime) -> None:
        for task in self._before_sending:
            task(now)

    def run_periodic_tasks(self, now: datetime) -> None:
        """Runs the periodic tasks. Raises StoreProblem."""
        for task in self._periodic_tasks:
            task(now)

    def retry_now(self) -> None:
        """Makes every waiting item due now, since a person is waiting."""
        self._outbox.make_due_now()
        self._cooldown.end()
        self.wake()

    def _settle(self, item: Item, now: datetime | None) -> None:
        try:
            settled = self._transfer.send(item)
        except Preempted:
            self._move_back(item)
        except (PlatformRefused, SealBroken) as problem:
            self._set_aside(item, problem)
        except PlatformProblem as problem:
            self._put_off(item, problem, now or datetime.now(UTC))
        except (IdentityLost, NotEnrolled) as problem:
            self._move_back(item, problem.code)
            raise
        except StoreProblem:
            raise
        except Exception:
            log.exception("a bug while sending %s", item.item)
            self._put_off(item, PlatformProblem("bug"), now or datetime.now(UTC))
        else:
            self._note(settled, now or datetime.now(UTC))
            self._retry_network_failures()

    def _retry_network_failures(self) -> None:
        """Makes items that wait for the network due now, after a call has succeeded."""
        if self._cut_off:
            self._outbox.make_due_now(*(f"P{kind.number}" for kind in NETWORK_PROBLEMS))
            self._cut_off = False

    def _note(self, item: Item, now: datetime) -> None:
        if item.state is OutboxState.REGISTERED and item.receipt:
            self._audit_log.write("registered", item=str(item.item), case=item.receipt.case_number)
        else:
            self._outbox.move(item.item, item.state, next_at=now + RECEIPT_POLL)

    def _set_aside(self, item: Item, problem: Problem) -> None:
        reason = _reason(problem)
        self._outbox.move(item.item, OutboxState.QUARANTINED, reason)
        self._audit_log.write("quarantined", item=str(item.item), reason=reason)

    def _put_off(self, item: Item, problem: PlatformProblem, now: datetime) -> None:
        stands = self._outbox.get(item.item)
        got_on = isinstance(problem, PlatformUnreachable) and stands.sent > item.sent
        wait = wait_after(problem, 1 if got_on else stands.attempts, self._rng)
        self._cut_off |= isinstance(problem, NETWORK_PROBLEMS)
        self._move_back(item, _reason(problem), now + wait)
        its_papers = isinstance(problem, PlatformBusy) and problem.too_many and stands.parts[0].sent
        if backoff_for(problem).shared and not its_papers:  # a text is not held up by attachments
            self._cooldown.begin(now, wait / 2)  # another item is tried next

    def _move_back(self, item: Item, reason: str = "", next_at: datetime | None = None) -> None:
        state = self._outbox.get(item.item).state
        back = OutboxState.SAVED if state is OutboxState.SENDING else state
        self._outbox.move(item.item, back, reason, next_at)

    def _seconds_to_sleep(self, now: datetime) -> float:
        """Returns the seconds until something is due."""
        due = self._outbox.next_due() if self._identities.enrolled else None
        wanted = max(due, self._cooldown.until) if due else now + timedelta(seconds=MAX_SLEEP)
        return min(max((wanted - now).total_seconds(), 0.05), MAX_SLEEP)


def _reason(problem: Problem) -> str:
    return f"{problem.code} {problem.detail}".strip()
