"""The cable of a simulated device: it can be pulled at any moment, from any thread."""

import threading


class Pluggable:
    def __init__(self) -> None:
        self._unplugged = threading.Event()

    def unplug(self) -> None:
        self._unplugged.set()

    def plug(self) -> None:
        self._unplugged.clear()
