"""The emulated security module: bytes in, bytes out, cards laid and lifted, and faults on request."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from devices.card_reader.emulator.cards import ChipText
from devices.card_reader.frames import (
    DONE,
    FIND,
    FOUND,
    HEAD,
    NO_CARD,
    NO_ITEM,
    PREAMBLE,
    READ,
    READ_NEW_ADDRESS,
    RESET,
    SAM_NUMBER,
    SELECT,
    SELECT_FAILED,
    STATUS,
    check,
    framed,
)

READ_FAILED, SELF_TEST_FAILED, WRONG_CHECK, WRONG_LENGTH, WRONG_COMMAND = 0x41, 0x60, 0x10, 0x11, 0x21
NUMBER = bytes.fromhex("0500 0100 FB023301 87D61200 B168DE3A")
"""05.01-20120315-0001234567-0987654321."""
PHOTO = bytes(1024)


class Fault(StrEnum):
    LIFTED = "lifted"  # the card is lifted before the command has finished
    CHECKSUM = "checksum"
    LENGTH = "length"  # the announced length is greater than what is sent
    HALF = "half"  # part of a frame, then nothing
    PIECES = "pieces"
    NOISE = "noise"  # before the preamble, including a false preamble
    LATE = "late"
    SILENCE = "silence"
    UNPLUGGED = "unplugged"  # in the middle of the frame


@dataclass(frozen=True)
class Piece:
    """Bytes sent at once. `pause`: seconds before them. `last`: the cable is pulled afterwards."""

    data: bytes
    pause: float = 0.0
    last: bool = False


class Module:
    def __init__(self) -> None:
        self.healthy = True
        self.heard: list[bytes] = []
        self._card: ChipText | None = None
        self._halted = self._found = self._selected = False
        self._faults: list[tuple[bytes, Fault | int]] = []
        self._waiting = bytearray()

    def lay(self, card: ChipText) -> None:
        self._card = card
        self._halted = self._found = self._selected = False

    def lift(self) -> None:
        self._card = None
        self._halted = self._found = self._selected = False

    def restart(self) -> None:
        """Simulates a power cycle; a card on the reader can be read again."""
        self._waiting.clear()
        self._halted = self._found = self._selected = False

    def misbehave(self, fault: Fault | int, command: bytes = FIND) -> None:
        """Makes the next `command` fail once; a number is the status it answers."""
        self._faults.append((command, fault))

    def hear(self, data: bytes) -> Iterator[Piece]:
        self._waiting += data
        while (at := self._waiting.find(PREAMBLE)) >= 0:
            del self._waiting[:at]
            end = HEAD + int.from_bytes(self._waiting[len(PREAMBLE) : HEAD], "big")
            if len(self._waiting) < max(HEAD, end):
                return
            counted = bytes(self._waiting[len(PREAMBLE) : end])
            del self._waiting[:end]
            yield from self._answer(counted)

    def _answer(self, counted: bytes) -> Iterator[Piece]:
        if check(counted):
            yield Piece(reply(WRONG_CHECK))
            return
        command = counted[2:-1]
        self.heard.append(command)
        fault = next((fault for wanted, fault in self._faults if wanted == command), None)
        if fault is None:
            yield Piece(self._obeyed(command))
            return
        self._faults.remove((command, fault))
        if isinstance(fault, Fault):
            yield from self._failed(fault, command)
        else:
            yield Piece(reply(fault))

    def _failed(self, fault: Fault, command: bytes) -> Iterator[Piece]:
        if fault is Fault.LIFTED:
            self.lift()
        yield from misbehaved(self._obeyed(command), fault)

    def _obeyed(self, command: bytes) -> bytes:
        if not self.healthy:
            return reply(SELF_TEST_FAILED)
        acts = {
            RESET: lambda: reply(DONE),
            STATUS: lambda: reply(DONE),
            SAM_NUMBER: lambda: reply(DONE, NUMBER),
            FIND: self._find,
            SELECT: self._select,
            READ: self._read,
            READ_NEW_ADDRESS: self._new_address,
        }
        return acts[command]() if command in acts else reply(WRONG_COMMAND)

    def _find(self) -> bytes:
        self._found = self._card is not None and not self._halted
        return reply(FOUND, bytes(4)) if self._found else reply(NO_CARD)

    def _select(self) -> bytes:
        self._selected = self._found and self._card is not None
        return reply(DONE, bytes(8)) if self._selected else reply(SELECT_FAILED)

    def _read(self) -> bytes:
        if not self._selected or self._card is None:
            return reply(READ_FAILED)
        self._halted = True
        block = self._card.block
        return reply(DONE, len(block).to_bytes(2, "big") + len(PHOTO).to_bytes(2, "big") + block + PHOTO)

    def _new_address(self) -> bytes:
        if not self._selected or self._card is None:
            return reply(READ_FAILED)
        if not self._card.new_address:
            return reply(NO_ITEM)
        return reply(DONE, self._card.new_address.ljust(35).encode("utf-16-le"))


def reply(status: int, data: bytes = b"") -> bytes:
    return framed(bytes([0, 0, status]) + data)


def misbehaved(frame: bytes, fault: Fault) -> Iterator[Piece]:
    """Yields what is sent instead of this frame."""
    middle = len(frame) // 2
    match fault:
        case Fault.CHECKSUM:
            yield Piece(frame[:-1] + bytes([frame[-1] ^ 0x55]))
        case Fault.LENGTH:
            yield Piece(frame[: len(PREAMBLE)] + (len(frame) + 40).to_bytes(2, "big") + frame[HEAD:])
        case Fault.HALF:
            yield Piece(frame[:middle])
        case Fault.PIECES:
            yield from (Piece(frame[at : at + 7], 0.001) for at in range(0, min(len(frame), 700), 7))
            yield Piece(frame[700:])
        case Fault.NOISE:
            yield Piece(bytes.fromhex("00FF 96 69 AA AA") + PREAMBLE + b"\xff\xff" + frame)
        case Fault.LATE:
            yield Piece(frame, LATE)
        case Fault.SILENCE:
            return
        case Fault.UNPLUGGED:
            yield Piece(frame[:middle], last=True)
        case _:
            yield Piece(frame)


LATE = 0.2
"""Seconds: later than a fast reader, within the host's timeout."""
