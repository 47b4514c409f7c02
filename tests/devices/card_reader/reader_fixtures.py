"""A reader under test: a driver, the emulated module behind it, a card that is laid again at each opening."""

import os
import select
import socket
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, Self, TypeVar

import pytest

from core.person import Cardholder
from core.problems import ReaderMissing
from devices.card_reader.emulator.cards import ChipText, resident
from devices.card_reader.emulator.module import Module, Piece
from devices.card_reader.emulator.terminal import EmulatedPort
from devices.ports import Device

PATIENT = 10.0
"""Times what a reader usually gets: the machine that runs the tests may be busy."""


def skip_without_pseudo_terminals() -> None:
    """Skips the test where no pseudo-terminals exist: some containers mount no /dev/pts."""
    try:
        for end in os.openpty():
            os.close(end)
    except OSError as trouble:
        pytest.skip(f"no pseudo-terminals on this machine: {trouble}")


def emulated_port(path: Path) -> EmulatedPort:
    skip_without_pseudo_terminals()
    return EmulatedPort(Module(), path)


class Driver(Device[Cardholder], Protocol):
    def sam_number(self) -> str: ...


class Emulated(Protocol):
    """What lies behind a driver."""

    def lay(self, card: ChipText, /) -> None: ...

    def lift(self) -> None: ...

    def misbehave(self, fault: int, command: bytes, /) -> None: ...


M = TypeVar("M", bound=Emulated)


class Cable(Protocol):
    def plug(self) -> None: ...

    def unplug(self) -> None: ...


class Bench(Generic[M]):
    """The device under the contract. A chip that was read is silent until the card is lifted and laid again."""

    def __init__(self, driver: Driver, module: M, cable: Cable) -> None:
        self.driver, self.module, self.unplug, self.plug = driver, module, cable.unplug, cable.plug
        self.card: ChipText | None = resident()
        self.read, self.close = driver.read, driver.close

    def open(self) -> None:
        if self.card:
            self.lay(self.card)
        self.driver.open()

    def found(self) -> Cardholder:
        """Reads the card that must be there."""
        found = self.read()
        assert found
        return found

    def lay(self, card: ChipText) -> None:
        self.card = card
        self.module.lay(card)

    def lift(self) -> None:
        self.card = None
        self.module.lift()


class Wire:
    """An in-memory link on which the module answers at once. `noise` replaces what it says."""

    def __init__(self, module: Module) -> None:
        self.module, self.plugged = module, True
        self.noise: Callable[[bytes], bytes] = lambda data: data
        self._coming: deque[Piece] = deque()

    def plug(self) -> None:
        self.plugged = True
        self.module.restart()

    def unplug(self) -> None:
        self.plugged = False

    def open(self) -> None:
        self._coming.clear()
        self._there()

    def send(self, frame: bytes) -> None:
        self._there()
        self._coming.extend(self.module.hear(frame))

    def receive(self, seconds: float) -> bytes:
        self._there()
        if not self._coming:
            return b""
        piece = self._coming.popleft()
        self.plugged = not piece.last
        return self.noise(piece.data)

    def forget(self) -> None:
        self._coming.clear()

    def close(self) -> None:
        pass

    def _there(self) -> None:
        if not self.plugged:
            raise ReaderMissing("unplugged")


class NetworkPort:
    """The module behind a serial server, pyserial's socket://host:port."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._open: list[socket.socket] = [socket.create_server(("127.0.0.1", 0))]
        self.path = f"socket://127.0.0.1:{self._open[0].getsockname()[1]}"

    def plug(self) -> None:
        if not self._open:
            self._open = [socket.create_server(("127.0.0.1", int(self.path.rpartition(":")[2])))]
        self.module.restart()

    def unplug(self) -> None:
        for each in self._open:
            each.close()
        self._open = []

    def serve(self, seconds: float) -> None:
        for ready in select.select(self._open, [], [], seconds)[0]:
            if ready is self._open[0]:
                self._open.append(ready.accept()[0])
                continue
            for piece in self.module.hear(ready.recv(4096)):
                ready.sendall(piece.data)


class Port(Cable, Protocol):
    @property
    def path(self) -> Path | str: ...

    @property
    def module(self) -> Module: ...

    def serve(self, seconds: float, /) -> None: ...


class Served:
    """A port that answers in its own thread while the test goes on."""

    def __init__(self, port: Port) -> None:
        self.port = port
        self._wishes: deque[tuple[Callable[[], None], threading.Event]] = deque()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self.port.plug()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self.port.unplug()

    def plug(self) -> None:
        self._wish(self.port.plug)

    def unplug(self) -> None:
        self._wish(self.port.unplug)

    def _wish(self, act: Callable[[], None]) -> None:
        done = threading.Event()
        self._wishes.append((act, done))
        assert done.wait(120)

    def _serve(self) -> None:
        while not self._over.is_set():
            while self._wishes:
                act, done = self._wishes.popleft()
                act()
                done.set()
            self.port.serve(0.005)
