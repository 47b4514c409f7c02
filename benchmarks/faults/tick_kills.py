"""`python -m benchmarks.faults.tick_kills [--kills N] [--seed S]` kills workers that do what time demands (kill -9),
all of `gateway tick`: duties that fall late are urged, cases whose petitioner can no longer ask for a review are
closed, and notices of all this are sent. Two processes at a time on one PostgreSQL, each with a clock of its own.

Each dies at a moment it is told: before or after a write to the database, around its call to the provider of SMS, or
anywhere; another takes its place. Meanwhile officers go on: cases are registered, handed over, answered. Afterwards
whole workers run until nothing is left to do. Then no duty may have been urged twice and none that is late not at all,
no case closed twice and none forgotten, every open case must owe one thing to one organ, every urging must have its one
notice, and of notices all must be true that `notice_kills` asks."""

import sys
from collections import Counter
from collections.abc import Callable

from sqlalchemy import func, select

from benchmarks.casework.walks import faults
from benchmarks.faults import worker_kills
from benchmarks.faults.dying_worker import Orders, live_whole
from benchmarks.faults.worker_kills import WorkerKills, by_day, check_notices
from core.cases.actions import Action
from core.cases.state import CaseState
from gateway.cases import tick
from gateway.notices.templates import Node
from gateway.storage.case_tables import duties
from gateway.storage.notice_tables import notices
from gateway.storage.schema import cases, events
from testkit.noticed_gateway import NoticedGateway
from testkit.officers import open_office

LEFT_AT = (CaseState.CLASSIFIED, CaseState.FORWARDED, CaseState.NOTIFIED, CaseState.ACCEPTED, CaseState.DELIVERED)
HOURS = (0, 0, 3, 7, 30)
"""That pass before a worker, one of these."""


class TickKills(WorkerKills):
    """Of every round one case is left where it was registered, one on its way, and one is done but for the petitioner,
    who may ask for a review."""

    around = 2

    def __init__(self, noticed: NoticedGateway, database: str, seed: int) -> None:
        super().__init__(noticed, database, seed)
        self.office = open_office(noticed.runtime)
        for _ in range(4):
            self.enter()
        self.work()
        noticed.clock.turn(days=31)

    @property
    def live(self) -> Callable[[Orders], None]:
        return live_whole

    def enter(self) -> None:
        self.noticed.registered()
        self.office.lead(self.noticed.registered(), self.dice.choice(LEFT_AT))
        answered = self.noticed.registered()
        self.office.lead(answered)
        self.office.close(answered)

    def turn(self) -> None:
        self.noticed.clock.turn(hours=self.dice.choice(HOURS))
        by_day(self.noticed)

    def work(self) -> None:
        tick.run(self.noticed.runtime)
        self.noticed.work()

    def check(self) -> None:
        with self.noticed.runtime.reading() as db:
            acts = db.execute(select(events.c.case_id, events.c.version, events.c.action)).all()
            owed = db.execute(select(duties)).mappings().all()
            told = db.execute(select(notices.c.case_id, notices.c.event, notices.c.node)).all()
            registered = db.execute(select(func.count()).select_from(cases)).scalar_one()
        begun: dict[int, list[int]] = {}
        for each in owed:
            begun.setdefault(each["case_id"], []).append(each["version"])
        urged = Counter(
            (case, max(each for each in begun[case] if each < version))
            for case, version, action in acts
            if action == Action.URGE
        )
        closed = Counter(case for case, _, action in acts if action == Action.CLOSE)
        urgings = {(case, version) for case, version, action in acts if action == Action.URGE}
        supervised = Counter((case, event) for case, event, node in told if node == Node.SUPERVISED)
        today = self.noticed.clock().date()
        late = [each for each in owed if each["ended"] is None and each["limit_on"] and each["limit_on"] < today]
        stands = {(each["case_id"], each["version"]) for each in owed if each["urged"]}
        self.trial.figures |= {"cases": registered, "duties": len(owed), "urged": len(urged), "closed": len(closed)}
        self.trial.must_be_nothing(
            {
                "urged twice": sum(count > 1 for count in urged.values()),
                "late and not urged": sum(each["rule"] != "close" and not each["urged"] for each in late),
                "urged without an event": len(stands - set(urged)),
                "events without a mark": len(set(urged) - stands),
                "closed twice": sum(count > 1 for count in closed.values()),
                "over and not closed": sum(each["rule"] == "close" for each in late),
                "urgings without a notice": len(urgings - set(supervised)),
                "notices without an urging": len(set(supervised) - urgings),
                "notices of an urging twice": sum(count > 1 for count in supervised.values()),
                "cases without one duty of one organ": len(faults(self.noticed.runtime)),
            }
        )
        check_notices(self.noticed, self.trial, len(told))


if __name__ == "__main__":
    sys.exit(worker_kills.main(TickKills, __doc__ or ""))
