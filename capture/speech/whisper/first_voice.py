"""Finds a short voice at the start of a segment that was passed over because another one goes on.

Whisper then begins its text with the second voice and draws that text's first character over the first voice, up to its
own sound.
"""

from dataclasses import replace
from itertools import islice

from capture.speech.whisper.clauses import AlignedText
from capture.speech.whisper.segmentation import FRAMES_PER_SECOND, SILENT
from core.runs import runs
from devices.ports import SAMPLE_RATE

DRAWN = 0.5
"""Seconds of voice over which the first character of a segment reaches, if another voice was passed over. Of clean
recordings (115 segments) none had more than 0.22."""
LEAST_PAUSE = 4
"""Frames of silence between the voices."""
OWN = 0.06
"""Seconds the first character sounds at least, after the pause. Where it has less it is the voice before the pause."""


def pause_after_first_voice(aligned: AlignedText) -> tuple[float, float] | None:
    """Returns the pause that ends a voice without characters, in seconds from the segment's start; None if there is no
    such voice."""
    segment, spoken = aligned.segment, [*islice(aligned.spoken(), 2)]
    if aligned.first or not spoken:
        return None
    second = spoken[1][1] if len(spoken) > 1 else len(segment.samples) / SAMPLE_RATE
    if segment.voiced_between(0.0, second) < DRAWN:
        return None
    frames = segment.voice[: round(second * FRAMES_PER_SECOND)]
    pauses = [each for each in runs(likely < SILENT for likely in frames) if each[1] - each[0] >= LEAST_PAUSE]
    for quiet, loud in ((first / FRAMES_PER_SECOND, last / FRAMES_PER_SECOND) for first, last in reversed(pauses)):
        if segment.voiced_between(loud, second) >= OWN:
            return (quiet, loud) if segment.voiced_between(0.0, quiet) else None
    return None


def without_first_voice(aligned: AlignedText, second: float) -> AlignedText:
    """Returns the text with the sound from this moment of the segment on."""
    segment = aligned.segment
    rest = segment.part(second, len(segment.samples) / SAMPLE_RATE, segment.whole)
    gone = (rest.start - segment.start) / SAMPLE_RATE
    return replace(aligned, segment=rest, moments=tuple(max(0.0, moment - gone) for moment in aligned.moments))
