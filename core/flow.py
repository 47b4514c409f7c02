"""The order of pages as a table, and the runner that follows it. Independent of the user interface."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

D = TypeVar("D")
ON = "on"


@dataclass(frozen=True)
class FlowStep(Generic[D]):
    """One page of a flow.

    `then` maps each answer to the next page; a plain page has the one answer ON. ON is refused until `done` holds.
    `detours` are pages that can be visited again from here; their ON returns here. `skip`: leave the page out for this
    draft. `empty`: there is nothing on it any more; then it is left out on the way back too. `always`: show the page
    first to whoever returns from a detour, unless `skip` holds, as changes may have made it necessary. `hub`: who was
    here comes back from the pages that it leads to, and these are not on the way back. `stage` is the part of the visit
    shown to the person, 0 for none. A `final` page has no way back.
    """

    page: str
    then: Mapping[str, str]
    detours: frozenset[str] = frozenset()
    done: Callable[[D], bool] = lambda draft: True
    skip: Callable[[D], bool] = lambda draft: False
    empty: Callable[[D], bool] = lambda draft: False
    always: bool = False
    hub: bool = False
    stage: int = 0
    final: bool = False


@dataclass(frozen=True)
class Whereabouts:
    """Where a visit was left, by the names of pages: the one shown, those before it, those that detours return to."""

    page: str
    path: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()


class StepIncomplete(Exception):
    """A page gave its answer before its draft was ready: a bug of the page."""


class Flow(Generic[D]):
    """The table of one app. Every visit begins and ends at the page `home`."""

    def __init__(self, *steps: FlowStep[D], home: str) -> None:
        self.steps = {step.page: step for step in steps}
        self.home = home
        unknown = {to for step in steps for to in (*step.then.values(), *step.detours)} | {home}
        if loose := unknown - self.steps.keys():
            raise ValueError(f"no such page: {sorted(loose)}")

    @property
    def stages(self) -> int:
        return max(step.stage for step in self.steps.values())


class Runner(Generic[D]):
    """One visit: the current page and the pages before it."""

    def __init__(self, flow: Flow[D], draft: D) -> None:
        self.flow, self.draft = flow, draft
        self.step = flow.steps[flow.home]
        self._path: list[FlowStep[D]] = []
        self._returning: list[FlowStep[D]] = []
        """The steps to return to from detours, the latest last."""

    def answer(self, choice: str = ON) -> FlowStep[D]:
        """Goes to the page that the answer leads to, past pages this draft does not need."""
        if choice == ON and not self.step.done(self.draft):
            raise StepIncomplete(self.step.page)
        target = self._target(choice)
        self._path = [] if target.final else self._path_to(target)
        self.step = target
        return target

    def _path_to(self, target: FlowStep[D]) -> list[FlowStep[D]]:
        """Returns the pages before `target`."""
        if target.hub and target in self._path:
            return self._path[: self._path.index(target)]
        return [*self._path, self.step]

    def _target(self, choice: str) -> FlowStep[D]:
        if choice in self.step.detours:
            self._returning.append(self.step)
            return self.flow.steps[choice]
        if choice == ON and self._returning:
            return self._needed_now() or self._back_where_it_was_asked_for()
        return self._after(self.step, choice)

    def _needed_now(self) -> FlowStep[D] | None:
        return next((step for step in self.flow.steps.values() if step.always and not step.skip(self.draft)), None)

    def _back_where_it_was_asked_for(self) -> FlowStep[D]:
        """Returns from a detour, past pages that this draft no longer needs."""
        target = self._returning.pop()
        if not target.skip(self.draft):
            return target
        return self._back_where_it_was_asked_for() if self._returning else self._after(target, ON)

    def _after(self, step: FlowStep[D], choice: str) -> FlowStep[D]:
        target = self.flow.steps[step.then[choice]]
        if target.hub and target in self._path:
            return target
        while target.skip(self.draft):
            target = self.flow.steps[target.then[ON]]
        return target

    @property
    def can_go_back(self) -> bool:
        return bool(self._path)

    @property
    def before(self) -> FlowStep[D]:
        """Returns the page that `back` would go to."""
        return next(
            (step for step in reversed(self._path) if not step.empty(self.draft)), self.flow.steps[self.flow.home]
        )

    def back(self) -> FlowStep[D]:
        """Goes to the page before; to `home` if there is none."""
        while self._path and self._path[-1].empty(self.draft):
            self._path.pop()
        self.step, self._path = self.before, self._path[:-1]
        if self._returning and self.step is self._returning[-1]:
            self._returning.pop()
        return self.step

    @property
    def whereabouts(self) -> Whereabouts:
        path, returning = (tuple(step.page for step in steps) for steps in (self._path, self._returning))
        return Whereabouts(self.step.page, path, returning)

    def resume(self, left: Whereabouts) -> FlowStep[D]:
        """Goes to where an earlier visit of this draft was left. Pages that this flow does not have are left out."""
        known = self.flow.steps
        self._path = [known[page] for page in left.path if page in known]
        self._returning = [known[page] for page in left.returning if page in known]
        self.step = known.get(left.page, known[self.flow.home])
        return self.step

    def jump(self, page: str) -> FlowStep[D]:
        """Goes to a page directly, without the pages before it; for galleries, training and tests."""
        self._path = [] if page == self.flow.home else [self.flow.steps[self.flow.home]]
        self.step = self.flow.steps[page]
        return self.step
