"""The index belongs to the answers, is small and quick, and its encoder means what it should."""

import time

import numpy as np

from advice.encoder import Pieces, encoder
from advice.index import index
from advice.wordings import digest


def test_the_index_is_that_of_the_answers() -> None:
    assert index().digest == digest(), "run python -m advice.build"


def test_what_means_the_same_lies_closer_together() -> None:
    asked, same, other = map(encoder().vector, ("老板不给工钱", "单位拖欠我的薪水", "饺子馅怎么调"))
    assert np.isclose(np.linalg.norm(asked), 1, atol=1e-5)
    assert asked @ same > asked @ other + 0.05


def test_of_a_long_text_the_end_is_read() -> None:
    ended = encoder().vector("我说来话长。" * 200 + "低保怎么申请")
    assert np.isclose(np.linalg.norm(ended), 1, atol=1e-5)


def test_pieces_are_the_likeliest_ones() -> None:
    pieces = Pieces(["▁", "低", "保", "低保", "?"], [-1.0, -5.0, -5.0, -6.0, -9.0], unknown=4, least=-20.0)
    assert pieces.cut("低保") == [0, 3]
    assert pieces.cut("低羘") == [0, 1, 4]
    assert pieces.cut("") == [0]


def test_a_question_takes_little_time() -> None:
    """In time of the processor, which another program does not lengthen much. 50 ms are wanted, twice that is a bug."""
    index().search("低保怎么申请")
    began = time.process_time()
    for _ in range(5):
        index().search("我们村的路坏了找谁修")
    assert (time.process_time() - began) / 5 < 0.2
