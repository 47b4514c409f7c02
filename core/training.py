"""What terminal and gateway share about training: the mark on a folder, the words printed on everything, and the clock.

A terminal's home or a gateway's keys are marked once, when they are made; the mark never changes.
"""

import os
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from core.language import N_
from core.problems import InvalidTodaySetting

BAND = N_("演练，不是真的")
TODAY = "SUNLIT_TODAY"
Clock = Callable[[], datetime]
_MARK = "TRAINING"


def marked(folder: Path) -> bool:
    return (folder / _MARK).exists()


def mark(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / _MARK).write_text(f"{BAND}。Practice: nothing in this folder is real.\n", "utf-8")


def clock(real: Clock) -> Clock:
    """Returns `real`, or a clock that starts at the time `SUNLIT_TODAY` sets and goes on from there.

    `real` answers with its time zone. Raises InvalidTodaySetting.
    """
    if not (said := os.environ.get(TODAY, "").strip()):
        return real
    now = real()
    ahead = moment(said, now) - now
    return lambda: real() + ahead


def moment(said: str, now: datetime) -> datetime:
    """Parses `said`: `2026-12-01` is that day at this hour; `2026-12-01T09:00` that time, local if no zone is named."""
    try:
        told = datetime.fromisoformat(said)
    except ValueError:
        raise InvalidTodaySetting(said) from None
    if told.time() == time() and "T" not in said.upper() and " " not in said:
        told = datetime.combine(told.date(), now.time())
    return told if told.tzinfo else told.replace(tzinfo=now.tzinfo)
