"""Words that sound like what Whisper wrote, put in its place where they make more sense and the recording agrees."""

from capture.speech.whisper.homophones.lexicon import Lexicon
from capture.speech.whisper.homophones.mending import Mender, Weigh

__all__ = ["Lexicon", "Mender", "Weigh"]
