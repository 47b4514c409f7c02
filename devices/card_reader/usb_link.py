"""A reader on USB: four bulk pipes, the head of each frame on one pair, the rest on the other."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from core.problems import ReaderMissing, ReaderUninstalled
from devices.card_reader.frames import HEAD, MAX_REPLY_BYTES, PREAMBLE

VENDOR, PRODUCT = 0x0400, 0xC35A
HEAD_OUT, REST_OUT, HEAD_IN, REST_IN = 0x02, 0x06, 0x81, 0x85
PACKET = 64
"""Full speed: a read asks for whole packets, or a longer one would be lost."""
SEND_MS, GLANCE_MS = 1_000, 5
MOST_FORGOTTEN = 64


class UsbLink:
    """`backend`: of pyusb, for tests; None uses libusb."""

    def __init__(self, backend: Any = None) -> None:
        self._backend = backend
        self._device: Any = None
        self._rest = 0  # bytes of the frame still expected

    def open(self) -> None:
        try:
            import usb.core
            import usb.util
        except ImportError as error:
            raise ReaderUninstalled("pyusb is not installed") from error
        try:
            device = usb.core.find(idVendor=VENDOR, idProduct=PRODUCT, backend=self._backend)
            if device is None:
                raise ReaderMissing("no such USB device")
            device.set_configuration()
            usb.util.claim_interface(device, 0)
        except usb.core.NoBackendError as error:
            raise ReaderUninstalled("libusb is not installed") from error
        except usb.core.USBError as error:
            raise ReaderMissing(f"USB error {error.errno}; may this user open it?") from error
        self._device, self._rest = device, 0

    def send(self, frame: bytes) -> None:
        self._try(lambda device: device.write(HEAD_OUT, frame[:HEAD], SEND_MS))
        self._try(lambda device: device.write(REST_OUT, frame[HEAD:], SEND_MS))

    def receive(self, seconds: float) -> bytes:
        milliseconds = max(1, round(seconds * 1000))
        if self._rest:
            data = self._read(REST_IN, self._rest, milliseconds)
            self._rest = max(0, self._rest - len(data))
            return data
        head = self._read(HEAD_IN, HEAD, milliseconds)
        if len(head) == HEAD and head.startswith(PREAMBLE):
            self._rest = min(MAX_REPLY_BYTES, int.from_bytes(head[len(PREAMBLE) :], "big"))
        return head

    def forget(self) -> None:
        self._rest = 0
        for pipe in (HEAD_IN, REST_IN):
            for _ in range(MOST_FORGOTTEN):
                if not self._read(pipe, MAX_REPLY_BYTES, GLANCE_MS):
                    break

    def close(self) -> None:
        device, self._device = self._device, None
        if device:
            import usb.core
            import usb.util

            with suppress(usb.core.USBError):  # when the reader was pulled out
                usb.util.dispose_resources(device)

    def _read(self, pipe: int, size: int, milliseconds: int) -> bytes:
        whole = -(-size // PACKET) * PACKET
        return bytes(self._try(lambda device: device.read(pipe, whole, milliseconds)))

    def _try(self, act: Callable[[Any], Any]) -> Any:
        """Returns what `act` returns, b"" on timeout."""
        import usb.core

        if self._device is None:
            raise ReaderMissing("closed")
        try:
            return act(self._device)
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            raise ReaderMissing(f"USB error {error.errno}") from error
        except ValueError as error:
            raise ReaderMissing("the device lacks a pipe") from error
