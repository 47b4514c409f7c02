"""A county without a database, for the rules of cases: its organs, an officer of each, and a case registered there."""

from collections.abc import Sequence
from dataclasses import replace

from core.cases.state import Case
from core.cases.turn import Actor, World, reckoned
from core.petition import Purpose

ABOVE = {
    "town": "county",
    "water": "county",
    "county": "city",
    "city": None,
    "bureau": "head",
    "head": None,
    "inspection": None,
}
KINDS = {"bureau": "bureau", "head": "bureau", "inspection": "discipline"}
ROLES = frozenset({"register", "forward", "handle", "approve", "supervise", "duty", "audit"})
ACTORS = [Actor(f"{organ}-officer", organ, ROLES) for organ in ABOVE]


class Organs:
    def known(self, organ: str) -> bool:
        return organ in ABOVE

    def kind(self, organ: str) -> str:
        return KINDS.get(organ, "unit")

    def above(self, organ: str) -> Sequence[str]:
        up = ABOVE.get(organ)
        return (up, *self.above(up)) if up else ()

    def current(self, organ: str) -> str:
        return organ

    def superior(self, organ: str) -> str | None:
        return ABOVE.get(organ)

    def common_superior(self, organs: Sequence[str]) -> str | None:
        first, *others = map(self.above, organs)
        return next((organ for organ in first if all(organ in above for above in others)), None)


def registered(purpose: Purpose, sealed: bool, world: World) -> Case:
    case = Case(version=1, kind=purpose, sealed_elsewhere=sealed, bureau="bureau")
    return replace(case, duty=reckoned("forward", case, "bureau", world.today, world))
