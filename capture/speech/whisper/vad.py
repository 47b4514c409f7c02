"""Voice activity detection: Silero VAD through onnxruntime, with the loudness scaled to the model's training data."""

from pathlib import Path

import numpy as np
import onnxruntime

from devices.ports import SAMPLE_RATE, Samples

FRAME = 512
"""Samples the model judges at a time: 32 ms."""
CONTEXT = 64
LOUD = 0.05
"""Root mean square of a loud frame of speech as the model likes it; at -30 dB it would miss half the words."""
FAINTEST = 0.00125
"""Speech softer than this is not lifted all the way; what lies below is mostly the microphone's own noise."""
SILENCE_AMPLITUDE = 2 / 32768
"""Nothing but the last bit: no need to ask the model; an hour of it takes seconds."""
FORGETS = 0.998
"""A loud frame counts for half after 11 s."""
FILE = "silero_vad_16k_op15.onnx"


class VoiceDetector:
    """The loaded model; each utterance gets a `VoiceTrack` of its own."""

    def __init__(self, pack: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._model = onnxruntime.InferenceSession(pack / FILE, options, providers=["CPUExecutionProvider"])

    def track(self) -> "VoiceTrack":
        return VoiceTrack(self._model)


class VoiceTrack:
    """Takes one utterance in order and returns the probability of speech of each frame."""

    def __init__(self, model: onnxruntime.InferenceSession) -> None:
        self._model = model
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._rest = np.zeros(0, np.float32)
        self._loudest = FAINTEST

    def hear(self, samples: Samples) -> list[float]:
        """Returns probabilities, 0 to 1, of the frames that are complete now."""
        waiting = np.concatenate([self._rest, samples])
        whole = len(waiting) // FRAME * FRAME
        self._rest = waiting[whole:]
        return [self._judge(frame) for frame in waiting[:whole].reshape(-1, FRAME)]

    def _judge(self, frame: Samples) -> float:
        if float(np.abs(frame).max()) < SILENCE_AMPLITUDE:
            return 0.0
        self._loudest = max(FAINTEST, FORGETS * self._loudest, float(np.sqrt(np.mean(frame**2))))
        lifted = max(1.0, LOUD / self._loudest) * np.concatenate([self._context, frame])[None]
        heard = np.clip(lifted, -1, 1).astype(np.float32)
        rate = np.array(SAMPLE_RATE, np.int64)
        answer, self._state = self._model.run(None, {"input": heard, "state": self._state, "sr": rate})
        self._context = frame[-CONTEXT:]
        return float(answer[0, 0])
