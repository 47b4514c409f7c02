"""A voice that need not make the same sentence twice."""

from collections.abc import Collection, Iterator

from devices.ports import Sound, Voice


class RememberingVoice:
    """Keeps the sounds of `fixed` phrases in memory, as they are the same for everyone. Other text is never kept."""

    def __init__(self, voice: Voice, fixed: Collection[str]) -> None:
        self._voice, self._fixed = voice, frozenset(fixed)
        self._kept: dict[str, tuple[Sound, ...]] = {}

    def speak(self, text: str) -> Iterator[Sound]:
        if text in self._kept:
            yield from self._kept[text]
        elif text in self._fixed:
            yield from self._keep(text)
        else:
            yield from self._voice.speak(text)

    def _keep(self, text: str) -> Iterator[Sound]:
        made: list[Sound] = []
        for sound in self._voice.speak(text):
            made.append(sound)
            yield sound
        self._kept[text] = tuple(made)
