"""From words to a day or a span of days. Whatever is not understood is refused in words, never guessed."""

import re
import unicodedata
from datetime import date, timedelta

from core.message import Message
from core.problems import DateImpossible, DateInFuture, DateUnclear
from core.spoken_dates import lunar
from core.spoken_dates.relative import relative
from core.spoken_dates.span import Reading, SpokenDate, month_end
from core.spoken_dates.yearly import yearly

MOST_CHARS = 40
VAGUE = re.compile("大概|大约|差不多|好像|可能|估计|左右|上下|前后$")
VAGUE_DAYS = timedelta(days=3)
"""An exact day with 大概 or 左右 beside it may be off by this much."""
FILLERS = re.compile(
    "应该|记得|就是|自从|那时候|那会儿|的时候|时候|那几天|那天|这天|[在从是的吧呢啊了呀嘛,，。.、?？!！ ]"
)
CLOCK = "(?:[0-9一二两三四五六七八九十]{1,2}点[钟半多]?)?"
TIME_OF_DAY = re.compile(f"(?:一?大?清?早上?|早晨|上午|中午|下午|晚上|夜里|夜晚|凌晨|傍晚|半夜|白天){CLOCK}$")
CALENDAR_FIRST = re.compile("^(农历|阴历|旧历|公历|阳历)(今年|去年|前年|大前年|[0-9〇零一二三四五六七八九]{2,4}年)")
NUMERIC = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?)?|(\d{4})(\d{2})(\d{2})")


def spoken_date(text: str, today: date) -> SpokenDate:
    """Returns what the words mean on the day `today`; a span ends with today at the latest.

    Raises DateUnclear, DateInFuture, DateImpossible.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if not said or len(said) > MOST_CHARS or not lunar.FIRST < today < lunar.LAST:
        raise DateUnclear
    readings = _numeric(said)
    if readings is None:
        readings = _in_words(said, today)
    begun = tuple(dict.fromkeys(each.until(today) for each in readings if each.first <= today))
    if not begun:
        raise DateInFuture
    return SpokenDate(text.strip(), begun)


def uncertainty(said: SpokenDate) -> tuple[Message, ...]:
    """Returns what says which day is reckoned with; nothing for an exact day."""
    if said.exact:
        return ()
    if said.ambiguous:
        return (Message("spoken-date.either-calendar", {"words": said.words, "day": said.first}),)
    return (Message("spoken-date.uncertain", {"day": said.first}),)


def _numeric(said: str) -> tuple[Reading, ...] | None:
    """Reads 2024-03-05, 2024.3.5, 20240305 and 2024-03. Raises DateImpossible."""
    found = NUMERIC.fullmatch(said)
    if not found:
        return None
    year, month, day = (int(found[one] or found[other] or 0) for one, other in ((1, 4), (2, 5), (3, 6)))
    try:
        first = date(year, month, day or 1)
    except ValueError:
        raise DateImpossible from None
    if first <= lunar.FIRST:
        raise DateImpossible
    if day:
        return (Reading(first, first),)
    return (Reading(first, month_end(first)),)


def _in_words(said: str, today: date) -> tuple[Reading, ...]:
    vague = bool(VAGUE.search(said))
    for words in dict.fromkeys((_plain(said), _plain(VAGUE.sub("", said)))):
        readings = relative(words, today)
        if readings is None:
            readings = yearly(words, today)
        if readings:
            return tuple(_widened(each) for each in readings) if vague else readings
    raise DateUnclear


def _plain(said: str) -> str:
    """Returns the words without what says nothing of the day, the calendar's name before month and day."""
    words = TIME_OF_DAY.sub("", FILLERS.sub("", said))
    return CALENDAR_FIRST.sub(r"\2\1", words)


def _widened(reading: Reading) -> Reading:
    if not reading.exact:
        return reading
    return Reading(reading.first - VAGUE_DAYS, reading.last + VAGUE_DAYS, reading.lunar)
