"""Frames of the security module ("SAM") in every certified reader: encodes commands, decodes replies.

Host to reader AA AA AA 96 69, length, command, data, check; back the same with three status bytes. The length counts
everything after it; the check is the XOR from the length on. Sources: the published protocol papers of SAM_V readers.
"""

from dataclasses import dataclass, field
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AAAAAA9669")
HEAD = len(PREAMBLE) + 2
MAX_REPLY_BYTES = 2_500
"""Bytes after the length; the longest known reply, with a fingerprint, has 2314."""

RESET = bytes.fromhex("10FF")
STATUS = bytes.fromhex("11FF")
SAM_NUMBER = bytes.fromhex("12FF")
FIND = bytes.fromhex("2001")
SELECT = bytes.fromhex("2002")
READ = bytes.fromhex("3001")
READ_NEW_ADDRESS = bytes.fromhex("3003")

DONE, FOUND, NO_ITEM, NO_CARD, SELECT_FAILED = 0x90, 0x9F, 0x91, 0x80, 0x81


def framed(body: bytes) -> bytes:
    """Returns the whole frame for a command, or for a reply's status and data."""
    counted = (len(body) + 1).to_bytes(2, "big") + body
    return PREAMBLE + counted + bytes([check(counted)])


def check(counted: bytes | bytearray) -> int:
    return reduce(xor, counted, 0)


@dataclass(frozen=True)
class Reply:
    """`status` is the third of the three bytes; `data` holds personal data and is never shown."""

    status: int
    data: bytes = field(repr=False)


class Decoder:
    """Finds replies in a stream that may begin anywhere, contain noise and arrive in any pieces.

    `damaged`: the number of frames with an impossible length or a wrong check since it was last cleared.
    """

    def __init__(self) -> None:
        self.damaged = 0
        self._waiting = bytearray()

    def clear(self) -> None:
        self.damaged = 0
        self._waiting.clear()

    def feed(self, data: bytes) -> list[Reply]:
        self._waiting += data
        replies = []
        while self._at_preamble() and (length := self._length()) is not None:
            if 4 <= length <= MAX_REPLY_BYTES:
                if len(self._waiting) < HEAD + length:
                    break
                if not check(self._waiting[len(PREAMBLE) : HEAD + length]):
                    replies.append(self._taken(HEAD + length))
                    continue
            self.damaged += 1
            del self._waiting[:1]  # the next true preamble may lie inside this frame
        return replies

    def _at_preamble(self) -> bool:
        """Drops bytes up to the next preamble, keeping an end that may be the beginning of one. Returns whether
        there is one."""
        at = self._waiting.find(PREAMBLE)
        del self._waiting[: at if at >= 0 else max(0, len(self._waiting) - len(PREAMBLE) + 1)]
        return at >= 0

    def _length(self) -> int | None:
        if len(self._waiting) < HEAD:
            return None
        return int.from_bytes(self._waiting[len(PREAMBLE) : HEAD], "big")

    def _taken(self, size: int) -> Reply:
        frame = bytes(self._waiting[:size])
        del self._waiting[:size]
        return Reply(frame[HEAD + 2], frame[HEAD + 3 : -1])
