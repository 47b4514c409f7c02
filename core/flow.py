"""Which page follows which, as data, and the one runner that walks it. It knows no pixels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

D = TypeVar("D")
ON = "on"


@dataclass(frozen=True)
class Step(Generic[D]):
    """One page of a flow.

    `then` says where each answer leads; a plain page has the one answer ON. `done` must hold before ON is taken.
    `skip` leaves the page out for this draft. `stage` is the part of the visit shown to the person, 0 for none.
    From a `final` page there is no way back.
    """

    page: str
    then: Mapping[str, str]
    done: Callable[[D], bool] = lambda draft: True
    skip: Callable[[D], bool] = lambda draft: False
    stage: int = 0
    final: bool = False


class NotDone(Exception):
    """A page answered before its draft was ready: a bug of the page, not of the person."""


class Flow(Generic[D]):
    """The table of one app. `home` is where every visit begins and ends."""

    def __init__(self, *steps: Step[D], home: str) -> None:
        self.steps = {step.page: step for step in steps}
        self.home = home
        unknown = {to for step in steps for to in step.then.values()} | {home}
        if loose := unknown - self.steps.keys():
            raise ValueError(f"no such page: {sorted(loose)}")

    @property
    def stages(self) -> int:
        return max(step.stage for step in self.steps.values())


class Runner(Generic[D]):
    """One visit: where it stands, and how it came there."""

    def __init__(self, flow: Flow[D], draft: D) -> None:
        self.flow, self.draft = flow, draft
        self.step = flow.steps[flow.home]
        self._path: list[Step[D]] = []

    def answer(self, choice: str = ON) -> Step[D]:
        """Go where the answer leads, past pages this draft does not need."""
        if choice == ON and not self.step.done(self.draft):
            raise NotDone(self.step.page)
        target = self.flow.steps[self.step.then[choice]]
        while target.skip(self.draft):
            target = self.flow.steps[target.then[ON]]
        self._path = [] if target.final else [*self._path, self.step]
        self.step = target
        return target

    @property
    def can_go_back(self) -> bool:
        return bool(self._path)

    def back(self) -> Step[D]:
        """The page before; home where there is none."""
        self.step = self._path.pop() if self._path else self.flow.steps[self.flow.home]
        return self.step
