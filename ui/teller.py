"""Says things aloud: guidance on every page, and the read-back. One voice, one thing at a time."""

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, Signal

from core.problems import DeviceProblem, Problem
from devices.ports import Speaker, Voice
from ui.tasks import TaskDoor

STEP, SOFTEST = 0.15, 0.4


class Teller(QObject):
    """`speaking` tells whether something is being said. `private` uses the headphones only.

    `door` has one worker, so that two sentences are never said at once; `voice` is asked for there, since it may be
    slow.
    """

    speaking = Signal(bool)
    silent = Signal(object)

    def __init__(
        self, door: TaskDoor, voice: Callable[[], Voice], loud: Speaker, headphones: Speaker | None, volume: float
    ) -> None:
        super().__init__()
        self.door, self._voice = door, voice
        self._loud, self._headphones, self._usual = loud, headphones, volume
        self._turns = count(1)
        self._turn = 0
        self._text = ""
        self.private = False
        self.paused = False
        self.reset()

    @property
    def can_be_private(self) -> bool:
        return self._headphones is not None

    @property
    def speaker(self) -> Speaker:
        return self._headphones if self._headphones and self.private else self._loud

    def say(self, text: str) -> None:
        """Start saying this; whatever was being said ends."""
        self.hush()
        self._text = text
        self._turn = next(self._turns)
        turn = self._turn
        self.speaking.emit(True)
        self.door.run(lambda: self._tell(turn, text), owner=self, done=self._ended, failed=self._failed)

    def repeat(self) -> None:
        self.say(self._text)

    def pause(self) -> None:
        self.paused = True
        self.speaker.pause()

    def resume(self) -> None:
        self.paused = False
        self.speaker.resume()

    def hush(self) -> None:
        self._turn = next(self._turns)
        self.paused = False
        self.speaker.stop()
        self.speaker.resume()

    def listen_privately(self, wanted: bool) -> None:
        self.hush()
        self.private = wanted

    @property
    def loudest(self) -> bool:
        return self.speaker.volume >= 1.0

    def step_volume(self) -> None:
        """A step louder; from the loudest back to the softest, which can still be heard."""
        self.speaker.volume = SOFTEST if self.loudest else min(1.0, self.speaker.volume + STEP)

    def reset(self) -> None:
        """The next person finds the volume as it usually is."""
        self.hush()
        self._text = ""
        self.private = False
        for speaker in (self._loud, self._headphones):
            if speaker:
                speaker.volume = self._usual

    def _tell(self, turn: int, text: str) -> int:
        for sound in self._voice().speak(text):
            if turn != self._turn:
                break
            self.speaker.play(sound)
        return turn

    def _ended(self, turn: int) -> None:
        if turn == self._turn:
            self.speaking.emit(False)

    def _failed(self, problem: Problem) -> None:
        self.speaking.emit(False)
        if isinstance(problem, DeviceProblem):
            self.silent.emit(problem)
