"""The meaning of a reader's status byte, for technicians and as a problem. The vendors' library
returns the same values."""

from core.problems import CardUnknown, CardUnread, DeviceProblem, ReaderFaulty, ReaderMissing

MEANINGS = {
    0x01: "port not open",
    0x02: "no reply in time",
    0x03: "transmission error",
    0x05: "the module's serial port is unavailable",
    0x09: "a file cannot be opened",
    0x10: "command arrived with a wrong checksum",
    0x11: "command arrived with a wrong length",
    0x21: "command wrong",
    0x23: "not permitted",
    0x24: "unknown error",
    0x31: "the card rejected the reader",
    0x32: "the reader rejected the card",
    0x33: "information check failed",
    0x37: "fingerprint check failed",
    0x3F: "wrong length of information",
    0x40: "unknown kind of card",
    0x41: "reading failed",
    0x47: "no random number",
    0x60: "self-test failed",
    0x66: "not authorised",
    0x80: "no card",
    0x81: "select failed",
}
NO_READER = {0x01, 0x02, 0x03, 0x05, 0x09}
NOT_THIS_CARD = {0x31, 0x32, 0x33, 0x40}
OUT_OF_ORDER = {0x23, 0x47, 0x60, 0x66}


def problem(status: int) -> DeviceProblem:
    """Returns the problem for a status that is no success."""
    detail = f"status {status:02X}: {MEANINGS.get(status, 'unheard of')}"
    if status in NO_READER:
        return ReaderMissing(detail)
    if status in NOT_THIS_CARD:
        return CardUnknown(detail)
    return ReaderFaulty(detail) if status in OUT_OF_ORDER else CardUnread(detail)
