"""The module on a pseudo-terminal, which programs open as they open a serial port."""

import os
import pty
import select
import time
import tty
from contextlib import suppress
from pathlib import Path

from devices.card_reader.emulator.module import Module

TICK = 0.02


class EmulatedPort:
    """`path` is a link to the pseudo-terminal while the reader is plugged in, like those made by udev."""

    def __init__(self, module: Module, path: Path) -> None:
        self.module, self.path = module, path
        self._ours = self._theirs = -1

    @property
    def plugged(self) -> bool:
        return self._ours >= 0

    def plug(self) -> None:
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.path.symlink_to(os.ttyname(self._theirs))
        self.module.restart()

    def unplug(self) -> None:
        """Unplugs the reader. May be called twice."""
        self.path.unlink(missing_ok=True)
        for end in (self._ours, self._theirs):
            with suppress(OSError):
                os.close(end)
        self._ours = self._theirs = -1

    def serve(self, seconds: float = TICK) -> None:
        """Answers what arrives within so many seconds."""
        if not self.plugged:
            time.sleep(seconds)
            return
        ready, _, _ = select.select([self._ours], [], [], seconds)
        for piece in self.module.hear(os.read(self._ours, 4096)) if ready else ():
            time.sleep(piece.pause)
            os.write(self._ours, piece.data)
            if piece.last:
                self.unplug()
                return
