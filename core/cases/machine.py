"""Decides acts by the table: which are lawful now, and what one does to the case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.cases import fields
from core.cases.actions import Action, ActionRule, Changes, Who
from core.cases.petitioner_table import PETITIONER
from core.cases.refusals import MISSING, NOT_ALLOWED, OUT_OF_ORDER, Unlawful, accept_first, lacking
from core.cases.state import Case
from core.cases.table import TABLE
from core.cases.turn import Actor, Turn, World
from core.petition import Purpose


@dataclass(frozen=True)
class Decision:
    """A lawful act. `values`: what was given, read; `changes`: new values of the case (`core.cases.state.after`)."""

    rule: ActionRule
    values: Mapping[str, Any]
    changes: Changes

    @property
    def ends_duty(self) -> bool:
        """Whether the duty in force ends; one that only got another last day goes on."""
        return "duty" in self.changes and self.rule.ends != "continued"


@dataclass(frozen=True)
class LawfulAct:
    action: Action
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    article: str


def lawful(case: Case, actor: Actor, world: World) -> list[LawfulAct]:
    """Returns what this officer may do now, in the order of the table."""
    turn = Turn(case, actor, world)
    return [LawfulAct(rule.action, _needs(rule, turn), rule.takes, rule.article) for rule in _open_to(turn)]


def decide(case: Case, action: Action, given: Mapping[str, str], actor: Actor, world: World) -> Decision:
    """Raises Unlawful: `out-of-order` where the case is not at a state for it, `not-allowed`, `missing`."""
    turn = Turn(case, actor, world)
    rule = _rule(action, turn)
    values = fields.read(given)
    for field in _needs(rule, turn):
        if field not in values and not (field == "way" and rule.action is Action.CLASSIFY):
            raise lacking(field, rule.article) if field != "track" else accept_first(rule.article)
    known = {*_needs(rule, turn), *rule.needs, *rule.takes}
    if strange := set(values) - known:
        raise Unlawful(MISSING, rule.article, "not_taken", field=sorted(strange)[0])
    turn = replace(turn, values=values)
    for check in rule.check:
        check(turn)
    return Decision(rule, values, rule.effect(turn))


def _rule(action: Action, turn: Turn) -> ActionRule:
    """Returns the row that this officer may use. Raises Unlawful for the reason that says most: who, before when."""
    rows = [row for row in TABLE if row.action is action]
    here = [row for row in rows if turn.case.state in row.states]
    if not here:
        _explain(rows[0], turn)
        raise Unlawful(OUT_OF_ORDER, rows[0].article, "out_of_order")
    trouble: Unlawful | None = None
    for row in here:
        try:
            _check_who(row, turn)
            for guard in row.when:
                guard(turn)
        except Unlawful as refused:
            trouble = trouble or refused
        else:
            return row
    assert trouble is not None
    raise trouble


def _explain(row: ActionRule, turn: Turn) -> None:
    """An act that the law never allows on such a case is refused for that, whatever state the case is in."""
    for guard in row.when:
        try:
            guard(turn)
        except Unlawful as refused:
            if refused.code == NOT_ALLOWED and refused.article in ("29", "30"):
                raise
        except AssertionError:  # the guard speaks of a state that the case has not reached
            continue


def _open_to(turn: Turn) -> Iterator[ActionRule]:
    for row in TABLE:
        if turn.case.state not in row.states:
            continue
        try:
            _check_who(row, turn)
            for guard in row.when:
                guard(turn)
        except Unlawful:
            continue
        yield row


def _needs(rule: ActionRule, turn: Turn) -> tuple[str, ...]:
    """A request is classified, and told of, with its way. What is answered without acceptance says that it is answered
    at once, unless the province has ordered that steps may be left out."""
    case = turn.case
    if rule.action is Action.NOTIFY or rule.action is Action.CLASSIFY:
        return (*rule.needs, "way") if case.kind is Purpose.REQUEST else rule.needs
    if "track" in rule.needs and turn.world.emergency:
        return tuple(need for need in rule.needs if need != "track")
    return rule.needs


def _check_who(rule: ActionRule, turn: Turn) -> None:
    actor, case = turn.actor, turn.case
    if not actor.roles.intersection(rule.roles):
        raise Unlawful(NOT_ALLOWED, rule.article, "no_role", roles=", ".join(rule.roles))
    if actor.login in case.withdrawn_officers:
        raise Unlawful(NOT_ALLOWED, "28", "interest")
    if not _stands(rule.who, turn):
        raise Unlawful(NOT_ALLOWED, rule.article, "not_theirs")


def _stands(who: Who, turn: Turn) -> bool:
    if who is Who.PETITIONER:  # that the case is theirs was shown before the rules were asked
        return PETITIONER in turn.actor.roles
    case, organs = turn.case, turn.world.organs
    bureau, unit, reviewer = (organs.current(each) if each else "" for each in (case.bureau, case.unit, case.reviewer))
    owner = organs.current(case.duty.organ) if case.duty else bureau
    above = organs.above(bureau) if bureau else ()
    theirs: dict[Who, Sequence[str]] = {
        Who.BUREAU: (bureau,),
        Who.BUREAU_LINE: (bureau, *above),
        Who.ABOVE_BUREAU: above,
        Who.UNIT: (unit,),
        Who.HELPER: [organs.current(each) for each in case.helpers],
        Who.OWNER: (owner,),
        Who.PARTY: (bureau, unit, reviewer),
    }
    return bool(turn.actor.organ) and organs.current(turn.actor.organ) in theirs[who]
