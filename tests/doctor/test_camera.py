"""The test sheet as it is printed, laid under a camera well, askew, out of focus, in the dark."""

import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture.qr import read_qr
from core.problems import CameraMissing
from devices.absent import Absent, no_camera
from devices.camera.simulated import SimulatedCamera, empty_desk
from devices.ports import Picture
from doctor import camera
from doctor.finding import State
from doctor.machine import Machine, Parts
from doctor.sheet import MARK, sheet_pdf
from tests.doctor.findings import only


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """The sheet as a picture, as poppler draws it."""
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "sheet.pdf").write_bytes(sheet_pdf())
    command = ["pdftoppm", "-r", "150", "-png", "-singlefile", "sheet.pdf", "sheet"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no pdftoppm on this machine")
    return np.asarray(cv2.imread(str(folder / "sheet.png")), np.uint8)


def laid(sheet: Picture, turned: float = 0.0, lean: float = 0.0) -> Picture:
    """Returns a camera's view of the sheet on a dark desk."""
    desk = cv2.resize(empty_desk(), (1920, 1440))
    height = 1250
    width = round(height * sheet.shape[1] / sheet.shape[0])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64) - [width / 2, height / 2]
    corners[0, 0] += lean * width
    corners[1, 0] -= lean * width
    angle = np.radians(turned)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    target = (corners @ turn * (0.85 if turned else 1) + [960, 720]).astype(np.float32)
    source = np.array([[0, 0], [sheet.shape[1], 0], [sheet.shape[1], sheet.shape[0]], [0, sheet.shape[0]]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    mask = cv2.warpPerspective(np.full(sheet.shape[:2], 255, np.uint8), matrix, (1920, 1440))
    over = cv2.warpPerspective(sheet, matrix, (1920, 1440), flags=cv2.INTER_AREA)
    desk[mask > 127] = over[mask > 127]
    return np.asarray(desk, np.uint8)


def under(picture: Picture | None) -> Machine:
    simulated = SimulatedCamera(pace=0)
    if picture is not None:
        simulated.lay(picture)
    return Machine(Path("/nowhere"), parts=Parts(camera=lambda _devices: simulated))


def test_the_sheet_laid_well_is_ok(printed: Picture) -> None:
    found = only(camera.camera(under(laid(printed))))
    assert (found.state, found.found) == (State.OK, "测试纸清楚、够亮、是正的")


def test_a_sheet_laid_askew_is_named_with_its_degrees(printed: Picture) -> None:
    found = only(camera.camera(under(laid(printed, turned=14))))
    assert (found.state, "歪了14度" in found.found) == (State.FAIL, True), found


def test_a_camera_that_leans_is_named(printed: Picture) -> None:
    found = only(camera.camera(under(laid(printed, lean=0.12))))
    assert (found.state, "倍" in found.found) == (State.FAIL, True), found


def test_a_picture_out_of_focus_is_named(printed: Picture) -> None:
    found = only(camera.camera(under(np.asarray(cv2.GaussianBlur(laid(printed), (0, 0), 4), np.uint8))))
    assert (found.state, "不清楚" in found.found) == (State.FAIL, True), found


def test_a_dark_picture_is_named(printed: Picture) -> None:
    found = only(camera.camera(under(np.asarray(laid(printed) * 0.2, np.uint8))))
    assert (found.state, "太暗" in found.found) == (State.FAIL, True), found


def test_a_covered_lens_is_named() -> None:
    assert only(camera.camera(under(np.full((720, 1280, 3), 7, np.uint8)))).found == "画面一片空白"


def test_without_the_sheet_it_asks_for_it() -> None:
    found = only(camera.camera(under(None)))
    assert (found.state, "--test-sheet" in found.remedy or "太暗" in found.found) == (State.WARN, True)


def test_no_camera_and_none_in_the_settings() -> None:
    missing = Parts(camera=lambda _devices: Absent(CameraMissing))
    assert only(camera.camera(Machine(Path("/nowhere"), parts=missing))).state is State.FAIL
    none = Parts(camera=lambda _devices: no_camera())
    assert only(camera.camera(Machine(Path("/nowhere"), parts=none))).state is State.OK


@given(st.floats(-40, 40))
def test_a_turned_square_is_turned_by_its_angle(angle: float) -> None:
    radians = np.radians(angle)
    turn = np.array([[np.cos(radians), np.sin(radians)], [-np.sin(radians), np.cos(radians)]])
    square = np.array([[0, 0], [100, 0], [100, 100], [0, 100]]) @ turn
    turned, leaning = camera.skew([tuple(each) for each in square])  # type: ignore[arg-type]
    assert turned == pytest.approx(abs(angle), abs=0.01)
    assert leaning == pytest.approx(1, abs=0.001)


def test_the_sheet_is_a_page_of_a4_with_its_mark(printed: Picture) -> None:
    assert printed.shape[:2] == (1754, 1241) or abs(printed.shape[0] - 1754) < 3
    assert read_qr(printed) == MARK
