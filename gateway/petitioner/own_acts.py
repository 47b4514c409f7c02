"""What petitioners do with their own cases at a terminal: urge, withdraw, ask for a review, change how they are told,
ask about their personal data, withdraw consents, sign a pledge. The rules are those of every act
(`core.cases.machine`); each is done once, however often the call arrives."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, RowMapping, select

from core.authority.letter import Power
from core.cases import clocks, machine
from core.cases.actions import Action
from core.cases.refusals import Unlawful
from core.cases.state import Case
from core.petition import Petition
from core.validation import telephone
from core.wire.answers import CaseQuery
from core.wire.own_acts import (
    AddedParts,
    AuthorityWithdrawal,
    OwnAct,
    OwnActCall,
    OwnActDone,
    PossibleAct,
    PossibleActs,
)
from gateway.cases import acts, authorities, history, petitioner_acts, queries, supplements, withdrawn_parts
from gateway.cases.acts import RefusedAct
from gateway.cases.calendar import calendar
from gateway.cases.history import Overtaken
from gateway.cases.petitioner_acts import DoneAct
from gateway.cases.withdrawn_parts import ROLES
from gateway.notices import contacts
from gateway.notices.contacts import Wish
from gateway.petitioner import pledges
from gateway.petitioner.known_events import opens_to_words
from gateway.petitioner.pledges import PETITIONER_ACTOR
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.petitions import opened_petition
from gateway.storage.schema import cases
from gateway.throttling import quotas

ACTIONS: Mapping[OwnAct, Action] = {
    OwnAct.URGE: Action.PETITIONER_URGE,
    OwnAct.WITHDRAW: Action.WITHDRAW,
    OwnAct.REVIEW: Action.REVIEW_REQUEST,
    OwnAct.RECHECK: Action.RECHECK_REQUEST,
    OwnAct.COPY: Action.DATA_REQUEST,
    OwnAct.CORRECT: Action.DATA_REQUEST,
    OwnAct.DELETE: Action.DATA_REQUEST,
    OwnAct.WITHDRAW_AUTHORITY: Action.WITHDRAW_AUTHORITY,
    OwnAct.SIGN_PLEDGE: Action.SIGN_PLEDGE,
}
"""Acts that are events of the case. The others change how the petitioner is told, or withdraw a consent."""
AGENTS_TOO = {
    **dict.fromkeys((OwnAct.URGE, OwnAct.REVIEW, OwnAct.RECHECK), Power.FILE),
    OwnAct.SIGN_PLEDGE: Power.QUERY,
}
"""Acts that an agent does as well, by the power to file; the others are the principal's alone. A pledge the principal
signs in person at the agent's terminal: it is enough that the agent may show it to them."""
OF_ALL = frozenset({OwnAct.URGE, OwnAct.REVIEW, OwnAct.RECHECK, OwnAct.SIGN_PLEDGE})
"""Acts of which any representative of a joint petition does each for all."""
NO_CODE = CaseQuery(query_code="0000", last_four="0000")
"""Stands where the case was found by the card."""
ABOUT_DATA = (OwnAct.COPY, OwnAct.CORRECT, OwnAct.DELETE)
WORDS = {Action.PETITIONER_URGE: "note", Action.DATA_REQUEST: "note"}
"""The field that holds what the petitioner says; elsewhere it is `reasons`."""
FRESH = frozenset({OwnAct.SIGN_PLEDGE, OwnAct.WITHDRAW_AUTHORITY})
"""Acts that a terminal of the version before does not know; it would refuse the whole list."""


def possible(runtime: Runtime, terminal: str, query: CaseQuery, *, consents: bool = False) -> PossibleActs:
    """Returns what may be done now. `consents`: with those that can be withdrawn besides messages, and with FRESH.
    Raises Refused 404, 429 as every question about a case."""
    row = queries.found(runtime, terminal, query)
    if not opens_to_words(row):
        return PossibleActs()
    with runtime.reading() as db:
        case = history.load(db, row["id"])
    around = acts.world(runtime)
    lawful = {each.action: each for each in machine.lawful(case, PETITIONER_ACTOR, around)}
    found = [
        PossibleAct(act=act, until=_until(runtime, case, act), article=lawful[action].article)
        for act, action in ACTIONS.items()
        if action in lawful and act not in case.data_requests and (consents or act not in FRESH)
    ]
    filed = opened_petition(runtime, row["item"])
    number = contacts.of_case(runtime, row["id"], filed).number if _of_petitioner(filed, query) else ""
    found.append(PossibleAct(act=OwnAct.TELEPHONE))
    if number:
        found.append(PossibleAct(act=OwnAct.NO_MESSAGES, article="PIPL 15"))
    if consents:
        found += _consents(runtime, row, filed)
    late = Action.PETITIONER_URGE in lawful or any(each.late(around.today) for each in case.beside)
    waits = case.duty is not None and case.duty.rule != "close" and not case.duty.late(around.today) and not late
    found = [each for each in found if _one_may(each.act, filed, query)]
    if authorities.asked_by_agent(runtime, row, terminal):
        found = [each for each in found if each.act in AGENTS_TOO]
    return PossibleActs(
        acts=tuple(found),
        urge_after=case.duty.limit if case.duty and waits else None,
        told_to=f"*{number[-4:]}" if number else "",
    )


def _consents(runtime: Runtime, row: RowMapping, filed: Petition) -> list[PossibleAct]:
    theirs = {row["item"]: filed, **{item: opened_petition(runtime, item) for item in _added(runtime, row)}}
    with runtime.reading() as db:
        stand = [act for act in ROLES if any(_stands(db, item, act, each) for item, each in theirs.items())]
    return [PossibleAct(act=act, article="PIPL 15, 47") for act in stand]


def _stands(db: Connection, item: str, act: OwnAct, filed: Petition) -> bool:
    return withdrawn_parts.stand(db, item, withdrawn_parts.named(filed, act))


def _added(runtime: Runtime, row: RowMapping) -> list[str]:
    """The items that were added to the case: what is withdrawn of it is withdrawn of them."""
    with runtime.reading() as db:
        return [each.item for each in supplements.of_case(db, row["id"])]


def _until(runtime: Runtime, case: Case, act: OwnAct) -> date | None:
    rules = {OwnAct.REVIEW: "review-ask", OwnAct.RECHECK: "recheck-ask"}
    if act not in rules or case.delivered is None:
        return None
    return clocks.term(rules[act], case.profile, case.delivered, calendar(runtime)).limit


def act(runtime: Runtime, terminal: str, call: OwnActCall) -> OwnActDone:
    """Do it, or raise Refused 404, 409, 422, 429, RefusedAct. One that was done before is answered as it was then."""
    row = queries.found(runtime, terminal, call.query, AGENTS_TOO.get(call.act))
    if not opens_to_words(row):
        raise Refused(422, "not-now", "a case that is sealed to others is not changed from here")
    quotas.check_lines(runtime, terminal)
    if call.act not in OF_ALL and not _one_may(call.act, opened_petition(runtime, row["item"]), call.query):
        raise Refused(422, "not-now", "a joint petition: the first representative does this, or all at the bureau")
    done = _done(runtime, row, terminal, call, _ready(runtime, row, call))
    return _erased(runtime, row, done) if call.act in ROLES else done


def withdraw_authority(runtime: Runtime, terminal: str, call: AuthorityWithdrawal) -> OwnActDone:
    """The principal shows their card instead of a code. Raises Refused 404, 409, 429, RefusedAct."""
    row = queries.found_by_card(runtime, terminal, call.card, call.case_number)
    quotas.check_lines(runtime, terminal)
    own = OwnActCall(id=call.id, query=NO_CODE, act=OwnAct.WITHDRAW_AUTHORITY)
    return _done(runtime, row, terminal, own, _ready(runtime, row, own))


def _done(runtime: Runtime, row: RowMapping, terminal: str, call: OwnActCall, ready: "Ready") -> OwnActDone:
    try:
        with runtime.engine.begin() as db:
            now = db.execute(select(cases).where(cases.c.id == row["id"]).with_for_update()).mappings().one()
            if done := petitioner_acts.before(db, now, call):
                return done
            authorities.check_still(db, now, history.load(db, now["id"]), terminal)
            runtime.audit(db, f"petitioner {call.act.value}", terminal=terminal, case=row["number"])
            return petitioner_acts.keep(db, now, call, ready(db, now))
    except Unlawful as refused:
        raise RefusedAct(refused.code, refused.article, refused.message) from None
    except Overtaken:
        raise Refused(409, "conflict", "the case changed this very moment") from None


def _erased(runtime: Runtime, row: RowMapping, done: OwnActDone) -> OwnActDone:
    """Behind the transaction, and again whenever the call is repeated: nobody is told of a deletion that did not
    happen."""
    item, added = row["item"], _added(runtime, row)
    for each in (item, *added):
        withdrawn_parts.erase(runtime, each)
    first = _became(runtime, item, done.act)
    others = [(each, _became(runtime, each, done.act)) for each in added]
    told = tuple(
        AddedParts(item=UUID(each), erased=became.erased, refused=became.refused)
        for each, became in others
        if became.erased or became.refused
    )
    return done.model_copy(update={"erased": first.erased, "refused": first.refused, "added": told})


def _became(runtime: Runtime, item: str, act: OwnAct) -> withdrawn_parts.Outcome:
    names = withdrawn_parts.named(opened_petition(runtime, item), act)
    with runtime.reading() as db:
        return withdrawn_parts.outcome(db, item, names)


def _one_may(act: OwnAct, petition: Petition, query: CaseQuery) -> bool:
    """Whether whoever shows these digits may do it. A joint petition is not withdrawn by one of those who filed it, and
    what concerns the petitioner's own telephone, data, recording and agent is not another representative's."""
    if petition.joint is None or act in OF_ALL:
        return True
    return act is not OwnAct.WITHDRAW and _of_petitioner(petition, query)


def _of_petitioner(petition: Petition, query: CaseQuery) -> bool:
    return petition.joint is None or query.last_four.upper() in petition.petitioner.last_four


Ready = Callable[[Connection, RowMapping], DoneAct]
"""What is done inside the transaction, everything slow having been done before it."""


def _ready(runtime: Runtime, row: RowMapping, call: OwnActCall) -> Ready:
    if call.act is OwnAct.SIGN_PLEDGE:
        return pledges.ready_signature(runtime, call)
    if call.act in ACTIONS:
        return _ready_event(runtime, call)
    return _ready_consent(runtime, row, call) if call.act in ROLES else _ready_contact(runtime, row, call)


def _ready_event(runtime: Runtime, call: OwnActCall) -> Ready:
    action, around = ACTIONS[call.act], acts.world(runtime)
    given = {WORDS.get(action, "reasons"): call.words}
    if call.act in ABOUT_DATA:
        given["request"] = call.act.value
    sealed = runtime.keys.seal_text(call.words)

    def write(db: Connection, row: RowMapping) -> DoneAct:
        case = history.load(db, row["id"])
        decision = machine.decide(case, action, given, PETITIONER_ACTOR, around)
        written = history.write(db, runtime, row, case, acts.happening(PETITIONER_ACTOR, decision))
        acts.tell(db, row, decision.rule.node, written)
        if call.act not in ABOUT_DATA:
            return DoneAct(written.at, written.case.version)
        due = clocks.term("data-request", case.profile, around.today, around.calendar).limit
        return DoneAct(written.at, written.case.version, due, sealed)

    return write


def _ready_contact(runtime: Runtime, row: RowMapping, call: OwnActCall) -> Ready:
    """Raises Refused 422 for what is no telephone number."""
    if call.act is OwnAct.TELEPHONE and (not call.telephone or telephone(call.telephone)):
        raise Refused(422, "telephone", "this is no telephone number")
    stands = contacts.of_case(runtime, row["id"], opened_petition(runtime, row["item"]))
    wish = Wish(False, stands.phone) if call.act is OwnAct.NO_MESSAGES else Wish(True, call.telephone)
    sealed = contacts.sealed_wish(runtime, wish)

    def write(db: Connection, row: RowMapping) -> DoneAct:
        contacts.change(db, runtime, row["id"], sealed)
        return DoneAct(runtime.now())

    return write


def _ready_consent(runtime: Runtime, row: RowMapping, call: OwnActCall) -> Ready:
    whole = (row["item"], *_added(runtime, row))
    names = {item: withdrawn_parts.named(opened_petition(runtime, item), call.act) for item in whole}

    def write(db: Connection, row: RowMapping) -> DoneAct:
        standing = [item for item in whole if withdrawn_parts.stand(db, item, names[item])]
        for item in standing or [row["item"]]:  # where none stands, it is refused
            withdrawn_parts.withdraw(db, runtime, item, names[item])
        return DoneAct(runtime.now())

    return write
