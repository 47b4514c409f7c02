"""What a person answered about routes in one visit: the days in their own words, and touched questions. Never sent."""

from dataclasses import dataclass, field
from datetime import date

from core.problems import Problem
from core.spoken_dates.span import SpokenDate
from core.spoken_dates.spoken import spoken_date

EVENT, TOLD = "event", "told"


@dataclass
class Asked:
    """`words`: the days as they were said, by EVENT and TOLD; `lunar`: the calendar of a day that fits both. `dated`: a
    route with a last day was shown."""

    words: dict[str, str] = field(default_factory=dict)
    lunar: dict[str, bool] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    dated: bool = False

    def say(self, which: str, words: str, today: date) -> None:
        """Takes a day, or none. Raises DateUnclear, DateInFuture, DateImpossible, and then keeps what it had."""
        if words:
            spoken_date(words, today)
        self.words[which] = words
        self.lunar.pop(which, None)

    def day(self, which: str, today: date) -> SpokenDate | None:
        """Returns the day, by the calendar that was chosen; None where none was said."""
        if not (words := self.words.get(which, "")):
            return None
        said = spoken_date(words, today)
        return said.by(lunar=self.lunar[which]) if which in self.lunar else said

    def suggest(self, which: str, words: str, today: date) -> None:
        """Takes words found in the story where they are a day, unless the person has answered."""
        if which in self.words:
            return
        try:
            self.say(which, words, today)
        except Problem:
            self.words[which] = ""
