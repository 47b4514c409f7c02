"""Dictation, one utterance at a time: the microphone's keeper feeds the recogniser, the page receives words."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from capture.speech.port import Heard, Partial, Recogniser
from capture.speech.second_hearing import hear_again
from core.narrative import SAMPLE_BYTES, SAMPLE_RATE, Clause
from core.problems import Problem
from devices.absent import Absent
from devices.keeper import Keeper
from devices.ports import Microphone, Samples
from devices.sound_file import pcm16, samples_of
from ui.background.bridge import Bridge
from ui.background.engines import Engines
from ui.background.tasks import TaskRunner
from ui.speech.silence_detector import EchoSuppressor, SilenceDetector, loudness

LONGEST_AGAIN = 2 * 60 * SAMPLE_RATE * SAMPLE_BYTES
"""Bytes of the longest recording that is read again; a longer one takes too long to wait for."""


class Dictation(QObject):
    """`listens`: the microphone opens or closes. `level`: loudness of the last 100 ms, 0 to 1. `ended` follows the last
    clauses. `unheard`: nobody has been heard for long, or somebody is again. `echo` is told while the machine itself
    speaks."""

    listens = Signal(bool)
    partial = Signal(object)
    clause = Signal(object)
    level = Signal(object)
    unheard = Signal(object)
    ended = Signal()
    trouble = Signal(object)

    def __init__(self, microphone: Microphone, engines: Engines, tasks: TaskRunner) -> None:
        super().__init__()
        self._microphone, self._engines, self._tasks = microphone, engines, tasks
        self._words, self._levels, self._troubles = Bridge(self), Bridge(self), Bridge(self)
        self._silences = Bridge(self)
        self._silences.came.connect(self.unheard)
        self._silence, self.echo, self.heard_words = SilenceDetector(), EchoSuppressor(), False
        self._words.came.connect(self._heard)
        self._levels.came.connect(self.level)
        self._troubles.came.connect(self._report)
        self._keeper: Keeper[Samples] | None = None
        self._recogniser: Recogniser | None = None
        self._recorded: list[bytes] = []
        self._again: object | None = None

    @property
    def absent(self) -> Problem | None:
        """Returns the problem where this machine has no microphone, else None."""
        return self._microphone.problem() if isinstance(self._microphone, Absent) else None

    @property
    def listening(self) -> bool:
        return self._keeper is not None

    def start(self) -> None:
        """Starts to listen to one utterance. The engine must be ready (engines.speech)."""
        self._recogniser = self._engines.speech.listen()
        self._recorded, self._again = [], None
        self._silence, self.echo, self.heard_words = SilenceDetector(), EchoSuppressor(), False
        self.listens.emit(True)
        self._keeper = Keeper(self._microphone, self._take, self._troubles.put)
        self._keeper.start()

    def stop(self) -> None:
        """Stops listening; the last clauses follow, then `ended`."""
        keeper, recogniser = self._keeper, self._recogniser
        self._keeper = None
        self.listens.emit(False)
        if keeper and recogniser:
            self._tasks.run(
                lambda: self._finish(keeper, recogniser),
                owner=self,
                done=lambda clauses: self._finished(recogniser, clauses),
                failed=self._failed,
            )

    def abandon(self) -> None:
        """Stops listening and forgets what was heard."""
        if self._keeper:
            self._tasks.forget(self._keeper.stop)
            self.listens.emit(False)
        self._keeper = self._recogniser = None
        self._recorded, self._again = [], None

    def hear_again(self, heard: Callable[[list[Clause]], None]) -> bool:
        """Reads the ended utterance once more, where the engine gains by it, and returns whether it does. `heard` gets
        the clauses afterwards, unless somebody speaks or gives up before."""
        engine, recording, token = self._engines.speech, self.recording(), object()
        if not engine.second_hearing or len(recording) > LONGEST_AGAIN:
            return False
        self._again = token
        self._tasks.run(
            lambda: hear_again(engine, samples_of(recording), lambda: self._again is token),
            owner=self,
            done=lambda clauses: heard(clauses) if self._again is token else None,
            failed=lambda _problem: heard([]) if self._again is token else None,
        )
        return True

    def recording(self) -> bytes:
        """Returns the utterance's sound, PCM as in core.narrative."""
        return b"".join(self._recorded)

    def _take(self, chunk: Samples) -> None:
        """Takes a chunk of sound; runs on the keeper's thread."""
        recogniser = self._recogniser
        if recogniser is None:
            return
        passed = self.echo.pass_on(chunk)
        self._levels.put(0.0 if self.echo.holding else min(1.0, 6 * loudness(chunk)))
        for each in passed:
            self._listen(recogniser, each)

    def _listen(self, recogniser: Recogniser, chunk: Samples) -> None:
        self._recorded.append(pcm16(chunk))
        found = recogniser.accept(chunk)
        for heard in found:
            self._words.put(heard)
        self.heard_words = self.heard_words or bool(found)
        if self._silence.hear(len(chunk), voiced=recogniser.speaking or bool(found)):
            self._silences.put(self._silence.long)

    def _finish(self, keeper: Keeper[Samples], recogniser: Recogniser) -> list[Clause]:
        """Returns the last clauses; runs in the background."""
        keeper.finish()
        for chunk in self.echo.release():
            self._listen(recogniser, chunk)
        return recogniser.finish()

    def _heard(self, heard: Heard) -> None:
        if self._recogniser is None:
            return
        if isinstance(heard, Partial):
            self.partial.emit(heard)
        else:
            self.clause.emit(heard)

    def _report(self, problem: Problem | None) -> None:
        if problem:
            self.trouble.emit(problem)

    def _finished(self, recogniser: Recogniser, clauses: list[Clause]) -> None:
        if recogniser is not self._recogniser:
            return  # abandoned meanwhile: the words of a visit that is over
        self._recogniser = None
        for clause in clauses:
            self.clause.emit(clause)
        self.ended.emit()

    def _failed(self, problem: Problem) -> None:
        self.trouble.emit(problem)
        self.ended.emit()
