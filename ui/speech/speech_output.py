"""Speaks: guidance on every page, and the read-back. One voice, one thing at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.problems import DeviceProblem, Problem, SpeakerUnset
from devices.absent import AbsentSpeaker
from devices.ports import Sound, Speaker, Voice
from devices.voice.cached import CachedVoice
from ui.background.bridge import Bridge
from ui.background.tasks import TaskRunner

STEP, SOFTEST = 0.15, 0.4
END = object()
T = TypeVar("T")


def ahead(voice: Voice) -> Iterator[object]:
    """Returns an iterator that makes this voice's fixed sentences ahead, one at a time; empty where it keeps none."""
    return voice.ahead() if isinstance(voice, CachedVoice) else iter(())


class SpeechOutput(QObject):
    """`speaking`: whether something is being said; `said` carries words that were said to the end; `going_on`: one more
    sound was played. `private`: headphones only.
    `fault`: why nothing can be heard now.

    `runner` has one worker, so that two sentences are never said at once; `voice` is called there, since it may be
    slow."""

    speaking = Signal(bool)
    said = Signal(str)
    going_on = Signal(object)
    silent = Signal(object)

    def __init__(
        self, runner: TaskRunner, voice: Callable[[], Voice], loud: Speaker, headphones: Speaker | None, volume: float
    ) -> None:
        super().__init__()
        self.runner, self._voice = runner, voice
        self._loud, self._headphones, self._usual = loud, headphones, volume
        self._turns = count(1)
        self._turn = 0
        self._last: Callable[[], Iterable[Sound]] = tuple
        self._text = self._last_text = self._waiting_text = ""
        self._listening = False
        self._waiting: Callable[[], Iterable[Sound]] | None = None
        self._beats = Bridge(self)
        self._beats.came.connect(self.going_on)
        self._ahead: Iterator[object] | None = None
        self.private = False
        self.paused = False
        self.talking = False
        self.fault: DeviceProblem | None = SpeakerUnset() if self.mute else None
        self.speaking.connect(self._note)
        self.reset()

    def _note(self, speaking: bool) -> None:
        self.talking = speaking

    @property
    def mute(self) -> bool:
        """Returns whether there is nothing to speak with."""
        return isinstance(self._loud, AbsentSpeaker)

    @property
    def can_be_private(self) -> bool:
        return self._headphones is not None

    @property
    def speaker(self) -> Speaker:
        return self._headphones if self._headphones and self.private else self._loud

    def say(self, text: str) -> None:
        """Starts to say this; whatever was being said ends."""
        self._begin(lambda: self._voice().speak(text), text)

    def interject(self, text: str) -> None:
        """Says this at once, even into an open microphone. `repeat` still repeats what was said before."""
        self.hush()
        self._start(lambda: self._voice().speak(text))

    def play(self, sound: Sound) -> None:
        """Plays a recorded sound in the same way as `say`."""
        self._begin(lambda: (sound,))

    def repeat(self) -> None:
        if not self._listening:
            self._begin(self._last, self._last_text)

    def hold_while_listening(self, listening: bool) -> None:
        """Stops speech while the microphone is open; what is to be said meanwhile follows afterwards."""
        self._listening = listening
        if listening:
            self.hush()
            self.speaking.emit(False)
        elif waiting := self._waiting:
            self._begin(waiting, self._waiting_text)

    def prepare(self) -> None:
        """Prepares the sounds that every page needs, a clause at a time, while nothing is being said."""
        self._make(lambda: ahead(self._voice()), self._prepare)

    def _prepare(self, steps: Iterator[object]) -> None:
        self._ahead = steps
        self._make(lambda: next(steps, END), self._prepared)

    def _prepared(self, step: object) -> None:
        """Prepares the next clause; speech asked for meanwhile had its turn before, since the runner's worker keeps the
        order."""
        if step is not END and self._ahead:
            self._prepare(self._ahead)

    def _make(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        if not self.runner.closed:  # engines may finish loading after the window is closed
            self.runner.run(work, owner=self, done=done, failed=lambda _problem: None)

    def _begin(self, sounds: Callable[[], Iterable[Sound]], text: str = "") -> None:
        self.hush()
        if self._listening:
            self._waiting, self._waiting_text = sounds, text
            return
        self._last, self._last_text = sounds, text
        self._start(sounds, text)

    def _start(self, sounds: Callable[[], Iterable[Sound]], text: str = "") -> None:
        turn = self._turn
        self._text = text
        self.speaking.emit(True)
        self.runner.run(lambda: self._tell(turn, sounds), owner=self, done=self._ended, failed=self._failed)

    def pause(self) -> None:
        self.paused = True
        self.speaker.pause()

    def resume(self) -> None:
        self.paused = False
        self.speaker.resume()

    def hush(self) -> None:
        self._waiting, self._waiting_text, self._text = None, "", ""
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

    @property
    def softest(self) -> bool:
        """Returns whether the volume is the lowest, which is still audible."""
        return self.speaker.volume <= SOFTEST

    def step_volume(self, way: int) -> None:
        """Makes it a step louder (1) or softer (-1)."""
        self.speaker.volume = max(SOFTEST, min(1.0, self.speaker.volume + way * STEP))

    def forget(self) -> None:
        """Stops, and can no longer repeat what was said."""
        self.hush()
        self._last, self._last_text = tuple, ""

    def reset(self) -> None:
        """Restores the usual volume for the next person."""
        self.forget()
        self.private = False
        for speaker in (self._loud, self._headphones):
            if speaker:
                speaker.volume = self._usual

    def _tell(self, turn: int, sounds: Callable[[], Iterable[Sound]]) -> int:
        for sound in sounds():
            if turn != self._turn:
                break
            self.speaker.play(sound)
            self.fault = None
            self._beats.put(turn)
        return turn

    def _ended(self, turn: int) -> None:
        if turn == self._turn:
            self.speaking.emit(False)
            if text := self._text:
                self.said.emit(text)

    def _failed(self, problem: Problem) -> None:
        self.speaking.emit(False)
        if isinstance(problem, DeviceProblem):
            self.fault = problem
            self.silent.emit(problem)
