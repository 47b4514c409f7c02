"""Whether somebody spoke is decided by several signs, never by one."""

from typing import Any

import numpy as np
import pytest

from capture.speech.whisper.model import Reading
from capture.speech.whisper.segmentation import FRAMES_PER_SECOND, Segment
from capture.speech.whisper.speech_presence import somebody_spoke

NO_ENCODER_OUTPUT: Any = None


def segment(voiced: float, length: float = 3.0) -> Segment:
    """Returns a segment of this length with so many seconds of voice."""
    frames, spoken = round(length * FRAMES_PER_SECOND), round(voiced * FRAMES_PER_SECOND)
    voice = (0.95,) * spoken + (0.02,) * (frames - spoken)
    return Segment(np.zeros(frames * 512, np.float32), 0, voice=voice)


@pytest.mark.parametrize(
    ("text", "confidence", "voiced", "spoke"),
    [
        ("水管漏水。", 0.3, 2.0, True),
        ("水管漏水。", 0.3, 0.3, False),
        ("水管漏水。", 0.5, 0.3, True),
        ("嗯，啊。", 0.3, 2.0, False),
        ("OXP", 0.3, 1.2, True),
        ("OXP", 0.3, 0.4, False),
        ("好好好好好好好好好好", 0.3, 2.0, False),
    ],
)
def test_what_is_weak_in_one_must_be_strong_in_another(
    text: str, confidence: float, voiced: float, spoke: bool
) -> None:
    assert somebody_spoke(Reading(text, confidence, 0.1, NO_ENCODER_OUTPUT), segment(voiced)) is spoke


@pytest.mark.parametrize("word", ["打赏", "订阅", "点赞", "字幕", "明镜"])
def test_words_of_closing_titles_are_believed_where_the_sound_bears_them_out(word: str) -> None:
    text = f"我儿子的手机上{word}扣了三万块钱。"
    assert somebody_spoke(Reading(text, 0.67, 0.12, NO_ENCODER_OUTPUT), segment(4.0, 6.0))
    assert not somebody_spoke(Reading(text, 0.67, 0.12, NO_ENCODER_OUTPUT), segment(0.6, 6.0))
    assert not somebody_spoke(Reading(text, 0.3, 0.12, NO_ENCODER_OUTPUT), segment(4.0, 6.0))
    assert not somebody_spoke(Reading(text, 0.67, 0.5, NO_ENCODER_OUTPUT), segment(4.0, 6.0))
