import cv2
import numpy as np
import pytest

from core.problems import CameraMissing
from devices.camera.simulated import SimulatedCamera, empty_desk
from tests.devices.device_contract import DeviceContract


def sheet(shade, width=320, height=200):
    return np.full((height, width, 3), shade, np.uint8)


@pytest.fixture
def pictures(tmp_path):
    paths = [tmp_path / "一.png", tmp_path / "二.png"]
    for path, shade in zip(paths, (80, 160), strict=True):
        path.write_bytes(cv2.imencode(".png", sheet(shade))[1].tobytes())
    return paths


class TestSimulatedCamera(DeviceContract):
    @pytest.fixture
    def device(self):
        camera = SimulatedCamera(pace=0)
        camera.lay(sheet(100))
        return camera

    def test_shows_the_picture_in_its_own_size_but_never_twice_the_same(self, device):
        device.open()
        first, second = device.read(), device.read()
        assert first.shape == second.shape == (200, 320, 3)
        assert (first != second).any()
        assert np.abs(first.astype(int) - 100).max() < 5

    def test_an_empty_desk_is_seen_when_nothing_lies_there(self, device):
        device.clear()
        device.open()
        assert np.abs(device.read().astype(int) - empty_desk()).max() < 5

    def test_what_is_laid_while_it_looks_is_in_the_next_frame(self, device, pictures):
        device.open()
        device.read()
        device.lay(pictures[1])
        assert device.read().mean() > 150

    def test_each_opening_lays_the_next_picture(self, pictures):
        camera = SimulatedCamera(pictures, pace=0)
        seen = []
        for _ in range(3):
            camera.open()
            seen.append(round(camera.read().mean() / 80))
            camera.close()
        assert seen == [1, 2, 1]

    def test_a_file_that_is_no_picture_is_a_missing_camera(self, tmp_path):
        (tmp_path / "page.jpg").write_bytes(b"no picture")
        with pytest.raises(CameraMissing):
            SimulatedCamera([tmp_path / "page.jpg"]).open()
        with pytest.raises(CameraMissing):
            SimulatedCamera().lay(tmp_path / "nowhere.jpg")
