"""Kokoro-82M (int8 ONNX, Apache-2.0), given Mandarin phonemes by misaki."""

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from core.problems import PackDamaged, PackMissing
from devices.ports import Samples, Sound
from devices.voice.reading import clauses

RATE = 24_000
MODEL, VOICES, VOCABULARY = "kokoro-v1.0.int8.onnx", "voices_ja.npz", "vocab.json"
MANDARIN_VOICES = "voices-v1.0.bin"
"""Upstream's own voices; a technician may put the file into the pack."""

MOST_TOKENS = 509
PAUSE = {"，": 0.22, ",": 0.22, "、": 0.15, "：": 0.25, ":": 0.25}
LONG_PAUSE = 0.4
LOUDER = np.float32(1.6)
"""The model's loudest moments are at 0.56."""


class KokoroVoice:
    """`pack` is the installed folder; `speed` below 1 is slower, for old ears. One caller at a time.

    The first sentence loads the model (about two seconds); `load` does it earlier. Raises PackMissing, PackDamaged.
    """

    def __init__(self, pack: Path, voice: str = "", speed: float = 0.88, threads: int = 2) -> None:
        self.speed = speed
        self._pack, self._voice, self._threads = pack, voice, threads
        self._model: _Model | None = None

    def load(self) -> None:
        self._model = self._model or _Model(self._pack, self._voice, self._threads)

    def speak(self, text: str) -> Iterator[Sound]:
        for clause in clauses(text):
            self.load()
            assert self._model
            samples = self._model.say(clause, self.speed)
            if len(samples):
                rest = np.zeros(round(RATE * PAUSE.get(clause[-1], LONG_PAUSE)), np.float32)
                yield Sound(np.concatenate([samples, rest]), RATE)


class _Model:
    def __init__(self, pack: Path, voice: str, threads: int) -> None:
        self._session = _session(pack / MODEL, threads)
        try:
            vocabulary = json.loads((pack / VOCABULARY).read_text("utf-8"))["vocab"]
            self._ids: dict[str, int] = {phoneme: int(number) for phoneme, number in vocabulary.items()}
            self._style = _style(pack, voice)
        except OSError as error:
            raise PackMissing(type(error).__name__) from error
        except (ValueError, KeyError, TypeError) as error:
            raise PackDamaged(type(error).__name__) from error
        self._phonemes = _phonemiser()

    def say(self, clause: str, speed: float) -> Samples:
        ids = [self._ids[phoneme] for phoneme in self._phonemes(clause)[0] if phoneme in self._ids][:MOST_TOKENS]
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
    except Exception as error:  # onnxruntime's own family is not public
        raise PackDamaged(type(error).__name__) from error


def _style(pack: Path, wanted: str) -> Samples:
    """One row for each length of the spoken text. A Mandarin voice where there is one."""
    mandarin = (pack / MANDARIN_VOICES).is_file()
    with np.load(pack / (MANDARIN_VOICES if mandarin else VOICES)) as voices:
        name = wanted or ("zf_xiaobei" if mandarin else "jf_alpha")
        return np.asarray(voices[name], np.float32)


def _phonemiser() -> Any:
    """misaki's Mandarin, with jieba's dictionary read straight from the package: jieba would keep a copy in the
    folder for temporary files, and believe whatever lies there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old regular expressions in jieba
        import jieba
        from misaki.zh import ZHG2P

    jieba.setLogLevel("ERROR")
    words = jieba.dt
    if not words.initialized:
        words.FREQ, words.total = words.gen_pfdict(words.get_dict_file())
        words.initialized = True
    return ZHG2P()


def _trimmed(samples: Samples, margin: int = RATE // 25) -> Samples:
    """Without the silence the model puts around a clause."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[max(0, loud[0] - margin) : loud[-1] + 2 * margin] if len(loud) else samples[:0]
