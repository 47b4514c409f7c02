"""`consult`: a question in anybody's words, the answer that fits it, or none."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advice.concepts import concepts
from advice.entries import Entry, entries
from advice.index import Found, Match, index
from advice.laws import Article
from core import han
from core.language import N_

HAN = re.compile(han.HAN)
LEAST = 0.97
"""The confidence below which nothing is answered; found on the tuning half of benchmarks/consult."""
SURE = 1.06
"""Above it, nobody asks whether words were only heard wrongly."""
RESPELLED = 0.06
"""By how much the text with words written as they sound must be clearer than the text as it is, and than LEAST."""
STRANGE = 0.885
"""Below it a text is so far from our field that words which sound like ours are a coincidence."""
OTHERS = 3

NOT_KNOWN = N_("这个我不知道，不敢乱说。请问工作人员，或打12345。")
"""What is said where no entry fits."""


@dataclass(frozen=True)
class Other:
    entry: str
    title: str
    score: float


@dataclass(frozen=True)
class Advice:
    """The answer to a question. `entry` is None if the question is not in the field: NOT_KNOWN is said then.
    `articles` are those in force on the day. `others`: answers that may be meant instead, the likeliest first."""

    entry: str | None
    title: str
    answer: str
    score: float
    articles: tuple[Article, ...] = ()
    routes: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    topic: str = ""
    category: str = ""
    phone: str = ""
    sentences: tuple[str, ...] = field(default=(), repr=False)

    def told(self) -> dict[str, Any]:
        """Returns the object of the command line."""
        return {
            "entry": self.entry,
            "title": self.title,
            "answer": self.answer,
            "articles": [_article(each) for each in self.articles],
            "routes": list(self.routes),
            "score": self.score,
            "others": [{"entry": each.entry, "title": each.title, "score": each.score} for each in self.others],
            "category": self.category,
            "phone": self.phone,
        }


def _article(each: Article) -> dict[str, str | None]:
    law = each.law
    until = law.until.isoformat() if law.until else None
    return {
        "law": law.name, "article": each.article, "version": law.version,
        "since": law.since.isoformat(), "until": until, "source": law.source,
    }  # fmt: skip


def consult(text: str, today: date | None = None) -> Advice:
    """Returns the answer that fits the question best, or one without an entry. Keeps nothing of the question."""
    found = _search(text)
    if found is None or found.confidence < LEAST:
        return Advice(None, "", "", found.confidence if found else 0.0)
    first, *more = found.matches[: OTHERS + 1]
    return advice(entries()[first.entry], found.confidence, today, tuple(map(_other, more)))


def _search(text: str) -> Found | None:
    """Searches for the text, and where it is not clear, for the words that sound like it. None without a word."""
    if not HAN.search(text):
        return None
    found = index().search(text)
    respelled = concepts().respelled(text) if STRANGE < found.confidence < SURE else text
    if respelled == text:
        return found
    heard = index().search(respelled)
    return heard if heard.confidence - RESPELLED > max(found.confidence, LEAST) else found


def advice(entry: Entry, score: float = 1.0, today: date | None = None, others: tuple[Other, ...] = ()) -> Advice:
    """Returns an entry as it is told on a day, as after touching its title."""
    day = today or date.today()
    return Advice(
        entry=entry.id,
        title=entry.title,
        answer="".join(entry.answer),
        score=score,
        articles=tuple(each for each in entry.articles if each.law.in_force(day)),
        routes=entry.routes,
        others=others,
        topic=entry.topic,
        category=entry.category,
        phone=entry.phone,
        sentences=entry.answer,
    )


def _other(match: Match) -> Other:
    return Other(match.entry, entries()[match.entry].title, match.score)
