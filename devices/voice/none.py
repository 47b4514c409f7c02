"""No voice: whoever wants to know reads."""

from collections.abc import Iterator

from devices.ports import Sound


class NoVoice:
    def speak(self, text: str) -> Iterator[Sound]:
        return iter(())
