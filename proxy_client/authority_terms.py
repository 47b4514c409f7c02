"""The default terms of a letter of authority: the matter, from the draft, and the last day."""

from calendar import monthrange
from datetime import date, timedelta

from core import matters
from core.agency import Authority, Power
from core.draft import Draft
from core.language import _
from core.sentences import label

LETTER = "authority.pdf"
USUAL = (Power.FILE, Power.QUERY)
"""The default is the least that helps; more is chosen on purpose."""
MONTHS = (3, 6, 12)


def matter_of(draft: Draft) -> str:
    """Returns the matter in one sentence, specific enough to fit no other matter."""
    purpose = label(draft.purpose) if draft.purpose else ""
    place = f"{draft.place.name}{draft.place.detail}" if draft.place else ""
    return _("就{place}“{category}”一事，提出{purpose}").format(
        place=place, category=matters.category_name(draft.category), purpose=purpose
    )


def last_day(start: date, months: int) -> date:
    """Returns the last day of a period of whole months from `start`: the day before the same day number (Civil Code
    202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    same_day = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, same_day) - timedelta(days=1)


def months_of(authority: Authority) -> int:
    """Returns the months that an authority made by `authority_for` lasts; the usual period where none fits."""
    start = date.fromisoformat(authority.starts)
    return next((each for each in MONTHS if last_day(start, each).isoformat() == authority.ends), MONTHS[1])


def authority_for(matter: str, powers: set[Power], start: date, months: int) -> Authority:
    """Returns the authority. The power to file is always among its powers: without it nothing could be handed in."""
    return Authority(
        matter=matter,
        powers=tuple(power for power in Power if power in powers | {Power.FILE}),
        starts=start.isoformat(),
        ends=last_day(start, months).isoformat(),
        letter=LETTER,
    )
