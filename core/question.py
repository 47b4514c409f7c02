"""What somebody asks without a name. It lives in the memory of one visit and goes nowhere: no draft, item or log holds
it, unless the person takes their own words along into a petition."""

from dataclasses import dataclass, field

from core.narrative import Narrative, narrative_text
from core.routes.asked import Asked
from core.urgency.kinds import UrgencyKind


@dataclass(repr=False)
class Question:
    """`told`: the words asked, with their sound. `entry`: the answer that was touched, empty while the words are
    answered. `taken`: the words have become the beginning of the story. `urgent`: what of the words cannot wait.
    `answer`: the answer that was shown last, `routes`: what was asked about the lawful ways it names."""

    told: Narrative = ()
    entry: str = ""
    taken: bool = False
    urgent: tuple[UrgencyKind, ...] = ()
    answer: str = ""
    routes: Asked = field(default_factory=Asked)

    @property
    def words(self) -> str:
        return narrative_text(self.told).strip()

    @property
    def asked(self) -> bool:
        return bool(self.words or self.entry)

    def take_along(self) -> Narrative:
        """Returns the words as the beginning of a story, and keeps them here no more."""
        told, self.told, self.taken = self.told, (), True
        return told
