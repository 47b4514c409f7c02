from pathlib import Path

import cv2
import numpy as np
import pytest

from core.problems import CameraMissing
from devices.camera.simulated import SimulatedCamera, empty_desk
from devices.ports import Picture
from tests.devices.device_contract import DeviceContract


def sheet(shade: int, width: int = 320, height: int = 200) -> Picture:
    return np.full((height, width, 3), shade, np.uint8)


def frame(camera: SimulatedCamera) -> Picture:
    seen = camera.read()
    assert seen is not None
    return seen


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "一.png", tmp_path / "二.png"]
    for path, shade in zip(paths, (80, 160), strict=True):
        path.write_bytes(cv2.imencode(".png", sheet(shade))[1].tobytes())
    return paths


class TestSimulatedCamera(DeviceContract):
    @pytest.fixture
    def device(self) -> SimulatedCamera:
        camera = SimulatedCamera(pace=0)
        camera.lay(sheet(100))
        return camera

    def test_shows_the_picture_in_its_own_size_but_never_twice_the_same(self, device: SimulatedCamera) -> None:
        device.open()
        first, second = frame(device), frame(device)
        assert first.shape == second.shape == (200, 320, 3)
        assert (first != second).any()
        assert np.abs(first.astype(int) - 100).max() < 5

    def test_an_empty_desk_is_seen_when_nothing_lies_there(self, device: SimulatedCamera) -> None:
        device.clear()
        device.open()
        assert np.abs(frame(device).astype(int) - empty_desk()).max() < 5

    def test_what_is_laid_while_it_looks_is_in_the_next_frame(
        self, device: SimulatedCamera, pictures: list[Path]
    ) -> None:
        device.open()
        device.read()
        device.lay(pictures[1])
        assert frame(device).mean() > 150

    def test_each_opening_lays_the_next_picture(self, pictures: list[Path]) -> None:
        camera = SimulatedCamera(pictures, pace=0)
        seen = []
        for _ in range(3):
            camera.open()
            seen.append(round(frame(camera).mean() / 80))
            camera.close()
        assert seen == [1, 2, 1]

    def test_a_file_that_is_no_picture_is_a_missing_camera(self, tmp_path: Path) -> None:
        (tmp_path / "page.jpg").write_bytes(b"no picture")
        with pytest.raises(CameraMissing):
            SimulatedCamera([tmp_path / "page.jpg"]).open()
        with pytest.raises(CameraMissing):
            SimulatedCamera().lay(tmp_path / "nowhere.jpg")
