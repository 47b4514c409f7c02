"""What a person shows who they are with. Having nothing to show is no reason not to be heard."""

import re
from datetime import date
from enum import StrEnum

from core.id_number import IdNumber

OTHER_NUMBER = re.compile(r"[A-Z0-9()/-]{5,20}")


class IdDocument(StrEnum):
    RESIDENT_CARD = "resident-card"
    HMT_RESIDENCE_PERMIT = "hmt-residence-permit"
    FOREIGNER_CARD = "foreigner-card"
    PASSPORT = "passport"
    OTHER = "other"
    NONE = "none"

    @property
    def has_citizen_number(self) -> bool:
        """Eighteen characters with the check character of GB 11643. The permits of 2018 and the cards of 2023 too."""
        return self in {self.RESIDENT_CARD, self.HMT_RESIDENCE_PERMIT, self.FOREIGNER_CARD}

    def faults(self, number: str, today: date | None = None) -> list[str]:
        """What speaks against this number on such a document; empty when nothing does."""
        if self.has_citizen_number:
            return IdNumber(number).faults(today)
        if self is IdDocument.NONE:
            return []
        return [] if OTHER_NUMBER.fullmatch(number) else ["shape"]
