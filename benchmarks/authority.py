"""`python -m benchmarks.authority [--sequences N] [--seed S]`: random sequences of what an agent does: terminal and
gateway must agree on each filing, and nothing out of scope may pass.

Each sequence has a terminal of its own at a gateway of this process, with its real database. The terminal's clock is
turned back and forth and at times learns the platform's time; letters are good, stale, early, narrow, garbled, of the
principal to themself, of children, of any province. What the terminal refuses is sent to the gateway all the same, as
a forger would. Items arrive at once, or days later, urgent ones first. The rules are written a second time here, from
the law and not from the judge; what passes is held against that. A clock more than a day ahead is not among the
faults: a terminal that signs with such a time is refused before."""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, insert

from core.authority.judge import refusal
from core.authority.letter import Agent, AgentClass, Capacity, Power, Proof, ProofKind
from core.id_number import check_character
from core.person import Person
from core.petition import Petition, judge_filing, representation
from core.problems import AuthorityProblem
from gateway.cases import authorities
from gateway.clock import CHINA
from gateway.refusals import Refused
from gateway.runtime import Runtime, open_runtime
from gateway.storage.schema import cases, items, terminals
from sync.latest_time import LatestTime
from testkit.gateway_in_process import HandClock
from testkit.terminal import petition, represented

PLACES = ("330106", "370102", "110101", "310101", "500101", "320115", "330106001")
GROWN, OLD, CHILD = "19600101001", "19530612047", "20190101001"
STEPS = 4, 12
"""The fewest and the most of a sequence, besides the last delivery."""


@dataclass
class Memory:
    """The terminal's facts; a store of its own for each of many thousand terminals would measure the disk."""

    kept: dict[str, str] = field(default_factory=dict)

    def fact(self, name: str) -> str:
        return self.kept.get(name, "")

    def keep(self, name: str, value: str) -> None:
        self.kept[name] = value


@dataclass
class Filed:
    """A filing that the terminal accepted. `day`: by which it was judged."""

    petition: Petition
    urgent: bool
    withdrawn: bool = False


@dataclass
class Village:
    """One sequence: a terminal, its clock, what it has accepted, what the gateway has."""

    runtime: Runtime
    clock: HandClock
    draw: random.Random
    terminal: str
    counted: Counter[str]
    ahead: timedelta = timedelta()
    memory: Memory = field(default_factory=Memory)
    waiting: list[Filed] = field(default_factory=list)
    arrived: list[Filed] = field(default_factory=list)

    @property
    def own(self) -> datetime:
        return self.clock() + self.ahead

    def step(self) -> None:
        does = self.draw.choice(
            (
                self.file,
                self.file,
                self.file,
                self.deliver,
                self.turn_clock,
                self.wait,
                self.hear,
                self.act,
                self.withdraw,
            )
        )
        does()

    def wait(self) -> None:
        self.clock.turn(days=self.draw.choice((0.02, 1, 3, 40, 200)))

    def turn_clock(self) -> None:
        self.ahead = timedelta(days=self.draw.choice((0, 0, -1, -30, -365, -3650, 0.5)))

    def hear(self) -> None:
        """The platform's time is learnt, and whoever keeps the terminal sets its clock by it."""
        self.memory.keep("heard", self.clock().isoformat())
        self.ahead = timedelta()

    def file(self) -> None:
        created = LatestTime(self.memory).at_least(self.own)
        filed = _filing(self.draw, created)
        here, there = _terminal_says(filed, created), self._gateway_says(filed)
        self.counted["filings"] += 1
        self.counted[f"refused {here}" if here else "accepted"] += 1
        if here != there:
            raise AssertionError(f"terminal {here or 'accepts'}, gateway {there or 'accepts'}: {filed.authority}")
        if not here:
            _check_lawful(filed, created.date())
            self.waiting.append(Filed(filed, self.draw.random() < 0.2))

    def deliver(self) -> None:
        """All that waits comes in one go: urgent items first, each group in its order, as the outbox sends."""
        for each in sorted(self.waiting, key=lambda each: (not each.urgent, each.petition.created)):
            if there := self._gateway_says(each.petition):
                raise AssertionError(f"accepted by the terminal, later refused: {there} {each.petition.authority}")
            with self.runtime.engine.begin() as db:
                case = _case(db, self.terminal, each.petition, self.clock())
                authorities.enter(db, case, each.petition, self.terminal, self.clock())
            self.counted["registered"] += 1
        self.arrived += self.waiting
        self.waiting = []

    def act(self) -> None:
        """Something is asked or done in the principal's name, as the gateway judges it."""
        if not self.arrived:
            return
        about, power = self.draw.choice(self.arrived), self.draw.choice(list(Power))
        on = self.clock().date()
        problem = refusal(representation(about.petition, withdrawn=about.withdrawn), power, on)
        letter = about.petition.authority
        assert letter is not None
        within = date.fromisoformat(letter.starts) <= on <= date.fromisoformat(letter.ends)
        lawful = power in letter.powers and within and not about.withdrawn
        self.counted["acts"] += 1
        if (problem is None) != lawful:
            raise AssertionError(f"{power} on {on}: {problem} of {letter}")

    def withdraw(self) -> None:
        if self.arrived:
            self.draw.choice(self.arrived).withdrawn = True
            self.counted["withdrawals"] += 1

    def _gateway_says(self, filed: Petition) -> str:
        try:
            authorities.check_filing(self.runtime, self.terminal, filed)
        except Refused as refused:
            return refused.code
        return ""


def _terminal_says(filed: Petition, known: datetime) -> str:
    try:
        judge_filing(filed, known.date())
    except AuthorityProblem as problem:
        return problem.code
    return ""


def _filing(draw: random.Random, created: datetime) -> Petition:
    """Returns what an agent would file: a good letter with none to three faults."""
    agent = Agent(person=Person(name="李秀英", id_number=f"329901{GROWN}"), agent_class=draw.choice(list(AgentClass)))
    born = CHILD if draw.random() < 0.05 else OLD
    principal = Person(name="王建国", id_number=_number(born), phone="12069738989")
    today = created.date()
    terms: dict[str, Any] = {
        "powers": tuple(power for power in Power if power is Power.FILE or draw.random() < 0.5),
        "starts": (today - timedelta(days=draw.choice((0, 1, 30, 300)))).isoformat(),
        "ends": (today + timedelta(days=draw.choice((0, 1, 30, 300)))).isoformat(),
        "proof": draw.choice((None, Proof(kind=draw.choice(list(ProofKind)), attachment="page-1.jpg"))),
        "agent": agent,
    }
    for _ in range(draw.choice((0, 0, 1, 1, 2, 3))):
        terms |= _fault(draw, today, principal)
    filed = represented(petition(created, asker=principal), **terms)
    place = replace(filed.matter.place, code=draw.choice(PLACES))
    return replace(filed, matter=replace(filed.matter, place=place))


def _number(born: str) -> str:
    """Returns a citizen's number; `born`: the day and three digits."""
    return f"329901{born}" + check_character(f"329901{born}")


def _fault(draw: random.Random, today: date, principal: Person) -> dict[str, Any]:
    """Returns terms that are mostly wrong."""
    near, far = timedelta(days=draw.choice((1, 2, 40))), timedelta(days=draw.choice((400, 9000)))
    faults: Sequence[dict[str, Any]] = (
        {"starts": (today - far - near).isoformat(), "ends": (today - near).isoformat()},
        {"starts": (today + near).isoformat(), "ends": (today + near * 2).isoformat()},
        {"powers": ()},
        {"powers": (Power.QUERY, Power.EVALUATE)},
        {"starts": draw.choice(("", "明天", "2026-02-30", "２０２６-01-01"))},
        {"ends": draw.choice(("", "9999-12-31", "0000-00-00", "长期"))},
        {"matter": draw.choice(("", " ", "\n"))},
        {"letter": draw.choice(("", "nowhere.pdf"))},
        {"proof": Proof(kind=draw.choice(list(ProofKind)), attachment="nowhere.jpg")},
        {"category": "010100"},
        {"place": "210102"},
        {"others": ("甲某", "乙某", "丙某")},
        {"capacity": draw.choice(list(Capacity))},
        {"agent": Agent(person=principal, agent_class=AgentClass.NEAR_RELATIVE)},
        {"agent": Agent(person=Person(name=" 王建国 "), agent_class=AgentClass.GRID_WORKER)},
        {"agent": None},
    )
    return draw.choice(faults)


def _check_lawful(filed: Petition, on: date) -> None:
    """The rules once more, from the law: Civil Code 161, 165, 171, 173, 23; Shandong 28. Raises AssertionError."""
    agent, letter = filed.agent, filed.authority
    assert agent is not None and letter is not None
    sent = {each.name for each in filed.attachments}
    child = filed.petitioner.id_number[6:14] > f"{on.year - 18}{on:%m%d}"
    guarded = child or letter.capacity in (Capacity.NONE, Capacity.LIMITED)
    proof = letter.proof
    assert Power.FILE in letter.powers, "powers"
    assert letter.starts <= on.isoformat() <= letter.ends, "period"
    assert letter.matter.strip(), "matter"
    assert agent.person.id_number != filed.petitioner.id_number and agent.person.name.strip() != "王建国", "self"
    assert letter.place in ("", filed.matter.place.code) and letter.category in ("", filed.matter.category), "matter"
    assert len(letter.others) < 2, "agents"
    assert proof is None or proof.attachment in sent, "proof"
    if guarded:
        assert proof is not None and proof.kind is ProofKind.GUARDIANSHIP, "guardian"
    else:
        assert letter.letter in {*sent, ""}, "letter"
        there = filed.matter.place.code.startswith("37") and agent.agent_class is not AgentClass.LEGAL_WORKER
        assert proof is not None or not there, "Shandong 28"


def _case(db: Connection, terminal: str, filed: Petition, now: datetime) -> int:
    """Returns the id of a registered case, bare of all that authority does not ask for."""
    item = str(filed.item)
    row = {"item": item, "terminal": terminal, "fingerprint": "", "envelope": "", "signature": ""}
    db.execute(insert(items).values(**row, received_at=now))
    case = {"number": item, "item": item, "code_mark": item[-19:], "recipient_set": "bureau", "kind": "request"}
    bare = {**case, "last_four_marks": [], "registered_at": now, "step": "registered", "unit": ""}
    return int(db.execute(insert(cases).values(**bare).returning(cases.c.id)).scalar_one())


def sequences(runtime: Runtime, clock: HandClock, many: int, seed: int) -> Counter[str]:
    """Runs so many sequences; returns what happened in them. Raises AssertionError at the first disagreement."""
    counted: Counter[str] = Counter()
    for number in range(many):
        draw = random.Random(f"{seed} {number}")
        clock.now = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
        terminal = f"t{seed}-{number}"
        with runtime.engine.begin() as db:
            known = {"id": terminal, "public_key": terminal, "name": "", "site": ""}
            db.execute(insert(terminals).values(**known, enrolled_at=clock()))
        village = Village(runtime, clock, draw, terminal, counted)
        village.hear()
        for _ in range(draw.randint(*STEPS)):
            village.step()
        village.deliver()
        for _ in range(3):
            draw.choice((village.act, village.act, village.wait, village.withdraw))()
        counted["sequences"] += 1
    return counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=14)
    args = parser.parse_args()
    began, clock = perf_counter(), HandClock()
    with TemporaryDirectory() as folder:
        runtime = open_runtime(Path(folder) / "gateway", clock)
        counted = sequences(runtime, clock, args.sequences, args.seed)
        runtime.engine.dispose()
    for name, number in sorted(counted.items()):
        print(f"{name:<32} {number}")
    print(f"terminal and gateway agreed on each, none passed out of scope; {perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
