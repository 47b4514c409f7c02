"""The readings of a device, for the page that asked for it. The device is shut while no page does."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from core.problems import Problem
from devices.keeper import Keeper
from devices.ports import Camera, CardReader
from ui.background.bridge import Bridge


class DeviceStream(QObject):
    """Emits each reading of a camera or card reader; `latest` is the last one."""

    came = Signal(object)
    trouble = Signal(object)
    recovered = Signal()

    def __init__(self, device: Camera | CardReader) -> None:
        super().__init__()
        self._device = device
        self._readings, self._troubles = Bridge(self), Bridge(self)
        self._readings.came.connect(self._show)
        self._troubles.came.connect(self._report)
        self._keeper: Keeper[Any] | None = None
        self._closing: Keeper[Any] | None = None
        self.latest: Any = None

    def open(self) -> None:
        if self._keeper is None:
            self._wait()
            self._keeper = Keeper(self._device, self._readings.put, self._troubles.put)
            self._keeper.start()

    def let_go(self) -> None:
        """Stops emitting; the device is shut a moment later, so that nobody waits for it."""
        if self._keeper:
            self._keeper.let_go()
            self._closing = self._keeper
        self._keeper = None
        self.latest = None

    def shut(self) -> None:
        """Shuts the device before it returns."""
        self.let_go()
        self._wait()

    def _wait(self) -> None:
        if self._closing:
            self._closing.stop()
        self._closing = None

    def _show(self, reading: object) -> None:
        if self._keeper:
            self.latest = reading
            self.came.emit(reading)

    def _report(self, problem: Problem | None) -> None:
        if not self._keeper:
            return
        if problem:
            self.trouble.emit(problem)
        else:
            self.recovered.emit()
