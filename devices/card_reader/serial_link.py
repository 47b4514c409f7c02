"""A reader on a serial port, also one over USB."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from core.problems import ReaderMissing, ReaderUninstalled

TICK = 0.05
"""Seconds a read waits for its first byte."""


class SerialLink:
    """`port`: COM3, /dev/ttyUSB0, or any address that pyserial accepts, such as socket://host:4001. 8N1."""

    def __init__(self, port: str, baud: int = 115_200) -> None:
        self._address, self._baud = port, baud
        self._port: Any = None

    def open(self) -> None:
        try:
            import serial
        except ImportError as error:
            raise ReaderUninstalled("pyserial is not installed") from error
        try:
            self._port = serial.serial_for_url(self._address, self._baud, timeout=TICK, write_timeout=1.0)
        except (OSError, ValueError) as error:
            raise ReaderMissing(f"{type(error).__name__} at {self._address}") from error

    def send(self, frame: bytes) -> None:
        self._try(lambda port: port.write(frame))

    def receive(self, seconds: float) -> bytes:
        return bytes(self._try(lambda port: port.read(1) + port.read(port.in_waiting)))

    def forget(self) -> None:
        self._try(lambda port: port.reset_input_buffer())

    def close(self) -> None:
        port, self._port = self._port, None
        if port:
            with suppress(Exception):  # when the port was pulled out
                port.close()

    def _try(self, act: Callable[[Any], Any]) -> Any:
        if self._port is None:
            raise ReaderMissing("closed")
        try:
            return act(self._port)
        except Exception as error:  # pyserial does not translate the system's errors: OSError, TypeError, termios.error
            raise ReaderMissing(type(error).__name__) from error
