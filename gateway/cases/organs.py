"""The tree of organs as the rules of cases ask about it (`core.cases.turn.Organs`)."""

from collections.abc import Sequence

from gateway.staff.organs import OrganTree


class CaseOrgans:
    def __init__(self, tree: OrganTree) -> None:
        self.tree = tree

    def known(self, organ: str) -> bool:
        return organ in self.tree and self.tree[organ].active

    def kind(self, organ: str) -> str:
        return self.tree[organ].kind.value

    def above(self, organ: str) -> Sequence[str]:
        return [each.id for each in self.tree.ancestors(organ)] if organ in self.tree else ()

    def current(self, organ: str) -> str:
        return self.tree.current(organ).id if organ in self.tree else organ

    def superior(self, organ: str) -> str | None:
        above = self.tree.superior(organ) if organ in self.tree else None
        return above.id if above else None

    def common_superior(self, organs: Sequence[str]) -> str | None:
        first, *others = ([each.id for each in self.tree.ancestors(organ)] for organ in organs)
        return next((organ for organ in first if all(organ in above for above in others)), None)
