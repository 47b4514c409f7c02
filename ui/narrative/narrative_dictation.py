"""Dictates from the microphone into the draft's story, or into a question."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from capture.speech.port import Partial
from capture.speech.second_hearing import better
from core.narrative import Clause, Narrative, Utterance
from core.problems import Problem
from ui.speech.dictation import Dictation


class Told(Protocol):
    """What holds the words: a draft, or a question."""

    told: Narrative


class NarrativeDictation(QObject):
    """One instance per page, with the page's lifetime. `changed`: the draft's words have changed. `coming`: the words
    now being spoken. `ended` carries how many clauses were heard. `cut_short`: the microphone failed, and the shell has
    said so.

    Where the engine gains by it, the utterance is then read once more as a whole (`reading_again`); `settled` follows
    when that is done or not needed. Nothing heard is not read again. The second reading changes nothing that the person
    has touched since; `keep` tells it so. `changed_words`: it was better somewhere, and its changes are marked."""

    changed = Signal()
    coming = Signal(str)
    ended = Signal(int)
    settled = Signal()

    def __init__(self, parent: QObject, dictation: Dictation, draft: Told) -> None:
        super().__init__(parent)
        self._dictation, self._draft = dictation, draft
        self._utterance: Utterance | None = None
        self.reading_again = False
        self.changed_words = False
        self._worth_it = True
        self.cut_short = False
        dictation.partial.connect(self._partial)
        dictation.clause.connect(self._clause)
        dictation.ended.connect(self._end)
        dictation.trouble.connect(self._interrupted)

    @property
    def listening(self) -> bool:
        return self._dictation.listening

    @property
    def busy(self) -> bool:
        """Returns whether it is listening or the last words are still being written."""
        return self._utterance is not None

    @property
    def heard(self) -> list[Clause]:
        """Returns the clauses of the utterance under way."""
        return self._utterance.clauses if self._utterance else []

    @property
    def shown(self) -> Narrative:
        """Returns the story as it is to be shown now."""
        return self._utterance.shown if self._utterance else self._draft.told

    def start(self, first: int, last: int, *, again: bool = True) -> None:
        """Starts listening. What is heard replaces the clauses `first` to `last` (not included). `again`: read the
        utterance once more when it has ended. Raises Problem."""
        self.keep()
        self._dictation.start()
        self.cut_short, self._worth_it = False, again
        self.changed_words = False
        self._utterance = Utterance(self._draft.told, first, last)

    def stop(self) -> None:
        self._dictation.stop()

    def keep(self) -> None:
        """Keeps the words as they are now: a second reading no longer changes them."""
        self.reading_again = False

    def cancel(self) -> None:
        """Restores the story as it was before the utterance."""
        if self._utterance:
            self._draft.told = self._utterance.before
        self._utterance = None
        self._dictation.abandon()
        self.changed.emit()

    def leave(self) -> None:
        """Stops because the page goes; what was heard stays in the draft, with its sound."""
        self.keep()
        self._take_in()
        self._dictation.abandon()

    def _take_in(self) -> None:
        if self._utterance:
            self._draft.told = self._utterance.told(self._dictation.recording())
        self._utterance = None

    def _partial(self, partial: Partial) -> None:
        if self._utterance:
            self.coming.emit(partial.text)

    def _clause(self, clause: Clause) -> None:
        if self._utterance:
            self._utterance.clauses.append(clause)
            self._draft.told = self._utterance.told()
            self.changed.emit()
            self.coming.emit("")

    def _end(self) -> None:
        if self._utterance is None:
            return  # the words belong to a sheet over the page
        utterance, heard = self._utterance, len(self.heard)
        self._take_in()
        if self._draft.told is utterance.before:
            heard = 0  # nothing fit to replace words
        if heard and self._worth_it:
            self._read_again(utterance)
        self.coming.emit("")
        self.changed.emit()
        self.ended.emit(heard)
        if heard and not self.reading_again:
            self.settled.emit()

    def _read_again(self, utterance: Utterance) -> None:
        recording, told = self._dictation.recording(), self._draft.told

        def heard(clauses: list[Clause]) -> None:
            if not self.reading_again:
                return
            self.reading_again = False
            if clauses and self._draft.told is told:
                kept = better(utterance.clauses, clauses)
                self.changed_words = _words(kept) != _words(utterance.clauses)
                self._draft.told = utterance.read_anew(kept).told(recording)
            self.changed.emit()
            self.settled.emit()

        self.reading_again = self._dictation.hear_again(heard)

    def _interrupted(self, _problem: Problem) -> None:
        """Keeps what was said before the microphone failed; the shell reports the failure."""
        if self._utterance:
            self.cut_short = True
            self._dictation.stop()


def _words(clauses: list[Clause]) -> str:
    return "".join(char for clause in clauses for char in clause.text if char.isalnum())
