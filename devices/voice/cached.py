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
    """Keeps the sounds of `fixed` phrases in memory and in `folder`, so that they survive a restart.

    Of a text that begins with fixed phrases only the rest is synthesised. Other text is never stored. `key`: which
    voice and speed.
    """

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
        """Loads the voice and synthesises missing phrases in the order of `fixed`, one clause a step, so that
        nobody waits long."""
        next(iter(self._voice.speak("您好。")), None)
        yield
        for text in self._fixed:
            if not self._found(text):
                for _sound in self._made(text):
                    yield

    def _opening(self, text: str) -> str:
        """Returns the longest fixed phrase that `text` begins with and that ends at the end of a clause."""
        begun = (each for each in self._fixed if text.startswith(each) and (each == text or each[-1] in ENDS))
        return max(begun, key=len, default="")

    def _found(self, text: str) -> tuple[Sound, ...]:
        if text not in self._kept and self._folder and (file := self._file(text)).exists():
            with suppress(UnreadableSound, OSError):  # then it is synthesised again
                self._kept[text] = (read_wav(file),)
        return self._kept.get(text, ())

    def _made(self, text: str) -> Iterator[Sound]:
        made: list[Sound] = []
        for sound in self._voice.speak(text):
            made.append(sound)
            yield sound
        self._kept[text] = tuple(made)
        if made and self._folder:
            with suppress(OSError):  # disk full: kept in memory, and synthesised again after a restart
                self._folder.mkdir(parents=True, exist_ok=True)
                draft = self._file(text).with_suffix(".new")
                write_wav(draft, Sound(np.concatenate([each.samples for each in made]), made[0].rate))
                draft.replace(self._file(text))

    def _file(self, text: str) -> Path:
        assert self._folder
        return self._folder / f"{hashlib.sha256(f'{self._key}|{text}'.encode()).hexdigest()}.wav"
