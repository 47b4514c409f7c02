"""Agents at the gateway: whether their authority carries a filing, and what they do afterwards in the principal's name.

The judge is the terminals' own (`core.authority.judge`). What is sealed to the discipline organ is not judged here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select, update

from core.authority.judge import refusal
from core.authority.letter import Authority, Power
from core.cases.actions import Action
from core.cases.state import Agency, Case
from core.petition import Petition, by_agent, representation
from core.problems import AuthorityExpired, AuthorityIncomplete, AuthorityProblem
from core.sentences import sentence_of
from core.validation import parse_iso_date
from core.wire import ByAgent
from gateway.cases import annexes, history
from gateway.fleet import agents
from gateway.fleet.agents import Standing
from gateway.refusals import Refused
from gateway.runtime import Runtime
from gateway.runtime.petitions import readable_petition
from gateway.storage.case_tables import authorities
from gateway.storage.schema import cases, events, items, terminals

UNKNOWN = Standing.UNKNOWN
AHEAD = timedelta(days=1)
"""How far a terminal's clock may run ahead of the platform's."""
MOST_TOLD = 20
"""Cases of one card whose agents are told: each is opened for it."""
SETTLES = timedelta(days=1)
"""A filing that came this long ago bounds later ones: what was filed before it has come by then as well."""


def check_filing(runtime: Runtime, terminal: str, petition: Petition) -> None:
    """Raises Refused 422 with the contract's code and the article. Judged on the day of filing: a letter that was good
    then stays good however late the item comes."""
    if by_agent(petition):
        now = runtime.now()
        with runtime.reading() as db:
            on = _filed_on(db, terminal, petition.created, now)
        since = runtime.casework.proofs_since
        who = representation(petition, proof_asked=since is None or on.date() >= since)
        if problem := refusal(who, Power.FILE, on.date()):
            raise _refused(problem)
        if runtime.fleet.unknown_agents == "refuse" and _at_terminal(runtime, terminal, petition, on) is UNKNOWN:
            raise Refused(422, "authority-unknown-agent", "its terminal has no agent of this name")


def _at_terminal(runtime: Runtime, terminal: str, petition: Petition, filed: datetime) -> Standing:
    with runtime.reading() as db:
        return agents.standing(db, terminal, agent_index(runtime, petition), filed)


def agent_index(runtime: Runtime, petition: Petition) -> str | None:
    return agents.name_index(runtime.keys, petition.agent.person.name) if petition.agent else None


def at_terminal(runtime: Runtime, case_id: int) -> Standing | None:
    """Returns whether the agent who filed a case was registered at their terminal then, as far as the platform has
    heard by now; None for a case that no agent filed."""
    with runtime.reading() as db:
        row = db.execute(select(authorities).where(authorities.c.case_id == case_id)).mappings().first()
        return agents.standing(db, row["terminal"], row["agent_index"], row["filed"]) if row else None


def may_add(db: Connection, terminal: str, petition: Petition, row: RowMapping, now: datetime) -> bool:
    """Whether what is added may join the case of this row: of an agent, whether the letter reaches that case, whatever
    the petition says it is about; after the principal took an authority back there, only by a letter of a later day."""
    if not by_agent(petition):
        return True
    who = replace(representation(petition), category=row["category"], place=row["place_code"])
    if refusal(who, Power.FILE, _filed_on(db, terminal, petition.created, now).date()):
        return False
    if history.load(db, row["id"]).agency is not Agency.WITHDRAWN:
        return True
    return petition.authority is not None and _begins_after_withdrawal(db, row, petition.authority)


def _begins_after_withdrawal(db: Connection, row: RowMapping, letter: Authority) -> bool:
    this = (events.c.case_id == row["id"], events.c.action == Action.WITHDRAW_AUTHORITY)
    taken_back = db.execute(select(func.max(events.c.at)).where(*this)).scalar()
    starts = parse_iso_date(letter.starts)
    return taken_back is not None and starts is not None and starts > taken_back.date()


def _filed_on(db: Connection, terminal: str, said: datetime, now: datetime) -> datetime:
    """Returns when the item was filed, in the terminal's own time: as it says, but not before the terminal was
    enrolled nor before its newest filing that has been here a while, and not after now."""
    said = said if said.tzinfo else said.replace(tzinfo=now.tzinfo)
    newest = select(func.max(authorities.c.filed)).where(
        authorities.c.terminal == terminal, authorities.c.received < now - SETTLES
    )
    enrolled = select(terminals.c.enrolled_at).where(terminals.c.id == terminal)
    bounds = [bound for bound in (db.execute(newest).scalar(), db.execute(enrolled).scalar()) if bound]
    return min(max(said, *bounds), now + AHEAD).astimezone(said.tzinfo) if bounds else min(said, now + AHEAD)


def enter(
    db: Connection, case_id: int, petition: Petition, terminal: str, now: datetime, *, index: str | None = None
) -> None:
    """Remember that an agent filed it, in the transaction of the registration. `index`: of the agent's name."""
    row = {"case_id": case_id, "terminal": terminal, "filed": min(petition.created.astimezone(), now), "received": now}
    db.execute(insert(authorities).values(**row, agent_index=index))


def check_act(runtime: Runtime, terminal: str, row: RowMapping, power: Power | None) -> None:
    """Raises Refused 422 where the terminal is the agent's, and the letter does not say that they may. `power`: what
    is wanted; None for what is the principal's alone."""
    with runtime.reading() as db:
        if not _asked_by_agent(db, row, terminal):
            return
        withdrawn = history.load(db, row["id"]).agency is Agency.WITHDRAWN
    petition = readable_petition(runtime, row["item"])
    if petition is None:
        raise _refused(AuthorityIncomplete())
    problem = refusal(representation(petition, withdrawn=withdrawn), power or Power.FILE, runtime.now().date())
    if problem:
        raise _refused(problem)
    if power is None:
        raise Refused(422, "authority-scope", "only the principal does this, with the card at a kiosk")
    if power is Power.QUERY:
        _note_asked(runtime, row["id"])


def _note_asked(runtime: Runtime, case_id: int) -> None:
    """Keeps when the agent looked the case up, for its petitioner."""
    with runtime.engine.begin() as db:
        db.execute(update(authorities).where(authorities.c.case_id == case_id).values(asked=runtime.now()))


def agents_of(
    runtime: Runtime, rows: Sequence[RowMapping], *, annex: bool = False, asked: bool = False
) -> list[ByAgent]:
    """Who filed the cases in the petitioner's name: of the latest of those that an agent filed. `annex`: with whether
    the petitioner added words that the agent does not see; `asked`: with when the agent last looked it up."""
    wanted = select(authorities).where(authorities.c.case_id.in_([row["id"] for row in rows]))
    with runtime.reading() as db:
        filed = {row["case_id"]: row["asked"] if asked else None for row in db.execute(wanted).mappings()}
        theirs = [(row, history.load(db, row["id"]).agency) for row in rows if row["id"] in filed][:MOST_TOLD]
    found = [(_by_agent(runtime, row, agency, annex), filed[row["id"]]) for row, agency in theirs]
    return [told.model_copy(update={"asked_at": at}) for told, at in found if told]


def _by_agent(runtime: Runtime, row: RowMapping, agency: Agency, annex: bool) -> ByAgent | None:
    """None where the petition cannot be opened any more."""
    petition = readable_petition(runtime, row["item"])
    agent = petition.agent if petition else None
    if petition is None or agent is None:
        return None
    said = annexes.of(runtime, row, petition) if annex else None
    withdrawn = agency is Agency.WITHDRAWN
    name = agent.person.name
    return ByAgent(
        case_number=row["number"],
        agent=name,
        agent_class=agent.agent_class,
        withdrawn=withdrawn,
        annex=bool(said and said.words),
    )


def check_still(db: Connection, row: RowMapping, case: Case, terminal: str) -> None:
    """Raises Refused 422 where the principal took the authority back while the agent's call was under way; inside the
    transaction of the act."""
    if case.agency is Agency.WITHDRAWN and _asked_by_agent(db, row, terminal):
        raise Refused(422, AuthorityExpired.contract, sentence_of(AuthorityExpired()))


def asked_by_agent(runtime: Runtime, row: RowMapping, terminal: str) -> bool:
    """Whether the case was filed by an agent, and this is the agent's terminal."""
    with runtime.reading() as db:
        return _asked_by_agent(db, row, terminal)


def _asked_by_agent(db: Connection, row: RowMapping, terminal: str) -> bool:
    its = select(items.c.terminal).join(authorities, authorities.c.case_id == row["id"])
    return db.execute(its.where(items.c.item == row["item"])).scalar() == terminal


def at_agents(db: Connection, terminal: str) -> bool:
    """Whether agents file at this terminal; people who file for themselves do it at others."""
    return (
        db.execute(select(authorities.c.case_id).where(authorities.c.terminal == terminal).limit(1)).first() is not None
    )


def filed_at(terminal: str) -> ColumnElement[bool]:
    """Of `cases`: those that an agent filed, and this is the agent's terminal."""
    its = select(authorities.c.case_id).join(cases, cases.c.id == authorities.c.case_id)
    return cases.c.id.in_(its.join(items, items.c.item == cases.c.item).where(items.c.terminal == terminal))


def _refused(problem: AuthorityProblem) -> Refused:
    return Refused(422, problem.code, sentence_of(problem))
