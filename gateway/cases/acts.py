"""What officers do with cases: asks the rules (`core.cases.machine`), and writes the event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select, update

from core.cases import machine
from core.cases.actions import Action
from core.cases.fields import FIELDS
from core.cases.refusals import CONFLICT, MISSING, Unlawful
from core.cases.state import Case
from core.cases.turn import Actor, World
from core.message import Message
from core.sentences import sentence_of
from gateway.cases import duties, earlier_endings, history, jurisdiction, links, petitioner_acts
from gateway.cases.calendar import calendar
from gateway.cases.first_filing import node_for
from gateway.cases.history import Happening, Overtaken, Written
from gateway.cases.organs import CaseOrgans
from gateway.keys.keyring import BUREAU
from gateway.notices import outbox
from gateway.notices.templates import Node
from gateway.refusals import Refused, not_found
from gateway.runtime import Runtime
from gateway.staff import officers
from gateway.staff.officers import Officer
from gateway.staff.tree import tree
from gateway.storage.database import advisory_lock
from gateway.storage.schema import cases


class RefusedAct(Refused):
    """An act that the rules refuse. `article`: of the law, empty where it is only order. `said`: the sentence."""

    def __init__(self, code: str, article: str, said: Message) -> None:
        super().__init__(409 if code in (CONFLICT, "out-of-order") else 422, code, sentence_of(said))
        self.article, self.said = article, said


@dataclass(frozen=True)
class Act:
    """What an officer wants done. `version`: of the case as they saw it; None: whatever it is now."""

    number: str
    action: Action
    given: Mapping[str, str]
    version: int | None = None


@dataclass(frozen=True)
class Done:
    """What was done: the row of the case as it was, the decision, and the event that was written."""

    row: RowMapping
    decision: machine.Decision
    written: Written
    officer: Officer


ANSWERS: Mapping[Action, tuple[str, ...]] = {
    Action.REPLY: ("opinion",),
    Action.REVIEW: ("reasons",),
    Action.RECHECK: ("reasons",),
    Action.REFUSE: ("ground", "reasons", "remedy"),
    Action.REFUSE_AGAIN: ("reasons",),
    Action.MEDIATE: ("terms",),
}
"""The words of an act that answer the petitioner."""
MOST_TRIES = 3
"""Times that an act is judged before its transaction. Whom others overtook as often is judged inside it, where nobody
is faster."""
Also = Callable[[Connection, Runtime, Done], None]
"""What else belongs into the transaction of an act: its letter, its notice."""


def world(runtime: Runtime) -> World:
    return World(
        organs=CaseOrgans(tree(runtime)),
        calendar=calendar(runtime),
        today=runtime.now().date(),
        emergency=runtime.casework.emergency,
        roll_over=runtime.casework.roll_over,
    )


def actor(officer: Officer) -> Actor:
    return Actor(officer.login, officer.organ, frozenset(role.value for role in officer.roles))


def found(db: Connection, runtime: Runtime, officer: Officer, number: str, *, lock: bool = False) -> RowMapping:
    """Returns the row of a case that the officer sees. Raises the same Refused 404 for any other."""
    this = select(cases).where(cases.c.number == number, jurisdiction.visible(officer, tree(runtime)))
    row = db.execute(this.with_for_update() if lock else this).mappings().first()
    if row is None:
        raise not_found()
    return row


def lawful(runtime: Runtime, officer: Officer, number: str) -> tuple[Case, list[machine.LawfulAct]]:
    """Returns the case, and what the officer may do with it now. Raises Refused 404."""
    with runtime.reading() as db:
        case = history.load(db, found(db, runtime, officer, number)["id"])
    return case, machine.lawful(case, actor(officer), world(runtime))


@dataclass(frozen=True)
class _Ready:
    """What was decided of a case as it stood, its words sealed: all that is slow, before the transaction. `answer`: to
    the petitioner, sealed."""

    version: int
    decision: machine.Decision
    happening: Happening
    answer: bytes | None


def act(runtime: Runtime, officer: Officer, wanted: Act, also: tuple[Also, ...] = ()) -> Written:
    """Do it, or raise Refused 404, RefusedAct. Of two officers at once one is first; the other is told, and what they
    wrote is kept by whoever calls (`gateway.cases.drafts`). Who named no version is judged again by the case as it is
    then."""
    try:
        for _ in range(MOST_TRIES):
            try:
                return _done(runtime, officer, wanted, _judged_before(runtime, officer, wanted), also)
            except Overtaken:
                continue
        return _done(runtime, officer, wanted, None, also)
    except Unlawful as refused:
        raise RefusedAct(refused.code, refused.article, refused.message) from None


def _judged_before(runtime: Runtime, officer: Officer, wanted: Act) -> _Ready:
    with runtime.reading() as db:
        case = history.load(db, found(db, runtime, officer, wanted.number)["id"])
    return _judged(runtime, case, officer, wanted)


def _judged(runtime: Runtime, case: Case, officer: Officer, wanted: Act) -> _Ready:
    if wanted.version is not None and wanted.version != case.version:
        raise Unlawful(CONFLICT, "", "overtaken", version=case.version)
    by = actor(officer)
    decision = machine.decide(case, wanted.action, wanted.given, by, world(runtime))
    event = history.ready(runtime, happening(by, decision))
    return _Ready(case.version, decision, event, _answer(runtime, decision))


def _done(runtime: Runtime, officer: Officer, wanted: Act, ready: _Ready | None, also: tuple[Also, ...]) -> Written:
    """Judges it inside the transaction where nothing is ready. Raises Unlawful, Overtaken where the case is another
    now."""
    with runtime.engine.begin() as db:
        if wanted.action in (Action.LINK, Action.UNLINK):
            advisory_lock(db, "links of cases")  # two rows are locked: one link after another
        row = found(db, runtime, officer, wanted.number, lock=True)
        case = history.load(db, row["id"])
        ready = ready or _judged(runtime, case, officer, wanted)
        if case.version != ready.version:
            raise Overtaken
        decision = ready.decision
        links.check(db, row, decision)
        earlier_endings.check(db, runtime, row, decision, officer)
        _check_receiver(db, runtime, decision, officer)
        written = history.write(db, runtime, row, case, ready.happening)
        links.keep(db, written, decision, officer)
        _give(db, row["id"], decision, officer)
        if ready.answer:
            db.execute(update(cases).where(cases.c.id == row["id"]).values(reply=ready.answer))
        petitioner_acts.answered(db, runtime, row["id"], decision)
        tell(db, row, decision.rule.node, written)
        for each in also:
            each(db, runtime, Done(row, decision, written, officer))
    return written


def happening(by: Actor, decision: machine.Decision) -> Happening:
    """Returns the event that the decision is, of an officer or of the petitioner."""
    clear = {name: value for name, value in decision.values.items() if not FIELDS[name].sealed}
    words = {name: value for name, value in decision.values.items() if FIELDS[name].sealed}
    rule = decision.rule
    return Happening(
        *(rule.action.value, by.login, by.organ),
        changes=decision.changes,
        facts=clear,
        words=words,
        ends_duty=decision.ends_duty,
        outcome=rule.ends,
    )


def tell(db: Connection, row: RowMapping, node: str, written: Written) -> None:
    """Enter the notice of an event, if it has one; of what is sealed to others nobody is told from here."""
    told = node_for(db, row, Node(node)) if node and row["recipient_set"] == BUREAU else None
    if told:
        outbox.due(db, case_id=row["id"], event=written.case.version, node=told, now=written.at)


def _answer(runtime: Runtime, decision: machine.Decision) -> bytes | None:
    """The words that answer the petitioner stand with the case as well, sealed; they are theirs once delivered."""
    names = ANSWERS.get(decision.rule.action, ())
    words = [decision.values[name] for name in names if decision.values.get(name)]
    return runtime.keys.seal_text("\n".join(words)) if words else None


def _check_receiver(db: Connection, runtime: Runtime, decision: machine.Decision, officer: Officer) -> None:
    """A case is given to somebody who works there. Raises Unlawful."""
    login = decision.values.get("officer")
    if decision.rule.action is not Action.TAKE or not login:
        return
    receiver, organs = officers.find(db, login), tree(runtime)
    if receiver is None or not receiver.active or organs.current(receiver.organ) != organs.current(officer.organ):
        raise Unlawful(MISSING, "", "no_officer", officer=login)


def _give(db: Connection, case_id: int, decision: machine.Decision, officer: Officer) -> None:
    """Who takes a case is its officer; who is recused no longer is."""
    if decision.rule.action is Action.TAKE:
        duties.give(db, case_id, decision.values.get("officer") or officer.login)
    elif decision.rule.action is Action.RECUSE:
        duties.give(db, case_id, None)
        duties.take_from(db, case_id, decision.values.get("officer") or officer.login)
