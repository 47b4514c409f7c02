"""The kinds of identity documents. A petition can be filed without one."""

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
        """True if its number has eighteen characters with the check character of GB 11643."""
        return self in {self.RESIDENT_CARD, self.HMT_RESIDENCE_PERMIT, self.FOREIGNER_CARD}

    def faults(self, number: str, today: date | None = None) -> list[str]:
        """Returns what is wrong with `number` on such a document; empty if nothing."""
        if self.has_citizen_number:
            return IdNumber(number).faults(today)
        if self is IdDocument.NONE:
            return []
        return [] if OTHER_NUMBER.fullmatch(number) else ["shape"]
