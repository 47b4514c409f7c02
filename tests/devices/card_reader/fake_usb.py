"""A USB port with one reader, as pyusb's backends show it; pyusb itself is the real one."""

from collections import deque
from collections.abc import MutableSequence, Sequence
from types import SimpleNamespace

import usb.core
from usb.backend import IBackend

from devices.card_reader.emulator.module import Module
from devices.card_reader.frames import HEAD
from devices.card_reader.usb_link import HEAD_IN, HEAD_OUT, PRODUCT, REST_IN, REST_OUT, VENDOR

BULK = 2
GONE = 19
NUMBERS = "bLength bDescriptorType bInterfaceClass bInterfaceSubClass bInterfaceProtocol iInterface bAlternateSetting"
MORE = "bInterfaceNumber wTotalLength iConfiguration bMaxPower bcdUSB bDeviceClass bDeviceSubClass bDeviceProtocol"
REST = (
    "bMaxPacketSize0 bcdDevice iManufacturer iProduct iSerialNumber port_number speed bInterval bRefresh bSynchAddress"
)


def descriptor(**fields: object) -> SimpleNamespace:
    noughts = dict.fromkeys(f"{NUMBERS} {MORE} {REST}".split(), 0)
    return SimpleNamespace(**(noughts | {"extra_descriptors": [], "port_numbers": (1,)} | fields))


class ToyUsb(IBackend):  # type: ignore[misc]  # pyusb has no types
    """Frames go in and out by two pipes each; with another `vendor` there is only a mouse."""

    def __init__(self, module: Module, vendor: int = VENDOR) -> None:
        self.module, self.vendor, self.plugged = module, vendor, True
        self.pipes: dict[int, deque[int]] = {HEAD_IN: deque(), REST_IN: deque()}

    def plug(self) -> None:
        self.plugged = True
        self.module.restart()

    def unplug(self) -> None:
        self.plugged = False
        for pipe in self.pipes.values():
            pipe.clear()

    def enumerate_devices(self) -> list[str]:
        return ["reader"] if self.plugged else []

    def get_device_descriptor(self, dev: str) -> SimpleNamespace:
        return descriptor(idVendor=self.vendor, idProduct=PRODUCT, bNumConfigurations=1, bus=1, address=1)

    def get_configuration_descriptor(self, dev: str, config: int) -> SimpleNamespace:
        if config:
            raise IndexError
        return descriptor(bNumInterfaces=1, bConfigurationValue=1, bmAttributes=0)

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> SimpleNamespace:
        if intf or alt:
            raise IndexError
        return descriptor(bNumEndpoints=4)

    def get_endpoint_descriptor(self, dev: str, ep: int, intf: int, alt: int, config: int) -> SimpleNamespace:
        address = (HEAD_OUT, REST_OUT, HEAD_IN, REST_IN)[ep]
        return descriptor(bEndpointAddress=address, bmAttributes=BULK, wMaxPacketSize=64)

    def open_device(self, dev: str) -> str:
        return dev

    def close_device(self, dev_handle: str) -> None:
        pass

    def set_configuration(self, dev_handle: str, config_value: int) -> None:
        pass

    def get_configuration(self, dev_handle: str) -> int:
        return 1

    def claim_interface(self, dev_handle: str, intf: int) -> None:
        pass

    def release_interface(self, dev_handle: str, intf: int) -> None:
        pass

    def bulk_write(self, dev_handle: str, ep: int, intf: int, data: Sequence[int], timeout: int) -> int:
        self._there()
        assert ep in (HEAD_OUT, REST_OUT)
        for piece in self.module.hear(bytes(data)):
            self._put(piece.data)
            self.plugged = not piece.last
        return len(data)

    def bulk_read(self, dev_handle: str, ep: int, intf: int, buff: MutableSequence[int], timeout: int) -> int:
        self._there()
        pipe = self.pipes[ep]
        if not pipe:
            raise usb.core.USBTimeoutError("timed out", errno=110)
        size = min(len(buff), len(pipe))
        for place in range(size):
            buff[place] = pipe.popleft()
        return size

    def _put(self, frame: bytes) -> None:
        self.pipes[HEAD_IN].extend(frame[:HEAD])
        self.pipes[REST_IN].extend(frame[HEAD:])

    def _there(self) -> None:
        if not self.plugged:
            raise usb.core.USBError("no such device", errno=GONE)
