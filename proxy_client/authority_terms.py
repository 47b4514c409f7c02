"""The terms of a letter of authority: its matter, from the draft, its last day, its proof; what speaks against it."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.authority.judge import Representation, capacity, refusal
from core.authority.letter import Authority, Capacity, Power, Proof, ProofKind
from core.authority.packs import pack_for
from core.draft import Draft
from core.language import _
from core.problems import AuthorityProblem
from core.sentences import category_name, label
from proxy_client.session import AgentDraft

LETTER, PAPERS = "authority.pdf", "papers.pdf"
PDF = "application/pdf"
USUAL = (Power.FILE, Power.QUERY)
"""The default is the least that helps; more is chosen on purpose."""
MONTHS = (3, 6, 12)


def matter_of(draft: Draft) -> str:
    """Returns the matter in one sentence, specific enough to fit no other matter."""
    purpose = label(draft.purpose) if draft.purpose else ""
    place = f"{draft.place.name}{draft.place.detail}" if draft.place else ""
    return _("就{place}“{category}”一事，提出{purpose}").format(
        place=place, category=category_name(draft.category), purpose=purpose
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


@dataclass(frozen=True)
class ProofsWanted:
    """What an agent shows besides the letter, one of these; none where nothing is asked for. `required`: by law."""

    kinds: tuple[ProofKind, ...] = ()
    required: bool = False


def proofs_wanted(draft: Draft, on: date) -> ProofsWanted:
    """Returns what is asked for at the matter's place; for a principal without full capacity, that of the guardian."""
    if capacity(draft.petitioner, _stated(draft), on) is not Capacity.FULL:
        return ProofsWanted((ProofKind.GUARDIANSHIP,), required=True)
    rule = pack_for(_place(draft)).proof(draft.agent.agent_class) if draft.agent else None
    return ProofsWanted(rule.proofs, rule.required) if rule else ProofsWanted()


def bound(terms: Authority, draft: Draft, proof: ProofKind | None = None) -> Authority:
    """Returns the terms bound to the draft's matter, with the proof that is among its papers, and with what the list
    says of the principal's capacity."""
    shown = Proof(kind=proof, attachment=PAPERS) if proof and draft.scans else None
    return replace(terms, category=draft.category, place=_place(draft), proof=shown, capacity=_stated(draft))


def hindrance(draft: Draft, on: date) -> AuthorityProblem | None:
    """Returns why the agent could not file on that day, the letter being signed; None if nothing speaks against it."""
    papers = {LETTER: PDF, **({PAPERS: PDF} if draft.scans else {})}
    who = Representation(
        agent=draft.agent,
        authority=draft.authority,
        principal=draft.petitioner,
        category=draft.category,
        place=_place(draft),
        papers=papers,
    )
    return refusal(who, Power.FILE, on)


def _place(draft: Draft) -> str:
    return draft.place.code if draft.place else ""


def _stated(draft: Draft) -> Capacity | None:
    return draft.capacity if isinstance(draft, AgentDraft) else None
