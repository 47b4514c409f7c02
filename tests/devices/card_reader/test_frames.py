"""The frames of the protocol's documents, and any other bytes on a line."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card_reader import frames
from devices.card_reader.frames import HEAD, MAX_REPLY_BYTES, PREAMBLE, Decoder, Reply, framed

NEAR = st.sampled_from([b"\xaa", b"\xaa\xaa\xaa\x96", PREAMBLE, PREAMBLE + b"\x00\x04", PREAMBLE + b"\xff\xff"])
NOISE = st.lists(st.one_of(st.binary(max_size=40), NEAR), max_size=12).map(b"".join)
REPLIES = st.lists(st.binary(min_size=3, max_size=60), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("command", "frame"),
    [
        (frames.RESET, "AAAAAA9669 0003 10FF EC"),
        (frames.STATUS, "AAAAAA9669 0003 11FF ED"),
        (frames.SAM_NUMBER, "AAAAAA9669 0003 12FF EE"),
        (frames.FIND, "AAAAAA9669 0003 2001 22"),
        (frames.SELECT, "AAAAAA9669 0003 2002 21"),
        (frames.READ, "AAAAAA9669 0003 3001 32"),
        (frames.READ_NEW_ADDRESS, "AAAAAA9669 0003 3003 30"),
    ],
)
def test_commands_are_the_published_bytes(command: bytes, frame: str) -> None:
    assert framed(command) == bytes.fromhex(frame)


@pytest.mark.parametrize(
    ("frame", "reply"),
    [
        ("AAAAAA9669 0004 000090 94", Reply(0x90, b"")),
        ("AAAAAA9669 0008 00009F 00000000 97", Reply(0x9F, bytes(4))),
        ("AAAAAA9669 000C 000090 0000000000000000 9C", Reply(0x90, bytes(8))),
        ("AAAAAA9669 0004 000080 84", Reply(0x80, b"")),
        ("AAAAAA9669 0004 000032 36", Reply(0x32, b"")),
    ],
)
def test_replies_are_the_published_bytes(frame: str, reply: Reply) -> None:
    assert Decoder().feed(bytes.fromhex(frame)) == [reply]


@given(bodies=REPLIES, cuts=st.lists(st.integers(1, 30), max_size=20))
def test_replies_are_found_however_they_are_cut(bodies: list[bytes], cuts: list[int]) -> None:
    stream, decoder, found = b"".join(map(framed, bodies)), Decoder(), []
    for cut in [*cuts, len(stream)]:
        found += decoder.feed(stream[:cut])
        stream = stream[cut:]
    found += decoder.feed(stream)
    assert [(reply.status, reply.data) for reply in found] == [(body[2], body[3:]) for body in bodies]
    assert decoder.damaged == 0


@given(
    noise=st.binary(max_size=200).filter(lambda noise: PREAMBLE not in noise + PREAMBLE[:4]), body=st.binary(min_size=3)
)
def test_a_reply_is_found_behind_noise(noise: bytes, body: bytes) -> None:
    assert Decoder().feed(noise + framed(body))[-1] == Reply(body[2], body[3:])


@given(body=st.binary(min_size=3, max_size=100), place=st.integers(0), bit=st.integers(0, 7))
def test_one_flipped_bit_is_never_a_reply(body: bytes, place: int, bit: int) -> None:
    frame = bytearray(framed(body))
    place = len(PREAMBLE) + 2 + place % (len(frame) - HEAD)
    frame[place] ^= 1 << bit
    decoder = Decoder()
    assert not [reply for reply in decoder.feed(bytes(frame)) if reply == Reply(body[2], body[3:])]
    assert decoder.damaged


@given(st.lists(NOISE, max_size=30))
def test_anything_may_come_and_nothing_piles_up(chunks: list[bytes]) -> None:
    decoder = Decoder()
    for chunk in chunks * 20:
        assert all(0 <= reply.status <= 255 for reply in decoder.feed(chunk))
        assert sys.getsizeof(decoder._waiting) <= 4 * (HEAD + MAX_REPLY_BYTES)


def test_a_preamble_without_end_holds_a_reply_back_for_a_bounded_time() -> None:
    decoder = Decoder()
    decoder.feed(PREAMBLE + MAX_REPLY_BYTES.to_bytes(2, "big"))
    good = framed(b"\x00\x00\x90")
    assert [reply for _ in range(MAX_REPLY_BYTES // len(good) + 1) for reply in decoder.feed(good)]


def test_replies_show_nobody_what_is_in_them() -> None:
    assert "data" not in repr(Reply(0x90, "王小满".encode("utf-16-le")))
