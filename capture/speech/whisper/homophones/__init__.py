"""Corrects homophones in Whisper's text where another word is more probable and the recording agrees."""

from capture.speech.whisper.homophones.correction import HomophoneCorrector, Weigh
from capture.speech.whisper.homophones.lexicon import Lexicon

__all__ = ["HomophoneCorrector", "Lexicon", "Weigh"]
