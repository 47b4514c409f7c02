"""The network of a practice: the platform on this machine, which can be cut off and reached again."""

from dataclasses import dataclass
from threading import Lock

from sync.engine import Engine
from training.local_gateway import LocalGateway


@dataclass
class Network:
    """`gateway`: None where another window runs the platform; then nothing can be cut off here."""

    gateway: LocalGateway | None
    engine: Engine

    def __post_init__(self) -> None:
        self.is_cut = False
        self._turn = Lock()

    @property
    def can_be_cut(self) -> bool:
        return self.gateway is not None

    def cut(self) -> None:
        with self._turn:
            if self.gateway and not self.is_cut:
                self.gateway.stop()
                self.is_cut = True

    def join(self) -> None:
        """Lets the platform be reached again, and has the engine try at once. Some seconds."""
        with self._turn:
            if self.gateway and self.is_cut:
                self.gateway.start()
                self.is_cut = False
                self.engine.retry_now()
