"""The lessons, each with what sets it up and what looks whether it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import floor
from time import time

from training.lessons import filing_lessons, following_lessons, office_lessons, people_lessons
from training.lessons.practice import Practice
from training.lessons.progress import Begun, Progress


@dataclass(frozen=True)
class Exercise:
    """`begin`: sets the practice up, and returns by what the set-up is recognised; `missing`: says in one sentence what
    is still missing, empty where nothing is."""

    begin: Callable[[Practice], tuple[str, ...]]
    missing: Callable[[Practice, Begun], str]


EXERCISES: Mapping[str, Exercise] = {
    "consent": Exercise(people_lessons.begin_consent, people_lessons.missing_consent),
    "list": Exercise(people_lessons.begin_list, people_lessons.missing_list),
    "network": Exercise(filing_lessons.begin_network, filing_lessons.missing_network),
    "ended": Exercise(following_lessons.begin_ended, following_lessons.missing_ended),
    "guardian": Exercise(people_lessons.begin_guardian, people_lessons.missing_guardian),
    "death": Exercise(people_lessons.begin_death, people_lessons.missing_death),
    "draft": Exercise(office_lessons.begin_draft, office_lessons.missing_draft),
    "told": Exercise(following_lessons.begin_told, following_lessons.missing_told),
    "angry": Exercise(following_lessons.begin_angry, following_lessons.missing_angry),
    "round": Exercise(following_lessons.begin_round, following_lessons.missing_round),
    "invite": Exercise(office_lessons.begin_invite, office_lessons.missing_invite),
    "report": Exercise(office_lessons.begin_report, office_lessons.missing_report),
}


class Course:
    """The lessons over one practice. Every call may raise DiskFull, StoreProblem, SealBroken."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.progress = Progress(practice.here.home)
        if not practice.network.is_cut:  # a window that was closed without a network opens with one
            self.progress.note_joined(practice.now())

    def begin(self, lesson: str) -> None:
        """Sets the practice up for a lesson. The network of a lesson before is there again."""
        self.join()
        at, stamp = self.practice.now(), floor(time())
        marks = EXERCISES[lesson].begin(self.practice)
        joined = None if self.practice.network.is_cut else at
        self.progress.begin(lesson, Begun(at=at, stamp=stamp, marks=marks, joined=joined))

    def join(self) -> None:
        """Lets the network be there again."""
        self.practice.network.join()
        self.progress.note_joined(self.practice.now())

    def missing(self, lesson: str) -> str | None:
        """Returns what is still missing in one sentence, empty if the lesson is done; None if it was not begun."""
        begun = self.progress.begun(lesson)
        if begun is None:
            return None
        missing = EXERCISES[lesson].missing(self.practice, begun)
        if not missing:
            self.progress.finish(lesson)
        return missing
