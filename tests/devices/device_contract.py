"""The contract of every device that is opened, read and closed; each device's tests inherit it."""

from typing import Protocol

import pytest

from core.problems import DeviceProblem
from devices.ports import Device


class PluggedDevice(Device[object], Protocol):
    def plug(self) -> None: ...

    def unplug(self) -> None: ...


class DeviceContract:
    """A test class gives the fixture `device`: a simulator with something before it, as fast as it can."""

    def test_gives_what_lies_before_it(self, device: PluggedDevice) -> None:
        device.open()
        assert device.read() is not None
        device.close()

    def test_may_be_closed_twice_and_before_it_was_opened(self, device: PluggedDevice) -> None:
        device.close()
        device.open()
        device.close()
        device.close()

    def test_closed_it_comes_to_an_end(self, device: PluggedDevice) -> None:
        device.open()
        device.read()
        device.close()
        while device.read() is not None:
            pass

    def test_can_be_opened_again(self, device: PluggedDevice) -> None:
        for _ in range(2):
            device.open()
            assert device.read() is not None
            device.close()

    def test_unplugged_in_the_middle_it_says_so_until_plugged_in_again(self, device: PluggedDevice) -> None:
        device.open()
        device.read()
        device.unplug()
        with pytest.raises(DeviceProblem):
            device.read()
        device.close()
        with pytest.raises(DeviceProblem):
            device.open()
        device.plug()
        device.open()
        assert device.read() is not None
        device.close()
