"""The life of a case, told to whoever shows its query code and last four digits. Reading one's own case is no reading
by an office: it leaves no line among the readers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from core.bounded_types import LINE_CHARS, STORY_CHARS
from core.case_life import MOST_EVENTS, MOST_READERS, MOST_UNITS, CaseLife, Invited, LifeEvent, OwnWords, Paper, Reader
from core.cases.actions import REGISTER, Action
from core.cases.state import Case, CaseState
from core.petition import AT_AN_OFFICE, Petition
from core.wire import CaseQuery
from gateway.cases import queries, reading
from gateway.cases.acts import ANSWERS
from gateway.cases.legs import name_of
from gateway.cases.plain_steps import plain
from gateway.keys.keyring import BUREAU
from gateway.notices import outbox
from gateway.petitioner import papers, pledges
from gateway.petitioner.known_events import Known, known_events, opens_to_words
from gateway.petitioner.owed import can_do, owed_beside, owed_now
from gateway.runtime import Runtime
from gateway.runtime.petitions import readable_petition

HANDED_TO_UNIT = frozenset({Action.FORWARD, Action.ASSIGN, Action.SETTLE})
ASKED = frozenset({Action.REVIEW_REQUEST, Action.RECHECK_REQUEST})
WAITS_FOR_DELIVERY = frozenset({Action.REPLY, Action.REVIEW, Action.RECHECK})


def by_code(runtime: Runtime, terminal: str, query: CaseQuery) -> CaseLife:
    """Raises Refused 404 for a wrong code and wrong digits alike; 429 after too many of them."""
    row = queries.found(runtime, terminal, query)
    life = life_of(runtime, row)
    outbox.tell(runtime, row["id"])
    return life


def life_of(runtime: Runtime, row: RowMapping) -> CaseLife:
    """The case as its petitioner may see it: of one that opens to no words, the steps alone; of
    an accusation, that it is registered."""
    with runtime.reading() as db:
        known = known_events(db, runtime, row["id"])
        if row["recipient_set"] != BUREAU:
            return _steps_alone(runtime, row, known[:1])
        if not opens_to_words(row):
            return _steps_alone(runtime, row, known)
        documents = papers.shown(db, row["id"], known)
        readers = reading.readers(db, row["id"])[-MOST_READERS:]
    case = known[-1].later if known else Case()
    theirs, filed = papers.by_event(runtime, documents, known), readable_petition(runtime, row["item"])
    return CaseLife(
        case_number=row["number"],
        state=_state(case),
        today=runtime.now().date(),
        events=_with_channel([_event(runtime, each, theirs.get(index, ())) for index, each in _told(known)], filed),
        owed=owed_now(runtime, case),
        readers=tuple(Reader(day=day, office=name_of(runtime, organ) or organ) for day, organ in readers),
        can=can_do(runtime, row, case),
        answer=_answer(known),
        invited=_invited(runtime, case, known),
        beside=owed_beside(runtime, case),
        pledge=pledges.pledged(runtime, case, known, documents),
        words=_whose_words(filed),
    )


def _with_channel(told: Sequence[LifeEvent], filed: Petition | None) -> tuple[LifeEvent, ...]:
    """The events, the registration with how it came where an office entered it; a terminal of the version before, which
    does not know that action, shows the plain step."""
    if filed is None or filed.channel not in AT_AN_OFFICE:
        return tuple(told)
    return tuple(
        replace(each, action=f"{REGISTER}-{filed.channel}") if each.action == REGISTER else each for each in told
    )


def _whose_words(petition: Petition | None) -> OwnWords | None:
    """The words of a petition that an agent filed; None for any other, or one that cannot be opened any more."""
    if petition is None or petition.agent is None:
        return None
    return OwnWords(filed=petition.matter.narrative, spoken=petition.spoken_words, agent_notes=petition.agent_notes)


def _steps_alone(runtime: Runtime, row: RowMapping, known: Sequence[Known]) -> CaseLife:
    events = (LifeEvent(action=each.action, step=plain(each.later.state), at=each.at) for _index, each in _told(known))
    state = _state(known[-1].later) if known else CaseState.REGISTERED
    return CaseLife(case_number=row["number"], state=state, today=runtime.now().date(), events=tuple(events))


def _told(known: Sequence[Known]) -> list[tuple[int, Known]]:
    return [(index, each) for index, each in enumerate(known) if each.told][-MOST_EVENTS:]


def _state(case: Case) -> CaseState:
    """That a case is linked to another one is not told: it may be another person's."""
    return (case.before_link or CaseState.CLASSIFIED) if case.state is CaseState.LINKED else case.state


def _event(runtime: Runtime, each: Known, theirs: tuple[Paper, ...]) -> LifeEvent:
    before, later = each.before, each.later
    due = later.duty.limit if later.duty and later.duty != before.duty else None
    return LifeEvent(
        action=each.action,
        step=plain(_state(later)),
        at=each.at,
        organ=name_of(runtime, each.organ),
        to=tuple(filter(None, (name_of(runtime, organ) for organ in _handed_to(each)))),
        due=due,
        papers=theirs,
        **_hearing(each),
    )


def _handed_to(each: Known) -> Sequence[str]:
    later = each.later
    if each.action in ASKED:
        return (later.reviewer,)
    if each.action == Action.DISPUTE:
        return (later.decider,)
    if each.action not in HANDED_TO_UNIT:
        return ()
    if later.bureau != each.before.bureau:
        return (later.bureau,)
    return (later.unit, *later.helpers)[:MOST_UNITS]


def _hearing(each: Known) -> Mapping[str, Any]:
    """Day and place of a hearing or meeting: the invitation."""
    if each.action not in (Action.HEAR, Action.INVITE):
        return {}
    days = {name: date.fromisoformat(each.facts[name]) for name in ("on", "until") if each.facts.get(name)}
    return {**days, "place": str(each.words.get("place", ""))[:LINE_CHARS]}


def _invited(runtime: Runtime, case: Case, known: Sequence[Known]) -> Invited | None:
    """The meeting or hearing to come."""
    coming = case.appointment
    if coming is None or not case.open or coming.on < runtime.now().date():
        return None
    words = next((each.words for each in known if each.later.version == coming.number), {})
    told = {name: getattr(coming, name) for name in ("number", "about", "on", "at", "answer", "wished")}
    place = str(words.get("place", ""))[:LINE_CHARS]
    return Invited(**told, place=place, organ=name_of(runtime, coming.organ))


def _answer(known: Sequence[Known]) -> str:
    """Returns the words of the last opinion that was delivered, or of what needs no delivery to count."""
    found = waiting = ""
    for each in known:
        if each.action in WAITS_FOR_DELIVERY:
            waiting = _words(each) or waiting
            if each.later.state is CaseState.DELIVERED:  # of a version before, when a reply was theirs at once
                found, waiting = waiting, ""
        elif each.action == Action.DELIVER and each.told:
            found, waiting = waiting or found, ""
        elif each.action in ANSWERS and each.told:
            found = _words(each) or found
    return found[:STORY_CHARS]


def _words(each: Known) -> str:
    names = ANSWERS.get(Action(each.action), ())
    said = [str(each.words[name]) for name in names if each.words.get(name)]
    return "\n".join(said) or str(each.words.get("note", ""))
