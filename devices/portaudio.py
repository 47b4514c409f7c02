"""Access to the sound hardware, shared by microphone and speaker."""

import threading
from typing import Any


class PortAudio:
    """PortAudio knows only the devices present when it was initialised, so it is initialised again when
    nobody uses it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0

    def claim(self) -> Any:
        """Returns the sounddevice module. Raises OSError when its library is not installed."""
        with self._lock:
            try:
                import sounddevice
            except ImportError as error:
                raise OSError("sounddevice is not installed") from error
            if not self._users:
                sounddevice._terminate()
                sounddevice._initialize()
            self._users += 1
            return sounddevice

    def release(self) -> None:
        with self._lock:
            self._users -= 1


PORTAUDIO = PortAudio()
