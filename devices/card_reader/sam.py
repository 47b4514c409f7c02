"""A reader with a security module, spoken to over any link: find the card, select it, read it."""

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
"""Command wrong, not permitted."""

TRIES = 2
"""A command whose reply came damaged is given once more."""


class Link(Protocol):
    """Carries bytes. Everything raises DeviceProblems only; what is gone is ReaderMissing."""

    def open(self) -> None: ...

    def send(self, frame: bytes) -> None: ...

    def receive(self, seconds: float) -> bytes:
        """What has come; empty when nothing did in that time, or in a part of it."""

    def forget(self) -> None:
        """What came before now is not wanted: a late reply must not be taken for the next one."""

    def close(self) -> None:
        """May be called twice."""


class SamReader:
    """A card is read once and then stays halted: the module finds it again only when it was lifted and laid again.

    `waiting`: how much of its usual time a reader gets, for tests of silence. No byte of the photo is kept: its
    encoding is closed.
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
        """For technicians: which module this is, as written on its label."""
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
        """None when it came damaged. Raises ReaderMissing when it did not come in time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if replies := self._decoder.feed(self._link.receive(left)):
                return replies[0]
            if self._decoder.damaged:
                return None
        raise ReaderMissing("no reply")


def text_of(data: bytes) -> bytes:
    """The text block of a read reply: two lengths, text, photo; the rest is let go."""
    if len(data) < 4 + SIZE or int.from_bytes(data[:2], "big") != SIZE:
        raise CardUnread("the reply is too short")
    return data[4 : 4 + SIZE]


def no_address(status: int) -> bytes | None:
    """Most cards have no added address, old modules no such command; None when there might be one."""
    return b"" if status in {NO_ITEM, *NOT_ASKED} else None


def sam_number(data: bytes) -> str:
    """16 bytes, little-endian, as 05.01-20120315-0001234567-0987654321."""
    parts = ((0, 2, 2), (2, 4, 2), (4, 8, 8), (8, 12, 10), (12, 16, 10))
    one, two, *rest = (str(int.from_bytes(data[a:b], "little")).zfill(width) for a, b, width in parts)
    return f"{one}.{two}-" + "-".join(rest)
