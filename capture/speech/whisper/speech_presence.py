"""Filters hallucinations, since Whisper writes text for any sound.

Measured, weakest speech against strongest noise: confidence .46 against .19, voice .6 of the time against .28, for 0.7
s against 0.26 s. What is weak in one must be strong in another. The text itself proves little: a complaint about a
subscription has the same words as a film's closing titles, so these only require more sound (decision 0048).
"""

import re

from capture.speech.text_normalisation import is_credit
from capture.speech.whisper.model import Reading
from capture.speech.whisper.reader import is_nothing
from capture.speech.whisper.segmentation import Segment
from core.han import HAN_RANGES

SURE_CONFIDENCE = 0.4
"""A reading of at least this confidence is speech, without further signs."""
BRIEF = 0.5
"""Seconds of voice. Footsteps and a cleared throat have less; so has a yes."""
SPARSE = 0.3
"""Mean of what the voice detector says of all frames. In words with their breaths it is twice that."""
NO_SPEECH, LONG = 0.5, 3.0
"""What the model says itself counts where there are fewer seconds of voice."""
UTTERED = re.compile(r"[\W啊阿哦喔噢嗯恩呃额唔呵哈嘿咳唉哎呀嗨]*")
"""Interjections alone, without a word."""
FOREIGN, SOME = re.compile(rf"[^{HAN_RANGES}0-9]*"), 1.0
"""Letters alone, and the seconds of voice it takes to spell a few."""
CREDIT_SURE, CREDIT_NO_SPEECH, FASTEST = 0.4, 0.3, 9.0
"""Closing titles are believed from this confidence on, where the model heard somebody, and where there is enough voice:
so many characters a second nobody speaks. Read in noise they had .23, .59 and no voice; said by people .67, .12 and 4.
"""


def somebody_spoke(reading: Reading, segment: Segment) -> bool:
    if is_nothing(reading):
        return False
    voiced = segment.voiced
    if is_credit(reading.text) and _learned_from_films(reading, voiced):
        return False
    weak = (
        voiced < BRIEF,
        sum(segment.voice) < SPARSE * len(segment.voice),
        reading.no_speech_prob > NO_SPEECH and voiced < LONG,
        UTTERED.fullmatch(reading.text) is not None,
        voiced < SOME and FOREIGN.fullmatch(reading.text) is not None,
        _stuck(reading.text),
    )
    return reading.confidence >= SURE_CONFIDENCE or not any(weak)


def _learned_from_films(reading: Reading, voiced: float) -> bool:
    spoken = sum(char.isalnum() for char in reading.text)
    return reading.confidence < CREDIT_SURE or reading.no_speech_prob > CREDIT_NO_SPEECH or spoken > FASTEST * voiced


def _stuck(text: str) -> bool:
    """True for a few characters repeated over and over."""
    words = re.sub(r"\W", "", text)
    return len(words) >= 8 and len(set(words)) <= len(words) / 4
