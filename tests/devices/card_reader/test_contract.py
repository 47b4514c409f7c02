"""Every reader is held to the same contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.person import Person
from core.problems import ReaderMissing, ReaderUninstalled
from devices.card_reader.emulator.module import Module
from devices.card_reader.sam import SamReader
from devices.card_reader.sdtapi import SdtapiReader
from devices.card_reader.serial_link import SerialLink
from devices.card_reader.simulated import SimulatedCardReader
from devices.card_reader.usb_link import UsbLink
from tests.devices.card_reader.fake_sdtapi import COMPILER, ToySdtapi
from tests.devices.card_reader.fake_usb import ToyUsb
from tests.devices.card_reader.reader_contract import ReaderContract
from tests.devices.card_reader.reader_fixtures import PATIENT, Bench, NetworkPort, Port, Served, Wire, emulated_port
from tests.devices.device_contract import DeviceContract


class TestSimulatedCardReader(DeviceContract):
    @pytest.fixture
    def device(self) -> SimulatedCardReader:
        reader = SimulatedCardReader(pace=0)
        reader.lay(Person(name="赵试"))
        return reader

    def test_reads_the_card_while_it_lies_there(self, device: SimulatedCardReader) -> None:
        device.open()
        found = [device.read(), device.read()]
        assert [each and each.name for each in found] == ["赵试", "赵试"]
        device.lift()
        assert device.read() is None


class TestModule(ReaderContract):
    @pytest.fixture
    def device(self) -> Bench[Module]:
        wire = Wire(Module())
        return Bench(SamReader(wire, poll=0), wire.module, wire)


class TestSerial(ReaderContract):
    @pytest.fixture
    def port(self, tmp_path: Path) -> Port:
        return emulated_port(tmp_path / "reader")

    @pytest.fixture
    def device(self, port: Port) -> Iterator[Bench[Module]]:
        with Served(port) as served:
            reader = SamReader(SerialLink(str(port.path)), poll=0, waiting=PATIENT)
            bench = Bench(reader, port.module, served)
            yield bench
            bench.close()


# pyserial does not close a socket whose other end has gone before it
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
class TestSerialServer(TestSerial):
    @pytest.fixture
    def port(self) -> Port:
        return NetworkPort(Module())


class TestUsb(ReaderContract):
    @pytest.fixture
    def device(self) -> Bench[Module]:
        usb = ToyUsb(Module())
        return Bench(SamReader(UsbLink(usb), poll=0), usb.module, usb)

    def test_another_device_is_no_reader(self) -> None:
        with pytest.raises(ReaderMissing):
            UsbLink(ToyUsb(Module(), vendor=0x046D)).open()


@pytest.mark.skipif(COMPILER is None, reason="no C compiler to make a vendor's library with")
class TestSdtapi(ReaderContract):
    @pytest.fixture
    def device(self, tmp_path: Path) -> Bench[ToySdtapi]:
        toy = ToySdtapi(tmp_path)
        return Bench(SdtapiReader(toy.library, poll=0), toy, toy)


@pytest.mark.parametrize("name", [None, "nowhere.so", "words.so"])
def test_a_library_that_is_not_there_or_is_none_is_said(tmp_path: Path, name: str | None) -> None:
    (tmp_path / "words.so").write_text("no library")
    reader = SdtapiReader(tmp_path / name if name else None)
    for _ in range(2):
        with pytest.raises(ReaderUninstalled):
            reader.open()
        reader.close()
    assert reader.read() is None


def test_a_serial_port_that_is_not_there_is_said(tmp_path: Path) -> None:
    reader = SamReader(SerialLink(str(tmp_path / "nowhere")))
    with pytest.raises(ReaderMissing):
        reader.open()
    reader.close()
    assert reader.read() is None
