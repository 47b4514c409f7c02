"""Kokoro-82M (int8 ONNX, Apache-2.0) with its own Mandarin voices, which ship in `resources/voices`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from core.problems import PackDamaged, PackMissing
from core.resources import resource
from devices.ports import Samples, Sound
from devices.voice.phonemes import phonemes
from devices.voice.text_normalisation import clauses

RATE = 24_000
MODEL, VOCABULARY = "kokoro-v1.0.int8.onnx", "vocab.json"
TIMBRES = {"woman": "zf_xiaoxiao", "man": "zm_yunyang"}
"""Voices, each a table of [510, 1, 256] float32 with a row for each number of phonemes."""

MOST_TOKENS = 509
STYLE = 256
PAUSE_SECONDS = {"，": 0.22, ",": 0.22, "、": 0.15, "：": 0.25, ":": 0.25}
LONG_PAUSE_SECONDS = 0.4
LOUDER = np.float32(1.6)
"""The factor of loudness; the model's peak is 0.56."""


class KokoroVoice:
    """`pack` is the installed folder; `speed` below 1 is slower, for old people. One caller at a time.

    The first sentence loads the model (about two seconds); `load` does it earlier. Raises PackMissing, PackDamaged.
    """

    def __init__(self, pack: Path, timbre: str = "woman", speed: float = 0.9, threads: int = 2) -> None:
        """`timbre` is one of TIMBRES."""
        self.speed = speed
        self._pack, self._timbre, self._threads = pack, timbre, threads
        self._model: _Model | None = None

    def load(self) -> None:
        self._model = self._model or _Model(self._pack, self._timbre, self._threads)

    def speak(self, text: str) -> Iterator[Sound]:
        for clause in clauses(text):
            self.load()
            assert self._model
            samples = self._model.say(clause, self.speed)
            if len(samples):
                rest = np.zeros(round(RATE * PAUSE_SECONDS.get(clause[-1], LONG_PAUSE_SECONDS)), np.float32)
                yield Sound(np.concatenate([samples, rest]), RATE)


class _Model:
    def __init__(self, pack: Path, timbre: str, threads: int) -> None:
        self._session = _session(pack / MODEL, threads)
        try:
            vocabulary = json.loads((pack / VOCABULARY).read_text("utf-8"))["vocab"]
            self._ids: dict[str, int] = {phoneme: int(number) for phoneme, number in vocabulary.items()}
            table = resource("voices", f"{TIMBRES[timbre]}.bin").read_bytes()
            self._style = np.frombuffer(table, "<f4").reshape(-1, 1, STYLE)
        except OSError as error:
            raise PackMissing(type(error).__name__) from error
        except (ValueError, KeyError, TypeError) as error:
            raise PackDamaged(type(error).__name__) from error
        phonemes("您好")  # loads the dictionaries

    def say(self, clause: str, speed: float) -> Samples:
        ids = [self._ids[phoneme] for phoneme in phonemes(clause) if phoneme in self._ids][:MOST_TOKENS]
        if not ids:
            return np.zeros(0, np.float32)
        feed = {
            "tokens": np.array([[0, *ids, 0]], np.int64),
            "style": self._style[len(ids)].reshape(1, -1),
            "speed": np.array([speed], np.float32),
        }
        heard = self._session.run(None, feed)[0].reshape(-1)
        return _trimmed(np.clip(heard * LOUDER, -1, 1).astype(np.float32))


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    if not path.is_file():
        raise PackMissing(path.name)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # a third less work on a busy machine
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own exception classes are not public
        raise PackDamaged(type(error).__name__) from error


def _trimmed(samples: Samples, margin: int = RATE // 25) -> Samples:
    """Returns the samples without the silence that the model adds around a clause."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[max(0, loud[0] - margin) : loud[-1] + 2 * margin] if len(loud) else samples[:0]
