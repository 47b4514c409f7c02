"""日清, the report at the end of a day: what was filed until then and is not registered, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.days import day
from core.outbox_state import OutboxState
from sync.item import Item


@dataclass(frozen=True)
class Closing:
    """`open` has the items of earlier days as well."""

    day: date
    filed: int
    registered: int
    open: tuple[Item, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "day": self.day.isoformat(),
            "filed": self.filed,
            "registered": self.registered,
            "open": [item.as_json() for item in self.open],
        }

    def as_text(self) -> str:
        head = f"{day(self.day)} 日清: 当日收件 {self.filed} 件, 平台已登记 {self.registered} 件"
        return "\n".join([head, *(f"{each.local_number}\t{each.state.label}\t{each.reason}" for each in self.open)])


def closing(items: Iterable[Item], day: date, today: date) -> Closing:
    """An item dated after today was filed while the clock was ahead, on an unknown day: it counts as open."""
    everything = list(items)
    filed = [item for item in everything if _day_of(item) == day]
    return Closing(
        day=day,
        filed=len(filed),
        registered=sum(item.state is OutboxState.REGISTERED for item in filed),
        open=tuple(item for item in everything if not item.settled and not day < _day_of(item) <= today),
    )


def _day_of(item: Item) -> date:
    """In the time of the place where it was filed."""
    return item.created.date()
