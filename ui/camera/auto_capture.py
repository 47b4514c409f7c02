"""Watches the camera for a paper that lies still, advises how to lay it, and takes one picture of each paper."""

from time import monotonic

import numpy as np
from PySide6.QtCore import QObject, Signal

from capture.page import FrameQuality, assess_frame
from capture.page.result import Quad
from core.language import N_, _
from core.problems import Problem
from devices.ports import Picture
from ui.background.tasks import TaskRunner
from ui.camera.device_stream import DeviceStream
from ui.camera.viewfinder import Viewfinder

STILL = 0.012
"""How far corners may move between two looks, as a share of the picture's width."""
LOOKS = 3
EVERY = 0.3
"""Seconds between looks: often enough to follow a hand, seldom enough to leave a core free."""


NOTHING_THERE = N_("请平放在摄像头下面。")
DARK_AND_NOTHING = N_("这里有点暗，请平放在亮的地方。")
UNLAID = (NOTHING_THERE, DARK_AND_NOTHING)
DARK, GLARE, BLUR = N_("太暗了，请挪到亮的地方。"), N_("这里反光，请挪一挪。"), N_("有点糊，请放稳。")


def advice_on_picture(seen: FrameQuality) -> str:
    """Returns what the camera would have advised on a picture that was taken elsewhere; empty when nothing is wrong."""
    faults = ((seen.dark, _(DARK)), (seen.glare, _(GLARE)), (seen.blur, _(BLUR)))
    return next((advice for wrong, advice in faults if wrong), "")


class AutoCapture(QObject):
    """`outlined` carries the quad found (or None) and how steady it is, 0 to 1; `glared` the quads of glare; `advised`
    what to do better, empty when nothing is wrong; `captured` a picture. `small`: a card, which never fills the
    view."""

    outlined = Signal(object, float)
    glared = Signal(object)
    advised = Signal(str)
    captured = Signal(object)

    def __init__(self, parent: QObject, camera: DeviceStream, tasks: TaskRunner, *, small: bool = False) -> None:
        super().__init__(parent)
        self._camera, self._tasks, self._small = camera, tasks, small
        self._busy = False
        self._looked = 0.0
        self._last: Quad | None = None
        self._shot: Quad | None = None
        self._still = 0
        self.armed = True
        camera.came.connect(self._consider)

    def show_in(self, view: Viewfinder) -> None:
        """Shows the camera's picture and what was found in it in `view`."""
        self._camera.came.connect(view.show_picture)
        self.outlined.connect(view.outline)
        self.glared.connect(view.mark)
        self.captured.connect(view.flash)

    def capture(self) -> None:
        """Takes a picture now, whatever lies there: for the button."""
        if self._camera.latest is not None:
            self._release(self._camera.latest, self._last)

    def again(self) -> None:
        """Takes another picture of what lies there."""
        self._shot, self._still = None, 0

    def _consider(self, frame: Picture) -> None:
        if self._busy or monotonic() - self._looked < EVERY:
            return
        self._busy, self._looked = True, monotonic()
        self._tasks.run(
            lambda: (frame, assess_frame(frame)),
            owner=self,
            done=self._judge,
            failed=self._cannot,
        )

    def _cannot(self, _problem: Problem) -> None:
        self._busy = False

    def _judge(self, looked: tuple[Picture, FrameQuality]) -> None:
        self._busy = False
        frame, seen = looked
        quad, advice = seen.corners, self._advice(seen)
        self._still = self._still + 1 if self._near(quad, self._last, frame) else 0
        self._last = quad
        if not self._near(quad, self._shot, frame):
            self._shot = None
        self.outlined.emit(quad, min(1.0, self._still / LOOKS))
        self.glared.emit(seen.spots)
        self.advised.emit(advice)
        if self.armed and quad and not advice and self._shot is None and self._still >= LOOKS:
            self._release(frame, quad)

    def _advice(self, seen: FrameQuality) -> str:
        faults = (
            (seen.corners is None and seen.dark, _(DARK_AND_NOTHING)),
            (seen.dark, _(DARK)),
            (seen.corners is None, _(NOTHING_THERE)),
            (seen.glare, _(GLARE)),
            (seen.far and not self._small, _("离得远了，请靠近一点。")),
            (seen.blur, _(BLUR)),
        )
        return next((advice for wrong, advice in faults if wrong), "")

    def _release(self, frame: Picture, quad: Quad | None) -> None:
        self._shot, self._still = quad, 0
        self.captured.emit(frame)

    @staticmethod
    def _near(one: Quad | None, other: Quad | None, frame: Picture) -> bool:
        if one is None or other is None:
            return False
        return bool(np.abs(np.subtract(one, other)).max() < STILL * frame.shape[1])
