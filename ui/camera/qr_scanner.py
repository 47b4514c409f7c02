"""Looks for a QR code in the camera's picture, a few times a second and in the background."""

from time import monotonic

from PySide6.QtCore import QObject, Signal

from capture.qr import read_qr
from core.problems import Problem
from devices.ports import Picture
from ui.background.tasks import TaskRunner
from ui.camera.device_stream import DeviceStream
from ui.camera.viewfinder import Viewfinder

EVERY = 0.4
"""Seconds between looks."""


class QrScanner(QObject):
    """`looked` carries after each look the text of the code, empty without one; an unreadable picture is skipped. It
    looks while it is `active`."""

    looked = Signal(str)

    def __init__(self, parent: QObject, camera: DeviceStream, tasks: TaskRunner) -> None:
        super().__init__(parent)
        self._camera, self._tasks = camera, tasks
        self.active = False
        self._busy, self._last = False, 0.0
        camera.came.connect(self._consider)

    def show_in(self, view: Viewfinder) -> None:
        """Shows the camera's picture in `view`."""
        self._camera.came.connect(view.show_picture)

    def _consider(self, frame: Picture) -> None:
        if self._busy or not self.active or monotonic() - self._last < EVERY:
            return
        self._busy, self._last = True, monotonic()
        self._tasks.run(lambda: read_qr(frame), owner=self, done=self._tell, failed=self._cannot)

    def _cannot(self, _problem: Problem) -> None:
        self._busy = False

    def _tell(self, text: str) -> None:
        self._busy = False
        self.looked.emit(text)
