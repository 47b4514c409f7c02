"""A voice with a cache: fixed sentences are synthesised once and kept in memory and on disk."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from core.problems import UnreadableSound
from devices.ports import Sound, Voice
from devices.sound_file import read_wav, write_wav

ENDS = "。！？：，"


class CachedVoice:
    """Keeps the sounds of `fixed` phrases, as they are the same for everyone, in memory and in `folder`, so that they
    are there at the next start as well. A text that begins with some of them is said from there on only. Other text is
    never kept. `key`: whose voice it is, how fast."""

    def __init__(self, voice: Voice, fixed: Sequence[str], folder: Path | None = None, key: str = "") -> None:
        self._voice, self._fixed = voice, dict.fromkeys(fixed)
        self._folder, self._key = folder, key
        self._kept: dict[str, tuple[Sound, ...]] = {}

    def speak(self, text: str) -> Iterator[Sound]:
        while text and (opening := self._opening(text)):
            yield from self._found(opening) or self._made(opening)
            text = text.removeprefix(opening)
        if text:
            yield from self._voice.speak(text)

    def ahead(self) -> Iterator[None]:
        """Load the voice, and make what is not there yet, in the order of `fixed`; one clause a step, so that nobody
        waits long for their turn."""
        next(iter(self._voice.speak("您好。")), None)
        yield
        for text in self._fixed:
            if not self._found(text):
                for _sound in self._made(text):
                    yield

    def _opening(self, text: str) -> str:
        """The longest phrase it begins with, which ends where a clause does."""
        begun = (each for each in self._fixed if text.startswith(each) and (each == text or each[-1] in ENDS))
        return max(begun, key=len, default="")

    def _found(self, text: str) -> tuple[Sound, ...]:
        if text not in self._kept and self._folder and (file := self._file(text)).exists():
            with suppress(UnreadableSound, OSError):  # then it is made anew
                self._kept[text] = (read_wav(file),)
        return self._kept.get(text, ())

    def _made(self, text: str) -> Iterator[Sound]:
        made: list[Sound] = []
        for sound in self._voice.speak(text):
            made.append(sound)
            yield sound
        self._kept[text] = tuple(made)
        if made and self._folder:
            with suppress(OSError):  # a full disk: it is in memory, and made again after the next start
                self._folder.mkdir(parents=True, exist_ok=True)
                draft = self._file(text).with_suffix(".new")
                write_wav(draft, Sound(np.concatenate([each.samples for each in made]), made[0].rate))
                draft.replace(self._file(text))

    def _file(self, text: str) -> Path:
        assert self._folder
        return self._folder / f"{hashlib.sha256(f'{self._key}|{text}'.encode()).hexdigest()}.wav"
