"""What a check found: a state, a sentence, and a sentence that says what to do."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`warn`: it works, and somebody should look; `fail`: something does not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """`check` is its name, which may travel; `found` and `remedy` are for the technician before the machine."""

    check: str
    state: State
    found: str
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        return {"check": self.check, "state": self.state.value, "found": self.found, "remedy": self.remedy}


def ok(check: str, found: str) -> list[Finding]:
    return [Finding(check, State.OK, found)]


def warn(check: str, found: str, remedy: str) -> list[Finding]:
    return [Finding(check, State.WARN, found, remedy)]


def fail(check: str, found: str, remedy: str) -> list[Finding]:
    return [Finding(check, State.FAIL, found, remedy)]


def worst(findings: list[Finding]) -> State:
    """Returns the worst state; ok where nothing was found."""
    order = list(State)
    return max((each.state for each in findings), key=order.index, default=State.OK)
