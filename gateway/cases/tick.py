"""What time demands of cases: late duties are urged once, and cases end whose petitioner can no longer ask for review.

Duties beside the main one are urged like it: those of a case that fell late since the last round together, each once.

Any number of machines may do it at once: each case is one transaction, which locks the case and then looks whether the
duty is still open and not yet urged. What another machine is at, or was, is skipped. A case that cannot be moved keeps
none of the others.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select, update
from sqlalchemy.exc import OperationalError

from core.cases import effects
from core.cases.actions import Action
from core.cases.turn import Actor, Turn, World
from gateway.cases import acts, history
from gateway.cases.history import Happening, Written
from gateway.notices.templates import Node
from gateway.runtime import Runtime
from gateway.storage.case_tables import duties
from gateway.storage.database import is_lock_timeout
from gateway.storage.schema import cases

AT_A_TIME = 200
Then = Callable[[Connection, Runtime, Action, Written], None]
Do = Callable[[Connection, RowMapping], None]
PLATFORM = Actor("", "", frozenset())


def run(runtime: Runtime, then: Then | None = None) -> dict[str, int]:
    """Do once what time demands. Returns how many cases were `urged` and `closed`. `then`: what else belongs into the
    transaction of such an event. Raises what went wrong with a case first, after all others."""
    around = acts.world(runtime)
    today = around.today
    round_ = _Round(runtime, [])
    told = {
        "closed": round_.each(_over(today), lambda db, row: _close(db, runtime, row, around, then)),
        "urged": round_.each(_late(today), lambda db, row: _urge(db, runtime, row, today, then)),
    }
    if round_.failed:
        raise round_.failed[0]
    return told


def _over(today: date) -> Select[Any]:
    return _open(today).where(duties.c.rule == "close")


def _late(today: date) -> Select[Any]:
    return _open(today).where(*_UNURGED)


def _open(today: date) -> Select[Any]:
    return select(duties.c.case_id).where(duties.c.ended.is_(None), duties.c.limit_on < today)


_UNURGED = (duties.c.rule != "close", duties.c.urged.is_(None))


class _Round:
    """`failed`: what went wrong with single cases."""

    def __init__(self, runtime: Runtime, failed: list[Exception]) -> None:
        self._runtime, self.failed = runtime, failed

    def each(self, wanted: Select[Any], do: Do) -> int:
        """Do it to each case that is found, in a transaction of its own; cases that others are at are theirs."""
        done, last = 0, 0
        while ids := self._page(wanted, last):
            done += sum(self._one(wanted, case_id, do) for case_id in ids)
            last = ids[-1]
        return done

    def _page(self, wanted: Select[Any], last: int) -> list[int]:
        page = wanted.where(duties.c.case_id > last).order_by(duties.c.case_id).limit(AT_A_TIME)
        with self._runtime.reading() as db:
            return list(db.execute(page).scalars())

    def _one(self, wanted: Select[Any], case_id: int, do: Do) -> bool:
        try:
            with self._runtime.engine.begin() as db:
                row = _taken(db, wanted, case_id)
                if row is not None:
                    do(db, row)
                return row is not None
        except OperationalError as error:
            if not is_lock_timeout(error):
                raise
            return False  # a machine stands still with it; the next round finds it again
        except Exception as error:
            self.failed.append(error)
            return False


def _taken(db: Connection, wanted: Select[Any], case_id: int) -> RowMapping | None:
    """Locks the case, then looks: a statement that did both would on PostgreSQL still see the duty as it was before
    another machine ended or urged it, when that machine was done in between."""
    this = select(cases).where(cases.c.id == case_id).with_for_update(skip_locked=True)
    row = db.execute(this).mappings().first()
    if row is None or db.execute(wanted.where(duties.c.case_id == case_id)).first() is None:
        return None
    return row


def _close(db: Connection, runtime: Runtime, row: RowMapping, around: World, then: Then | None) -> None:
    changes = effects.closed(Turn(history.load(db, row["id"]), PLATFORM, around))
    _write(db, runtime, row, Happening(Action.CLOSE, "", "", changes, {}, {}), then)


def _urge(db: Connection, runtime: Runtime, row: RowMapping, today: date, then: Then | None) -> None:
    this = (duties.c.case_id == row["id"], duties.c.ended.is_(None), duties.c.limit_on < today, *_UNURGED)
    db.execute(update(duties).where(*this).values(urged=runtime.now()))
    _write(db, runtime, row, Happening(Action.URGE, "", "", {}, {}, {}), then)


def _write(db: Connection, runtime: Runtime, row: RowMapping, what: Happening, then: Then | None) -> None:
    written = history.write(db, runtime, row, history.load(db, row["id"]), what)
    if what.action == Action.URGE:
        acts.tell(db, row, Node.SUPERVISED, written)
    if then:
        then(db, runtime, Action(what.action), written)
