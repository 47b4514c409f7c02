"""The one loop that sends. It takes the oldest due item and owns it until it is settled."""

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
from sync.courier import Courier, SteppedAside
from sync.identity import Identities
from sync.item import Item
from sync.outbox import Listener, Outbox
from sync.platform.patience import patience_with, wait_after
from sync.platform.pause import Pause

log = logging.getLogger(__name__)
Chore = Callable[[datetime], None]
LONGEST_NAP = 5.0
"""Seconds; another process may have queued something in the meantime."""
GRACE = 3.0
"""Seconds a call under way is given to end."""
CUT_OFF = (PlatformUnreachable, PlatformGarbled)
"""What says that the platform itself was not reached, but nobody or somebody else."""
RECEIPT_POLL = timedelta(seconds=20)


class Engine:
    """`start` and `stop` for an app, `run` for a process that does nothing else, `run_once` for one deliberate pass."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        courier: Courier,
        identities: Identities,
        audit_log: AuditLog,
        lock: FileLock,
        dice: Random | None = None,
    ) -> None:
        self._outbox, self._courier, self._identities = outbox, courier, identities
        self._audit_log, self._lock = audit_log, lock
        self._chores: tuple[Chore, ...] = ()
        self._dice = dice or Random()  # nosec B311 # for waiting, not for secrets
        self._quiet = Pause()
        self._cut_off = False
        self._awake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def on_change(self, listener: Listener) -> None:
        """Called with the changed item after each change, in the thread that made it: nearly always the engine's."""
        self._outbox.on_change(listener)

    def now_and_then(self, *chores: Chore) -> None:
        """Done after each pass; each knows itself when it is time, and what to do without a network."""
        self._chores = chores

    def start(self) -> None:
        self._stop.clear()
        self._thread = threading.Thread(target=self.run, args=(self._stop,), name="sync engine", daemon=True)
        self._thread.start()

    def stop(self) -> bool:
        """Whether it has ended. A call that hangs is not waited for: being cut off loses nothing."""
        self._stop.set()
        self.wake()
        if self._thread:
            self._thread.join(GRACE)
        return not (self._thread and self._thread.is_alive())

    def wake(self) -> None:
        """There is something to send: look now."""
        self._awake.set()

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self._awake.clear()
            self._awake.wait(self._round(stop))

    def _round(self, stop: threading.Event) -> float:
        """One pass; answers how many seconds to rest."""
        try:
            self.run_once(stop=stop)
            self.do_chores(datetime.now(UTC))
            return self._nap(datetime.now(UTC))
        except StoreProblem as problem:
            log.error("the store failed: %s %s", problem.code, problem.detail)
        except Exception:
            log.exception("a bug in a round")  # the next one may go well; without a loop nothing is ever sent
        return LONGEST_NAP

    def run_once(self, now: datetime | None = None, stop: threading.Event | None = None) -> int:
        """Settle or put off everything that is due; answers how many items were taken up. Raises StoreProblem."""
        taken = 0
        while not (stop and stop.is_set()):
            with self._lock:
                moment = now or datetime.now(UTC)
                if not self._identities.enrolled or self._quiet.holds(moment):
                    return taken
                item = self._outbox.due(moment)
                if item is None:
                    return taken
                self._settle(item, now)
            taken += 1
        return taken

    def do_chores(self, now: datetime) -> None:
        """Raises StoreProblem."""
        for chore in self._chores:
            chore(now)

    def retry_now(self) -> None:
        """Forget all waiting: somebody is standing there."""
        self._outbox.hurry()
        self._quiet.end()
        self.wake()

    def _settle(self, item: Item, now: datetime | None) -> None:
        try:
            settled = self._courier.carry(item)
        except SteppedAside:
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
            self._welcome_back()

    def _welcome_back(self) -> None:
        """One got through: whatever waits for the network need not wait any longer."""
        if self._cut_off:
            self._outbox.hurry(*(f"P{kind.number}" for kind in CUT_OFF))
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
        wait = wait_after(problem, 1 if got_on else stands.attempts, self._dice)
        self._cut_off |= isinstance(problem, CUT_OFF)
        self._move_back(item, _reason(problem), now + wait)
        its_papers = isinstance(problem, PlatformBusy) and problem.too_many and stands.parts[0].sent
        if patience_with(problem).shared and not its_papers:  # a text waits for nobody's papers
            self._quiet.begin(now, wait / 2)  # the next to knock is another item

    def _move_back(self, item: Item, reason: str = "", next_at: datetime | None = None) -> None:
        state = self._outbox.get(item.item).state
        back = OutboxState.SAVED if state is OutboxState.SENDING else state
        self._outbox.move(item.item, back, reason, next_at)

    def _nap(self, now: datetime) -> float:
        """Seconds until something is due."""
        due = self._outbox.next_due() if self._identities.enrolled else None
        wanted = max(due, self._quiet.until) if due else now + timedelta(seconds=LONGEST_NAP)
        return min(max((wanted - now).total_seconds(), 0.05), LONGEST_NAP)


def _reason(problem: Problem) -> str:
    return f"{problem.code} {problem.detail}".strip()
