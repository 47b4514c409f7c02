"""Drafts of every shape, as hypothesis makes them, and all that is in one, to compare."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from agency.draft_record import NOT_KEPT, PETITION_INKS, Written
from core.company import Companion, Company
from core.consents import Consents, TrueIntent
from core.flow import Whereabouts
from core.ink import Ink, Strokes
from core.joint import JointConsent
from core.narrative import Clause, SpokenClause
from core.person import Cardholder, Person
from core.petition import Purpose
from core.places import Place
from core.routes.asked import Asked
from core.scan import RemovedScan, Scan, TextLine
from proxy_client.session import AgentDraft

TEXT = st.text(max_size=12)
NUMBER = st.floats(allow_nan=False)
CONTENT = st.binary(max_size=9) | st.integers(2048, 2100).map(lambda size: bytes([size % 256]) * size)
MOMENT = st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.one_of(st.none(), st.timezones()))
STROKES: st.SearchStrategy[Strokes] = st.lists(
    st.lists(st.tuples(NUMBER, NUMBER), max_size=3).map(tuple), max_size=2
).map(tuple)
CLAUSES = st.builds(
    SpokenClause,
    st.builds(
        Clause,
        text=TEXT,
        start=NUMBER,
        end=NUMBER,
        confidence=NUMBER,
        alternatives=st.lists(TEXT, max_size=2).map(tuple),
        doubtful=st.lists(st.tuples(st.integers(), st.integers()), max_size=2).map(tuple),
        unheard=st.booleans(),
    ),
    sound=CONTENT,
    lead=NUMBER,
    recognised=TEXT,
)
TOLD = st.lists(CLAUSES, max_size=3).map(tuple)
QUAD = st.tuples(*[st.tuples(NUMBER, NUMBER)] * 4)
SCANS = st.builds(
    Scan,
    image=CONTENT,
    text=TEXT,
    blank=st.booleans(),
    unreadable=st.booleans(),
    size=st.tuples(st.integers(), st.integers()),
    lines=st.lists(st.builds(TextLine, TEXT, NUMBER, QUAD), max_size=2).map(tuple),
    source=CONTENT,
    corners=st.none() | QUAD,
    letter=st.booleans(),
    more=st.booleans(),
)
PEOPLE = st.builds(Person, name=TEXT) | st.builds(Cardholder, name=TEXT, doubtful=st.lists(TEXT, max_size=2).map(tuple))
PLACES = st.builds(Place, code=TEXT, name=TEXT, detail=TEXT)
CONSENTS = st.builds(JointConsent, text_sha256=TEXT, at=MOMENT, spoken=st.booleans())
COMPANIONS = st.builds(
    Companion,
    petitioner=PEOPLE,
    card_image=CONTENT,
    represents=st.booleans(),
    consent=st.none() | CONSENTS,
    under=st.none() | st.tuples(TEXT, st.none() | st.sampled_from(Purpose), st.none() | PLACES),
    strokes=STROKES,
    signature=CONTENT,
)


@st.composite
def companies(draw: st.DrawFn) -> Company:
    people = draw(st.lists(COMPANIONS, max_size=2))
    return Company(draw(st.booleans()), people, draw(st.none() | st.sampled_from(people)) if people else None)


@st.composite
def drafts(draw: st.DrawFn) -> AgentDraft:
    scans = draw(st.lists(SCANS, max_size=3))
    removed = [
        RemovedScan(draw(st.integers(0, 9)), draw(SCANS), draw(st.none() | st.sampled_from(scans)) if scans else None)
        for _ in range(draw(st.integers(0, 2)))
    ]
    given: dict[str, st.SearchStrategy[Any]] = {
        "petitioner": PEOPLE,
        "claim": st.binary(min_size=32, max_size=32),
        "card_image": CONTENT,
        "consents": st.builds(Consents, keep_audio=st.booleans()),
        "company": companies(),
        "told": TOLD,
        "former_told": st.lists(TOLD, max_size=2),
        "asked": st.dictionaries(TEXT, TEXT, max_size=2),
        "place": st.none() | PLACES,
        "inks": st.dictionaries(st.sampled_from(PETITION_INKS), st.builds(Ink, STROKES, TEXT), max_size=2),
        "routes": st.builds(
            Asked, words=st.dictionaries(TEXT, TEXT, max_size=2), lunar=st.just({"event": True}), dated=st.booleans()
        ),
        "signature": CONTENT,
        "letter": CONTENT,
        "another_matter": st.frozensets(TEXT, max_size=3),
        "true_intent": st.none()
        | st.builds(TrueIntent, text_sha256=TEXT, heard=st.booleans(), alone=st.booleans(), at=MOMENT),
        "_meant": st.none() | st.tuples(st.tuples(TEXT, TEXT, TEXT), st.tuples(st.sampled_from(Purpose), TEXT, PLACES)),
    }
    mine = {"scans", "removed_scans", *given, *NOT_KEPT}
    drawn = {name: draw(strategy) for name, strategy in given.items()}
    others = {each.name: ... for each in fields(AgentDraft) if each.name not in mine and each.init}
    draft: AgentDraft = draw(st.builds(AgentDraft, **{name: st.just(value) for name, value in drawn.items()}, **others))
    draft.scans, draft.removed_scans = scans, removed
    return draft


WHEREABOUTS = st.builds(
    Whereabouts, page=TEXT, path=st.lists(TEXT, max_size=3).map(tuple), returning=st.lists(TEXT, max_size=2).map(tuple)
)
WRITTEN = st.none() | st.builds(Written, TEXT, TEXT)


def contents(value: object, met: dict[int, int] | None = None) -> object:
    """Returns all that is in a value, with the kinds of everything; the same thing met again is named by its number."""
    met = {} if met is None else met
    if isinstance(value, dict):
        return [(contents(key, met), contents(each, met)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return type(value).__name__, [contents(each, met) for each in value]
    if is_dataclass(value):
        if isinstance(value, Scan | Companion):
            if id(value) in met:
                return met[id(value)]
            met[id(value)] = len(met)
        names = [each.name for each in fields(value) if not (isinstance(value, AgentDraft) and each.name in NOT_KEPT)]
        return type(value).__name__, [(name, contents(getattr(value, name), met)) for name in names]
    if isinstance(value, date):
        return type(value) is date, value.isoformat()
    return type(value).__name__, value
