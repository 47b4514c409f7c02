"""Which lawful routes are open for a matter, and until which day.

Limits are those of the law in force today. What the law leaves open (interruption, suspension, good reasons) is not
reckoned: it is said in a sentence beside the day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core import matters as categories
from core.message import Message
from core.problems import NoSuchCategory, ToldBeforeEvent
from core.routes import leaves as tree
from core.routes.laws import Law, checked
from core.routes.leaves import Cite, Leaf, Matter, Question
from core.routes.organs import Directory, organ_at, telephone_of
from core.routes.terms import Start, Term
from core.spoken_dates.span import SpokenDate
from core.spoken_dates.spoken import uncertainty
from core.working_days import Calendar

OTHER = "990100"
PETITION = "petition"
GENERAL = {"administrative-review": "review", "administrative-suit": "suit"}
"""The leaf that opens a route for any matter, where it is not called as the route."""
MOST_QUESTIONS = 3
TRUSTED = timedelta(days=365)
"""So long after the laws were looked at, it is said when that was."""


@dataclass(frozen=True)
class Facts:
    """What is known of the matter. `answers`: option by question, as touched; they go before what the text says.
    `named`: routes that were named already: they come first, also where the category alone would not open them."""

    category: str
    text: str = ""
    event: SpokenDate | None = None
    told: SpokenDate | None = None
    place_code: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signpost:
    """One route. `last_day` is None where the law sets none, or where its first day is not known. `reckoning`: how the
    day was found, or what is missing. `notes`: what was not reckoned and has to be known. `phone` is empty where it is
    not known."""

    route: str
    organ: str
    last_day: date | None
    article: str
    bring: tuple[str, ...]
    phone: str
    reckoning: tuple[Message, ...]
    notes: tuple[str, ...]
    leaf: str

    def days_left(self, today: date) -> int | None:
        """Returns how many days are left, 0 on the last day, negative after it; None without a last day."""
        return (self.last_day - today).days if self.last_day else None


@dataclass(frozen=True)
class Bearings:
    """What days and names are reckoned with: the day, the calendar of days off, the province's offices."""

    today: date
    calendar: Calendar
    directory: Directory


def signpost(facts: Facts, today: date, calendar: Calendar, directory: Directory | None = None) -> tuple[Signpost, ...]:
    """Returns the routes in the order in which they are shown; a petition is always among them.

    A route whose law is not in force today is left out; the petition's notes say so. Raises NoSuchCategory,
    ToldBeforeEvent.
    """
    if facts.told and facts.event and facts.told.last < facts.event.first:
        raise ToldBeforeEvent
    at, answers = Bearings(today, calendar, directory or {}), _answers(facts)
    found: dict[str, Signpost] = {}
    closed: list[Message] = []
    for leaf in _open(facts, answers):
        cite = leaf.in_force(today) or (leaf.cites[0] if leaf.id == PETITION else None)
        if cite is None:
            closed.append(_closed(leaf, today))
        elif leaf.route not in found:
            found[leaf.route] = _post(leaf, cite, facts, at)
    if today > checked() + TRUSTED:
        closed.append(Message("signpost.checked", {"day": checked()}))
    petition = found[PETITION]
    found[PETITION] = replace(petition, reckoning=(*petition.reckoning, *closed))
    first = [found[route] for route in facts.named if route in found]
    return (*first, *(each for each in found.values() if each not in first))


def questions_for(facts: Facts) -> tuple[Question, ...]:
    """Returns the questions whose answers are not known yet and would matter, at most three. Raises NoSuchCategory."""
    known = _answers(facts)
    asked = [tree.questions()[each] for each in _matter(facts).questions]
    return tuple(each for each in asked if each.id not in known)[:MOST_QUESTIONS]


def _answers(facts: Facts) -> dict[str, str]:
    said = {each.id: each.answer_in(facts.text) for each in tree.questions().values()}
    return {question: answer for question, answer in said.items() if answer} | dict(facts.answers)


def _matter(facts: Facts) -> Matter:
    """Returns what the category has; for 别的事, that of the category its words speak of."""
    if facts.category not in categories.categories():
        raise NoSuchCategory
    heard = categories.suggest(facts.text)[:1] if facts.category == OTHER else []
    code = heard[0] if heard else facts.category
    return tree.matters().get(code) or Matter((PETITION,), (), ())


def _open(facts: Facts, answers: Mapping[str, str]) -> Iterator[Leaf]:
    """Yields the leaves that the answers leave open, those that only words opened behind them, the petition at last."""
    matter = _matter(facts)
    words = [leaf for each in tree.heard() if any(word in facts.text for word in each.words) for leaf in each.leaves]
    named = [GENERAL.get(route, route) for route in facts.named]
    for name in (*matter.leaves, *words, *matter.soon, *(each for each in named if each in tree.leaves()), PETITION):
        leaf = tree.leaves()[name]
        if all(answers.get(question) == answer for question, answer in leaf.when.items()):
            yield leaf


def _post(leaf: Leaf, cite: Cite, facts: Facts, at: Bearings) -> Signpost:
    last_day, said = _last_day(leaf, cite, facts, at.calendar)
    if last_day and last_day < at.today:
        said.append(Message("signpost.passed"))
    elif last_day and not at.calendar.knows(last_day, last_day):
        said.append(Message("signpost.holidays-unknown", {"year": last_day.year}))
    return Signpost(
        route=leaf.route,
        organ=organ_at(leaf, facts.place_code, at.directory),
        last_day=last_day,
        article=cite.text,
        bring=leaf.bring,
        phone=telephone_of(leaf, facts.place_code, at.directory),
        reckoning=tuple(said),
        notes=leaf.notes,
        leaf=leaf.id,
    )


def _last_day(leaf: Leaf, cite: Cite, facts: Facts, calendar: Calendar) -> tuple[date | None, list[Message]]:
    """Returns the last day and what has to be said of it."""
    if cite.term is None:
        return None, []
    start = _start(cite.term, facts)
    if start is None:
        return None, [Message("signpost.say-told" if cite.term.start is Start.SERVED else "signpost.say-when")]
    said = list(uncertainty(start))
    if cite.term.start is Start.TOLD and not facts.told:
        said.append(Message("signpost.from-event"))
    last_day = _reckoned(cite.term, start, facts, calendar)
    if (older := _run_out_before(leaf, cite, facts, calendar)) is not None:
        law, last_day = older
        said.append(Message("signpost.old-law", {"law": law.name}))
    return last_day, said


def _start(term: Term, facts: Facts) -> SpokenDate | None:
    if term.start is Start.EVENT:
        return facts.event
    return facts.told or (facts.event if term.start is Start.TOLD else None)


def _reckoned(term: Term, start: SpokenDate, facts: Facts, calendar: Calendar) -> date:
    last_day = term.length.last_day(start.first, calendar)
    if term.most and facts.event:
        last_day = min(last_day, term.most.last_day(facts.event.first, calendar))
    return last_day


def _run_out_before(leaf: Leaf, cite: Cite, facts: Facts, calendar: Calendar) -> tuple[Law, date] | None:
    """Returns the earlier version under which a shorter term had run out before the present one began: a longer term
    does not bring it back."""
    for older in leaf.cites[: leaf.cites.index(cite)]:
        start = _start(older.term, facts) if older.term else None
        if older.term and start and older.term != cite.term:
            last_day = _reckoned(older.term, start, facts, calendar)
            if last_day < cite.law.first:
                return older.law, last_day
    return None


def _closed(leaf: Leaf, today: date) -> Message:
    """Returns why a leaf is not open today: its law comes later, or has run out."""
    coming = [cite.law for cite in leaf.cites if cite.law.first > today]
    if coming:
        return Message("signpost.not-yet", {"law": coming[0].name, "day": coming[0].first})
    law = leaf.cites[-1].law
    assert law.last
    return Message("signpost.run-out", {"law": law.name, "day": law.last})
