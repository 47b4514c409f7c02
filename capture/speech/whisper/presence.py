"""Whether somebody spoke at all. Whisper writes something down whatever it is given; no single sign tells.

Measured, weakest speech against strongest noise: confidence .46 against .19, voice .6 of the time against .28, for
0.7 s against 0.26 s. What is weak in one must be strong in another.
"""

import re

from capture.speech.whisper.cutting import SECOND, SPEAKS, Stretch
from capture.speech.whisper.model import Reading
from capture.speech.whisper.reader import is_nothing

SURE = 0.4
"""A confidence that stands for itself."""
BRIEF = 0.5
"""Seconds of voice. Footsteps and a cleared throat have less; so has a yes."""
SPARSE = 0.3
"""Mean of what the voice detector says of all frames. In words with their breaths it is twice that."""
NOBODY, LONG = 0.5, 3.0
"""What the model says itself counts where there are fewer seconds of voice."""
UTTERED = re.compile(r"[\W啊阿哦喔噢嗯恩呃额唔呵哈嘿咳唉哎呀嗨]*")
"""Sounds, no words."""
FOREIGN, SOME = re.compile(r"[^\u3400-\u9fff0-9]*"), 1.0
"""Letters alone, and the seconds of voice it takes to spell a few."""


def somebody_spoke(reading: Reading, stretch: Stretch) -> bool:
    if is_nothing(reading):
        return False
    voiced = sum(likely >= SPEAKS for likely in stretch.voice) / SECOND
    weak = (
        voiced < BRIEF,
        sum(stretch.voice) < SPARSE * len(stretch.voice),
        reading.nobody > NOBODY and voiced < LONG,
        UTTERED.fullmatch(reading.text) is not None,
        voiced < SOME and FOREIGN.fullmatch(reading.text) is not None,
        _stuck(reading.text),
    )
    return reading.confidence >= SURE or not any(weak)


def _stuck(text: str) -> bool:
    """A few characters over and over."""
    words = re.sub(r"\W", "", text)
    return len(words) >= 8 and len(set(words)) <= len(words) / 4
