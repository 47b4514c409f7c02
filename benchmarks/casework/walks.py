"""`python -m benchmarks.casework.walks [--events 10000] [--stores sqlite,postgresql] [--seed N]`: officers of a county
do lawful and unlawful things with cases, in any order, while days pass.

Then every open case must owe exactly one thing, to one organ that there is; what stands in the tables must be what the
events say; and each refusal must have had its reason."""

import argparse
import random
from collections import Counter

from sqlalchemy import func, select

from benchmarks.load.calls import enrolled
from benchmarks.load.stores import place
from core.case import Evaluation, Grade
from core.cases.actions import Action
from core.cases.machine import LawfulAct
from core.cases.state import OUTLASTING, Case
from core.petition import Purpose
from core.wire import CaseQuery, EvaluationCall, ItemStatus
from gateway.auth import enrolment
from gateway.cases import acts, evaluations, history, tick
from gateway.cases.acts import Act, RefusedAct
from gateway.casework.acts import do
from gateway.intake import registration
from gateway.letters.documents import LetterStopped
from gateway.refusals import Refused
from gateway.runtime import Runtime, open_runtime
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.case_tables import duties
from gateway.storage.schema import cases, events
from testkit.case_walks import Dice
from testkit.gateway_in_process import HandClock
from testkit.officers import open_office
from testkit.terminal import petition

CASES = 60
KINDS = (Purpose.REQUEST, Purpose.REQUEST, Purpose.SUGGESTION, Purpose.ACCUSATION)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--stores", default="sqlite,postgresql")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    print(f"seed {args.seed}")
    wrong = []
    for kind in args.stores.split(","):
        with place(kind) as there:
            clock = HandClock()
            runtime = open_runtime(there.folder / "ours", clock, there.fresh())
            walk = Walk(runtime, clock, args.seed)
            walk.go(args.events)
            found = faults(runtime)
            wrong += found
            print(f"{kind}: {walk.events()} events, {walk.told['filed']} cases, refused {dict(walk.refused)}")
            print(f"{kind}: faults {found}", flush=True)
            runtime.engine.dispose()
    raise SystemExit(bool(wrong))


class Walk:
    """`told`: what was done besides acts; `refused`: by code."""

    def __init__(self, runtime: Runtime, clock: HandClock, seed: int) -> None:
        self.runtime, self.clock, self.dice = runtime, clock, random.Random(seed)
        self.officers = list(open_office(runtime).by.values())
        self.filled_in = Dice(seed, [organ.id for organ in tree(runtime)])
        self.desk = enrolled(runtime, "http://127.0.0.1:1", 1)
        self.told, self.refused = Counter[str](), Counter[str]()
        self.open: list[ItemStatus] = []

    def events(self) -> int:
        with self.runtime.reading() as db:
            return db.execute(select(func.count()).select_from(events)).scalar_one()

    def go(self, wanted: int) -> None:
        while self.events() < wanted:
            for _ in range(100):
                self._step()

    def _step(self) -> None:
        if len(self.open) < CASES or self.dice.random() < 0.01:
            self._file()
        if self.dice.random() < 0.02:
            self.clock.turn(days=self.dice.choice([1, 1, 3]))
            self.told.update(tick.run(self.runtime))
        status = self.dice.choice(self.open)
        assert status.receipt
        if self.dice.random() < 0.03:
            self._judge(status)
            return
        self._act(self.dice.choice(self.officers), status.receipt.case_number)

    def _file(self) -> None:
        terminal = self.desk.terminals[0]
        item = terminal.sealed(petition(self.clock(), self.dice.choice(KINDS)))
        signed, text = item.signed, item.files["text.age"]
        about = registration.Submission(item.id, terminal.as_call(item)["claim"], nonce="")
        sender = enrolment.find_sender(self.runtime, terminal.id)
        assert sender
        self.open = [*self.open[-CASES:], registration.register(self.runtime, sender, signed, text, about)[0]]
        self.told["filed"] += 1

    def _judge(self, status: ItemStatus) -> None:
        assert status.receipt
        query = CaseQuery(query_code=status.receipt.query_code, last_four="1234")
        said = Evaluation(bureau=self.dice.choice(list(Grade)), unit=self.dice.choice(list(Grade)))
        try:
            evaluations.evaluate(self.runtime, self.desk.terminals[0].id, EvaluationCall(query=query, evaluation=said))
        except Refused as refused:
            self.refused[refused.code] += 1

    def _act(self, officer: Officer, number: str) -> None:
        try:
            case, lawful = acts.lawful(self.runtime, officer, number)
            action, given = self._chosen(case, lawful)
            do(self.runtime, officer, Act(number, action, given))
        except RefusedAct as refused:
            assert refused.message
            self.refused[refused.code] += 1
        except LetterStopped as stopped:
            assert stopped.article
            self.refused["letter"] += 1
        except Refused as refused:
            self.refused[refused.code] += 1

    def _chosen(self, case: Case, lawful: list[LawfulAct]) -> tuple[Action, dict[str, str]]:
        if not lawful or self.dice.random() < 0.1:
            return self.dice.choice(list(Action)), {}
        wanted = self.dice.choice(lawful)
        given = self.filled_in.given(wanted, case, self.clock.now.date())
        return wanted.action, self.filled_in.wrong(given) if self.dice.random() < 0.1 else given


def faults(runtime: Runtime) -> list[str]:
    """Returns what is not as it must be, a line each."""
    known = {organ.id for organ in tree(runtime)}
    found = []
    with runtime.reading() as db:
        for row in db.execute(select(cases)).mappings():
            case = history.load(db, row["id"])
            every = select(duties).where(duties.c.case_id == row["id"], duties.c.ended.is_(None))
            standing = db.execute(every).mappings().all()
            owed = [each for each in standing if not each["beside"]]
            if len(owed) != case.open:
                found.append(f"{row['number']}: {len(owed)} open duties in state {case.state}")
            said = Counter((each.rule, each.organ, each.limit) for each in (*filter(None, [case.duty]), *case.beside))
            if said != Counter((each["rule"], each["organ"], each["limit_on"]) for each in standing):
                found.append(f"{row['number']}: the duties are not what the events say")
            if any(each["organ"] not in known for each in standing):
                found.append(f"{row['number']}: a duty of an organ that there is not")
            if any(each.rule not in OUTLASTING for each in case.beside) and not case.open:
                found.append(f"{row['number']}: a duty beside the main one outlasted its case")
            if (row["step"], row["version"], row["bureau"]) != (case.state, case.version, case.bureau):
                found.append(f"{row['number']}: the row is not what the events say")
    return found


if __name__ == "__main__":
    main()
