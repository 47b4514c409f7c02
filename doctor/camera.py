"""The camera: whether a picture comes, and its light; with the test sheet under it focus and skew."""

import math
import time
from contextlib import closing

import numpy as np

from capture.page import FrameQuality, assess_frame
from capture.page.quality import is_dark, small_grey
from capture.page.result import Quad
from capture.qr import read_qr
from core.language import N_, _
from core.problems import CameraMissing, CameraUnset
from devices.ports import Picture
from doctor.finding import Finding, fail, ok, warn
from doctor.machine import Machine
from doctor.sheet import MARK

LOOK_SECONDS = 4.0
WARM_FRAMES = 5
"""Frames dropped at first: cameras find their exposure in them."""
COVERED = 4.0
"""The spread of grey below which nothing is to be seen: a cover before the lens, or darkness."""
SKEW_DEGREES, LEAN = 8.0, 1.15
"""How far the sheet may be turned; how much longer one side may be than the one opposite: the camera leans."""
SHEET = N_("请用 sunlit doctor --test-sheet 打印测试纸，平放在摄像头下，再查一次。")


def camera(machine: Machine) -> list[Finding]:
    """Nothing of a picture is kept."""
    try:
        with closing(machine.parts.camera(machine.settings.devices)) as source:
            source.open()
            until, frames, seen = time.monotonic() + LOOK_SECONDS, 0, None
            while time.monotonic() < until and (picture := source.read()) is not None:
                frames, seen = frames + 1, picture
                if frames > WARM_FRAMES and read_qr(picture) == MARK:
                    return judged(picture, sheet=True)
                if frames > 3 * WARM_FRAMES:
                    break
    except CameraUnset:
        return ok("camera", _("设置里没有装摄像头"))
    except CameraMissing:
        return fail("camera", _("没有找到摄像头，或者没有画面"), _("请插好摄像头；别的程序占着，就先关掉窗口再查。"))
    if seen is None:
        return fail("camera", _("没有找到摄像头，或者没有画面"), _("请插好摄像头；别的程序占着，就先关掉窗口再查。"))
    return judged(seen, sheet=False)


def judged(picture: Picture, *, sheet: bool) -> list[Finding]:
    grey = small_grey(picture)
    if float(np.std(grey)) < COVERED:
        return fail("camera", _("画面一片空白"), _("请取下镜头盖，擦干净镜头，打开灯。"))
    if sheet:
        return _measured(assess_frame(picture))
    if is_dark(grey):
        return warn("camera", _("有画面，可是太暗"), _("请打开摄像头边上的灯，或者挪到亮的地方。"))
    return warn("camera", _("有画面，亮度够；没有看到测试纸，清不清楚、正不正没有量"), _(SHEET))


def _measured(seen: FrameQuality) -> list[Finding]:
    if seen.dark:
        return fail("camera", _("测试纸太暗"), _("请打开摄像头边上的灯，或者挪到亮的地方。"))
    if seen.glare:
        return fail("camera", _("测试纸上反光"), _("请挪开正对着的灯，或者换个角度。"))
    if seen.blur:
        return fail("camera", _("测试纸拍得不清楚"), _("请擦干净镜头，调焦距，把摄像头固定在离桌面合适的高度。"))
    if seen.corners is None:
        return warn("camera", _("看到测试纸，可是四个角没有全照到"), _("请把测试纸整张放进画面，再查一次。"))
    turned, leaning = skew(seen.corners)
    if turned > SKEW_DEGREES or leaning > LEAN:
        return fail(
            "camera",
            _("测试纸歪了{degrees}度，近的一边是远的一边的{times:.2f}倍").format(degrees=round(turned), times=leaning),
            _("请把测试纸摆正；还是歪，就把摄像头调到正对桌面。"),
        )
    return ok("camera", _("测试纸清楚、够亮、是正的"))


def skew(corners: Quad) -> tuple[float, float]:
    """Returns by how many degrees the sheet is turned from the nearest right angle, and the largest ratio of opposite
    sides."""
    points = np.asarray(corners, np.float64)
    sides = np.roll(points, -1, axis=0) - points
    angles = [math.degrees(math.atan2(y, x)) for x, y in sides]
    turned = float(np.mean([abs((angle + 45) % 90 - 45) for angle in angles]))
    lengths = np.linalg.norm(sides, axis=1)
    pairs = ((lengths[0], lengths[2]), (lengths[1], lengths[3]))
    return turned, max(max(pair) / max(1e-9, min(pair)) for pair in pairs)
