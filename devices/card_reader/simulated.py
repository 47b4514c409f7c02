"""A simulated card reader on which a card can be laid."""

from core.person import Person
from core.problems import ReaderMissing
from devices.simulation import Pluggable, SimulatedTime

POLL_SECONDS = 0.25


class SimulatedCardReader(Pluggable):
    """Looks for a card four times a second, as real readers do."""

    def __init__(self, *, pace: float = 1.0) -> None:
        super().__init__()
        self._pace = SimulatedTime(pace)
        self._card: Person | None = None
        self._open = False

    def lay(self, card: Person) -> None:
        self._card = card

    def lift(self) -> None:
        self._card = None

    def open(self) -> None:
        if self._unplugged.is_set():
            raise ReaderMissing("unplugged")
        self._open = True

    def read(self) -> Person | None:
        if not self._open:
            return None
        self._pace.start()
        if self._pace.wait_for(self._pace.stretched(POLL_SECONDS), self._unplugged):
            raise ReaderMissing("unplugged")
        return self._card

    def close(self) -> None:
        self._open = False
