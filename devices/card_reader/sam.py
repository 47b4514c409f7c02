"""A reader with a security module over any link: finds the card, selects it, reads it."""

import time
from typing import Protocol

from core.person import Cardholder
from core.problems import CardUnread, ReaderMissing
from devices.card_reader.frames import (
    DONE,
    FIND,
    FOUND,
    NO_CARD,
    NO_ITEM,
    READ,
    READ_NEW_ADDRESS,
    SAM_NUMBER,
    SELECT,
    STATUS,
    Decoder,
    Reply,
    framed,
)
from devices.card_reader.statuses import problem
from devices.card_reader.text_block import SIZE, cardholder

POLL_SECONDS = 0.35
ANSWER_SECONDS, READ_SECONDS = 0.8, 2.5
"""Finding and selecting take a reader up to 0.3 s, reading up to 1.5 s."""

NOT_ASKED = {0x21, 0x23}
"""Statuses for an unknown command and one that is not permitted."""

TRIES = 2
"""Tries of a command whose reply is damaged."""


class Link(Protocol):
    """Transports bytes. Every method raises DeviceProblems only; ReaderMissing when the reader is gone."""

    def open(self) -> None: ...

    def send(self, frame: bytes) -> None: ...

    def receive(self, seconds: float) -> bytes:
        """Returns the bytes received; empty if none arrived in that time or earlier."""

    def forget(self) -> None:
        """Drops what was received before, so that a late reply is not taken for the next one."""

    def close(self) -> None:
        """Closes the link. May be called twice."""


class SamReader:
    """A card is read once and then stays halted: the module finds it again only after it was lifted and laid again.

    `waiting`: the share of its usual time a reader gets, for tests of timeouts. The photo is dropped, as its encoding
    is not public.
    """

    def __init__(self, link: Link, *, poll: float = POLL_SECONDS, waiting: float = 1.0) -> None:
        self._link, self._poll, self._waiting = link, poll, waiting
        self._decoder = Decoder()
        self._open = False

    def open(self) -> None:
        self._link.open()
        self._open = True
        self._expect(self._ask(STATUS), DONE)

    def close(self) -> None:
        self._open = False
        self._link.close()

    def sam_number(self) -> str:
        """Returns the module's number as on its label, for technicians."""
        return sam_number(self._expect(self._ask(SAM_NUMBER), DONE).data)

    def read(self) -> Cardholder | None:
        if not self._open:
            return None
        time.sleep(self._poll)
        found = self._ask(FIND)
        if found.status == NO_CARD:
            return None
        self._expect(found, FOUND)
        self._expect(self._ask(SELECT), DONE)
        block = text_of(self._expect(self._ask(READ, READ_SECONDS), DONE).data)
        return cardholder(block, self._new_address())

    def _new_address(self) -> bytes | None:
        reply = self._ask(READ_NEW_ADDRESS)
        return reply.data if reply.status == DONE else no_address(reply.status)

    def _expect(self, reply: Reply, status: int) -> Reply:
        if reply.status != status:
            raise problem(reply.status)
        return reply

    def _ask(self, command: bytes, seconds: float = ANSWER_SECONDS) -> Reply:
        for _ in range(TRIES):
            self._link.forget()
            self._decoder.clear()
            self._link.send(framed(command))
            if reply := self._reply(seconds * self._waiting):
                return reply
        raise ReaderMissing("damaged replies")

    def _reply(self, seconds: float) -> Reply | None:
        """Returns a reply; None when it was damaged. Raises ReaderMissing on timeout."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if replies := self._decoder.feed(self._link.receive(left)):
                return replies[0]
            if self._decoder.damaged:
                return None
        raise ReaderMissing("no reply")


def text_of(data: bytes) -> bytes:
    """Returns the text block of a read reply, which holds two lengths, text and photo."""
    if len(data) < 4 + SIZE or int.from_bytes(data[:2], "big") != SIZE:
        raise CardUnread("the reply is too short")
    return data[4 : 4 + SIZE]


def no_address(status: int) -> bytes | None:
    """Returns b"" if the card has no added address or the module no such command; None if there might be one."""
    return b"" if status in {NO_ITEM, *NOT_ASKED} else None


def sam_number(data: bytes) -> str:
    """Returns the number in 16 bytes, little-endian, as 05.01-20120315-0001234567-0987654321."""
    parts = ((0, 2, 2), (2, 4, 2), (4, 8, 8), (8, 12, 10), (12, 16, 10))
    one, two, *rest = (str(int.from_bytes(data[a:b], "little")).zfill(width) for a, b, width in parts)
    return f"{one}.{two}-" + "-".join(rest)
