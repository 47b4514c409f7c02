"""Random walks through the life of a case: values for whatever a row of the table of actions asks."""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from core.cases.fields import FIELDS
from core.cases.machine import LawfulAct
from core.cases.state import OF_REQUESTS, OF_SUGGESTIONS, Case
from core.petition import Purpose


class Dice:
    """Fills in what an act needs, mostly rightly. `units`: organs that a case may be handed to."""

    def __init__(self, seed: int, units: Iterable[str]) -> None:
        self.random, self.units = random.Random(seed), list(units)

    def given(self, act: LawfulAct, case: Case, today: date) -> dict[str, str]:
        names = [*act.needs, *[each for each in act.takes if self.random.random() < 0.2]]
        return {name: self._value(name, case, today) for name in names}

    def wrong(self, given: dict[str, str]) -> dict[str, str]:
        """Something is missing, or is nonsense."""
        broken = dict(given)
        if broken and self.random.random() < 0.5:
            broken.pop(self.random.choice(list(broken)))
        elif broken:
            broken[self.random.choice(list(broken))] = self.random.choice(["", "?", "2026-02-30", "-1", "nobody"])
        return broken

    def _value(self, name: str, case: Case, today: date) -> str:
        draw = self.random
        drawn: dict[str, Callable[[], str]] = {
            "outcomes": lambda: ";".join(self._outcome(case) for _ in range(max(case.matters, 1))),
            **dict.fromkeys(("unit", "organ"), lambda: draw.choice(self.units)),
            "units": lambda: ";".join(draw.sample(self.units, 2)),
            **dict.fromkeys(("term", "by"), (today + timedelta(days=draw.randrange(1, 40))).isoformat),
            **dict.fromkeys(("on", "until"), today.isoformat),
            "wished": (today + timedelta(days=3)).isoformat,
            "at": lambda: "09:30",
            "days": lambda: str(draw.randrange(1, 31)),
            "way": lambda: str(draw.choice([1, 3, 5, 6, 6, 6, 6])),
            "profile": lambda: draw.choice(["statute", "315", "520", "jiangsu-10", "simple", "zhejiang"]),
            "matters": lambda: ";".join(f"请求{n}" for n in range(draw.randrange(1, 4))),
        }
        choices = FIELDS[name].choices
        return drawn[name]() if name in drawn else draw.choice(choices) if choices else "某事"

    def _outcome(self, case: Case) -> str:
        return self.random.choice(OF_SUGGESTIONS if case.kind is Purpose.SUGGESTION else OF_REQUESTS)
