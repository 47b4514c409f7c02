"""What each kind of urgency is called in lists and on pages: source texts of the catalogue."""

from core.urgency.kinds import UrgencyKind
from core.urgency.rules import table


def name_of(kind: UrgencyKind) -> str:
    name: str = table("hotlines")["names"][kind]
    return name
