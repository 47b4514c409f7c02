"""On a slow line attachments go in small pieces, so that a text waits seconds; on a fast one in large ones."""

from hypothesis import given
from hypothesis import strategies as st

from sync.transfer import CHUNK, SMALLEST, ChunkSize

MODEM = 1200.0
"""Bytes a second."""


def walked(seconds_of: float, times: int = 20) -> ChunkSize:
    """Returns the chunk size after this many calls on a line of this speed."""
    stride = ChunkSize(CHUNK)
    for _ in range(times):
        stride.took(stride.size / seconds_of)
    return stride


def test_a_fast_line_is_used_in_full() -> None:
    assert walked(250_000).size == CHUNK


def test_behind_a_modem_nobody_waits_long() -> None:
    assert walked(MODEM).size / MODEM < 7


def test_after_a_cut_it_goes_on_in_smaller_pieces() -> None:
    stride = walked(250_000)
    try:
        with stride.step():
            raise ConnectionError
    except ConnectionError:
        assert stride.size == CHUNK // 2


@given(st.lists(st.floats(0, 1000)))
def test_it_stays_within_its_limits(took: list[float]) -> None:
    stride = ChunkSize(CHUNK)
    for seconds in took:
        stride.took(seconds)
        assert SMALLEST <= stride.size <= CHUNK
