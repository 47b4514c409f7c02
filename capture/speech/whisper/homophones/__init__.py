"""Words that sound like what Whisper wrote, put in its place where they make more sense and the recording agrees."""

from capture.speech.whisper.homophones.correction import HomophoneCorrector, Weigh
from capture.speech.whisper.homophones.lexicon import Lexicon

__all__ = ["HomophoneCorrector", "Lexicon", "Weigh"]
