"""`python -m benchmarks.faults.notice_kills [--kills N] [--seed S]` kills workers that send notices (kill -9): two
processes at a time on one PostgreSQL, against a provider of SMS that keeps a book.

Each worker is told at which moment to die: before its call, in the middle of it (the message is out, the answer did not
come), after it (the answer is not written yet), before or after a write to the database, or anywhere. The provider
misbehaves as well: it loses answers, answers 500 after sending, does not know what it is asked about. Each worker has a
clock of its own, minutes before or after the other's, so that each takes the other's leases for ended. Afterwards
whole workers run until nothing is left to do: no message may have gone out twice, no notice may be forgotten, none may
be called accepted that is not in the book, and all that may have gone out without our knowing must be listed as
unknown."""

import sys
from collections.abc import Callable

from sqlalchemy import select

from benchmarks.faults import worker_kills
from benchmarks.faults.dying_worker import Orders, live
from benchmarks.faults.worker_kills import WorkerKills, by_day, check_notices
from gateway.notices import outbox
from gateway.notices.templates import Node
from gateway.storage.schema import cases
from testkit.noticed_gateway import NoticedGateway

CASES, DUE_AT_ONCE = 12, 3


class NoticeKills(WorkerKills):
    def __init__(self, noticed: NoticedGateway, database: str, seed: int) -> None:
        super().__init__(noticed, database, seed)
        self.entered = 0
        for _ in range(CASES):
            noticed.registered()
        with noticed.runtime.reading() as db:
            self.cases = list(db.execute(select(cases.c.id)).scalars())

    @property
    def live(self) -> Callable[[Orders], None]:
        return live

    def enter(self) -> None:
        """New events of cases, each with its notice."""
        with self.noticed.runtime.engine.begin() as db:
            for _ in range(DUE_AT_ONCE):
                self.entered += 1
                case, node, now = self.dice.choice(self.cases), self.dice.choice(list(Node)), self.noticed.clock()
                outbox.due(db, case_id=case, event=self.entered + 1, node=node, now=now)

    def turn(self) -> None:
        by_day(self.noticed)

    def work(self) -> None:
        self.noticed.work()

    def check(self) -> None:
        check_notices(self.noticed, self.trial, self.entered + CASES)


if __name__ == "__main__":
    sys.exit(worker_kills.main(NoticeKills, __doc__ or ""))
