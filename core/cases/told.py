"""Which events of a case its petitioner is told of, and with which document, by the table of actions."""

from core.cases.actions import EVALUATE, REGISTER, ActionRule
from core.cases.state import CaseState
from core.cases.table import TABLE


def told(action: str, before: CaseState | None) -> bool:
    """Whether the petitioner sees an event. `before`: the state of the case before it; None before the first."""
    return action in (REGISTER, EVALUATE) or any(rule.told for rule in _rules(action, before))


def letter_of(action: str, before: CaseState | None) -> str:
    """Returns the kind of the document that is owed with an event; empty for none."""
    return next((rule.letter for rule in _rules(action, before) if rule.letter), "")


def _rules(action: str, before: CaseState | None) -> list[ActionRule]:
    """Returns the rows that the event may have been done by; an event of a version before may fit no state."""
    rows = [rule for rule in TABLE if rule.action == action]
    return [rule for rule in rows if before in rule.states] or rows
