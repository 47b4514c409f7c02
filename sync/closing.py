"""日清, the end-of-day list: what was filed until then and is not registered, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.outbox_state import OutboxState
from sync.item import Item


@dataclass(frozen=True)
class Closing:
    """The list of one day. `open` includes earlier days."""

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


def closing(items: Iterable[Item], day: date, today: date) -> Closing:
    """Returns the list. An item dated after `today` was filed while the clock was ahead; it counts as open."""
    everything = list(items)
    filed = [item for item in everything if _day_of(item) == day]
    return Closing(
        day=day,
        filed=len(filed),
        registered=sum(item.state is OutboxState.REGISTERED for item in filed),
        open=tuple(item for item in everything if not item.settled and not day < _day_of(item) <= today),
    )


def _day_of(item: Item) -> date:
    """Returns the day in the time zone of the place where it was filed."""
    return item.created.date()
