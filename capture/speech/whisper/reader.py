"""Reads a segment of sound quickly or thoroughly, with correction of misheard words."""

from dataclasses import replace
from functools import partial

from capture.speech.text_normalisation import simplified
from capture.speech.whisper.dereverberation import dereverberate, noisy
from capture.speech.whisper.homophones import HomophoneCorrector
from capture.speech.whisper.model import Alignment, Reading, Whisper
from devices.ports import SAMPLE_RATE, Samples

FINAL_BEAM, FINAL_WINDOW, OTHERS = 5, 12.0, 2
LIVE_WINDOW, FIRST_WINDOW = 8.0, 4.0

DOUBTFUL, NO_SPEECH = 0.35, 0.6
HOPELESS = 0.18
"""Below this confidence it is noise written down, whatever the voice detector believed."""


class Reader:
    """Reads a segment quickly, for a look at it, or thoroughly, with words that were misheard put right."""

    def __init__(self, model: Whisper, corrector: HomophoneCorrector | None) -> None:
        self._model, self._corrector = model, corrector

    def quick(self, samples: Samples) -> Reading:
        first = len(samples) < FIRST_WINDOW / 2 * SAMPLE_RATE
        return self._model.read(samples, 1, 0, FIRST_WINDOW if first else LIVE_WINDOW)

    def thorough(self, samples: Samples) -> Reading:
        """Reads with beam search and corrects homophones; a segment that never gets quiet is dereverberated first."""
        heard = dereverberate(samples) if noisy(samples) else samples
        return self._mended(self._model.read(heard, FINAL_BEAM, OTHERS, FINAL_WINDOW))

    def promptly(self, samples: Samples, lead: int) -> Reading:
        """Reads as thoroughly as is possible while somebody waits. The first `lead` samples are context and not
        transcribed again."""
        return self._mended(self._model.read(samples, FINAL_BEAM, OTHERS, FINAL_WINDOW, lead))

    def trace(self, reading: Reading) -> Alignment:
        return self._model.trace(reading.encoder_output, reading.text)

    def _mended(self, reading: Reading) -> Reading:
        if self._corrector is None or is_nothing(reading):
            return reading
        mended = self._corrector.mend(reading.text, partial(self._model.weigh, reading.encoder_output))
        heard = simplified(reading.text)
        if mended == heard:
            return reading
        changed = frozenset(at for at, (new, old) in enumerate(zip(mended, heard, strict=False)) if new != old)
        return replace(reading, text=mended, others=(reading.text, *reading.others[: OTHERS - 1]), mended=changed)


def is_nothing(reading: Reading) -> bool:
    """True if the reading is a hallucination: of low confidence, and probably without speech."""
    unsure = reading.confidence < DOUBTFUL and reading.no_speech_prob > NO_SPEECH
    return unsure or reading.confidence < HOPELESS
