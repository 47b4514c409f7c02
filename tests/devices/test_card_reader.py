import pytest

from core.person import Person
from devices.card_reader.simulated import SimulatedCardReader
from tests.devices.device_contract import DeviceContract


class TestSimulatedCardReader(DeviceContract):
    @pytest.fixture
    def device(self):
        reader = SimulatedCardReader(pace=0)
        reader.lay(Person(name="赵试"))
        return reader

    def test_reads_the_card_while_it_lies_there(self, device):
        device.open()
        assert [device.read().name, device.read().name] == ["赵试", "赵试"]
        device.lift()
        assert device.read() is None
