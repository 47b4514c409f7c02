"""A case as its page shows it: words instead of codes. Nothing is decided and no day is computed here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.cases.actions import Action
from core.cases.clocks import Term
from core.cases.state import Agency, Duty
from core.date_format import day
from core.id_number import IdNumber
from core.introduction import Evidence
from core.joint import Representative, Signer
from core.language import N_, _
from core.petition import Petition, Role
from core.sentences import label, listed
from core.validation import parse_iso_date
from gateway.cases.annexes import Annex
from gateway.cases.case_file import CaseFile, FiledEvent
from gateway.cases.contents import Paper
from gateway.cases.opening import CHANNEL
from gateway.desk import lines
from gateway.desk.whose_words import WhoseWords
from gateway.desk.words import cases as words
from gateway.desk.words import fields
from gateway.fleet.agents import Standing
from gateway.letters.documents import Document
from gateway.letters.schema import schemas
from gateway.staff.officers import Officer
from gateway.staff.officers import Role as OfficerRole
from gateway.staff.organs import OrganTree

ORGAN_FIELDS = frozenset({"unit", "units", "organ"})
BESIDE = frozenset(
    "withdraw supervise urge visit link unlink take recuse hear mediate contribute refuse-again pledge"
    " withdraw-authority".split()
)
"""Acts beside the way of a case; they are shown smaller."""
HANDLING = (OfficerRole.REGISTER, OfficerRole.FORWARD, OfficerRole.HANDLE, OfficerRole.APPROVE)
"""Whoever has none of these roles sees how many signed, not who."""
SHOWN = {Evidence.CHIP: N_("读了芯片"), Evidence.CAMERA: N_("拍了身份证")}
SIGNED, STATED = N_("手写签名"), N_("自己说的")
DAY_FIELDS = frozenset({"term", "on", "until", "by", "wished"})


@dataclass(frozen=True)
class OwedView:
    """What is owed now. `statute`: the last day by the law alone, beside a shorter promise."""

    rule: str
    organ: str
    started: date
    target: date | None
    limit: date | None
    article: str
    profile: str
    left: str
    nearness: str
    statute: date | None
    statute_article: str


@dataclass(frozen=True)
class PossibleAct:
    """`draft`: the officer has begun to write it."""

    code: str
    name: str
    article: str
    draft: bool


@dataclass(frozen=True)
class EventView:
    version: int
    at: datetime
    action: str
    by: str
    given: list[tuple[str, str]]


@dataclass(frozen=True)
class StepView:
    """A duty or a hand-over that has been: what, by whom, from when to when, how it ended."""

    what: str
    who: str
    began: str
    until: str
    ended: str


def owed(file: CaseFile, organs: OrganTree, today: date, law: Term | None) -> OwedView | None:
    """`law`: the statute's term where another one is promised (`gateway.cases.law_beside`)."""
    return _owed(file.case.duty, organs, today, law) if file.case.duty else None


def beside(file: CaseFile, organs: OrganTree, today: date) -> list[OwedView]:
    """Returns what is owed beside the main duty, the earliest last day first."""
    last = [(each.limit or date.max, each) for each in file.case.beside]
    return [_owed(each, organs, today, None) for _last, each in sorted(last, key=lambda pair: pair[0])]


def _owed(duty: Duty, organs: OrganTree, today: date, law: Term | None) -> OwedView:
    return OwedView(
        rule=words.duty(duty.rule),
        organ=lines.organ_name(organs, duty.organ),
        started=duty.started,
        target=duty.target if duty.target != duty.limit else None,
        limit=duty.limit,
        article=duty.article,
        profile=words.profile(duty.profile),
        left=lines.left(duty.limit, today),
        nearness=lines.near(duty.limit, today),
        statute=law.limit if law else None,
        statute_article=law.article if law else "",
    )


@dataclass(frozen=True)
class Together:
    """Who filed together. `representatives`, `listed`: name, masked number, and how they are known. `signers`: how many
    signed; who they are is `listed` for officers who handle the case, and for nobody else."""

    representatives: list[tuple[str, str, str]]
    signers: int
    listed: list[tuple[str, str, str]]


def together(petition: Petition | None, officer: Officer) -> Together | None:
    joint = petition.joint if petition else None
    if joint is None:
        return None
    listed = [_known(each) for each in joint.signers] if officer.may(*HANDLING) else []
    return Together([_known(each) for each in joint.representatives], len(joint.signers), listed)


def _known(each: Representative | Signer) -> tuple[str, str, str]:
    how = _(SHOWN[each.evidence]) if each.evidence in SHOWN else _(SIGNED) if each.signature else _(STATED)
    return each.name, IdNumber(each.id_number).masked if each.id_number else "", how


@dataclass(frozen=True)
class LetterView:
    """`delivered`: day and way in words; empty as long as it has not reached anybody."""

    id: int
    title: str
    number: str
    organ: str
    made: datetime
    delivered: str


@dataclass(frozen=True)
class AuthorityView:
    """What an agent's letter says. `letter`, `proof`: the papers that show it, by their numbers; 0 for none.
    `at_terminal`: whether the agent was registered at the terminal; `to_check`: it says that they were not."""

    agent: str
    agent_class: str
    organisation: str
    powers: str
    period: str
    matter: str
    standing: str
    letter: int
    proof: str
    proof_paper: int
    at_terminal: str = ""
    to_check: bool = False


STANDING = {Agency.ACTS: N_("有效"), Agency.WITHDRAWN: N_("委托人已撤回委托")}
AT_TERMINAL = {
    Standing.KNOWN: N_("是这台终端登记的代办员"),
    Standing.UNKNOWN: N_("这台终端没有登记过这位代办员，请核实"),
    Standing.UNTOLD: N_("这台终端没有报过代办员名单"),
}
OVER, UNKNOWN = N_("已过期"), N_("登记时没有核对过")


def authority(
    filed: Petition, agency: Agency, today: date, at_terminal: Standing | None = None
) -> AuthorityView | None:
    """Returns what the letter says; None where nobody filed for another person."""
    agent, letter = filed.agent, filed.authority
    if agent is None or letter is None:
        return None
    numbers = {each.name: n for n, each in enumerate(filed.attachments, 1)}
    signed = next((each.name for each in filed.attachments if each.role is Role.AUTHORITY), "")
    starts, ends = parse_iso_date(letter.starts), parse_iso_date(letter.ends)
    over = agency is Agency.ACTS and ends is not None and ends < today
    return AuthorityView(
        agent=" ".join(filter(None, (agent.person.name, agent.person.id_number_masked, agent.person.phone))),
        agent_class=label(agent.agent_class),
        organisation=agent.organisation,
        powers=listed([label(power) for power in letter.powers]),
        period=_("{starts}至{ends}").format(starts=day(starts), ends=day(ends)) if starts and ends else "",
        matter=letter.matter,
        standing=_(OVER) if over else _(STANDING.get(agency, UNKNOWN)),
        letter=numbers.get(letter.letter or signed, 0),
        proof=label(letter.proof.kind) if letter.proof else "",
        proof_paper=numbers.get(letter.proof.attachment, 0) if letter.proof else 0,
        at_terminal=_(AT_TERMINAL[at_terminal]) if at_terminal else "",
        to_check=at_terminal is Standing.UNKNOWN,
    )


@dataclass(frozen=True)
class SupplementView:
    """What was added. `words`: None where they cannot be opened. `authority`: of the agent who added it; None where it
    was the petitioner. `whose`: whose words are whose, where an agent wrote them.
    `annex`: for the bureau alone."""

    version: int
    at: datetime
    new: bool
    words: str | None
    papers: list[Paper]
    authority: AuthorityView | None
    whose: WhoseWords | None
    annex: Annex | None


def letters(documents: Iterable[Document], organs: OrganTree) -> list[LetterView]:
    return [
        LetterView(
            each.id,
            schemas()[each.kind].title if each.kind in schemas() else each.kind,
            each.number,
            lines.organ_name(organs, each.organ),
            each.made_at,
            day(each.delivered_at.date()) if each.delivered_at else "",
        )
        for each in documents
    ]


def possible(file: CaseFile, begun: Collection[Action]) -> list[PossibleAct]:
    """Returns what the officer may do now, each act once."""
    lawful = {each.action: each for each in reversed(file.acts)}
    return [
        PossibleAct(act.action.value, words.action(act.action), act.article, act.action in begun)
        for act in reversed(lawful.values())
    ]


def events(file: CaseFile, organs: OrganTree, names: Mapping[str, str]) -> list[EventView]:
    """The newest first. `names`: of officers, by login."""
    return [_event(each, organs, names) for each in reversed(file.events)]


def _event(event: FiledEvent, organs: OrganTree, names: Mapping[str, str]) -> EventView:
    by = f"{lines.organ_name(organs, event.organ)} {names.get(event.officer, event.officer)}".strip()
    return EventView(event.version, event.at, words.action(event.action), by, list(_given(event.given, organs)))


def _given(given: dict[str, Any], organs: OrganTree) -> Iterable[tuple[str, str]]:
    for name, value in given.items():
        if value not in (None, "", []) and name != CHANNEL:  # it stands at the head of the page
            yield fields.label(name), said(name, value, organs)


def said(name: str, value: Any, organs: OrganTree) -> str:
    """Returns a value that was given with an act, in words."""
    if isinstance(value, list):
        return "\n".join(said(name, each, organs) for each in value)
    if name in ORGAN_FIELDS:
        return lines.organ_name(organs, str(value))
    if name in DAY_FIELDS:
        return day(date.fromisoformat(str(value)))
    if name == "profile":
        return words.profile(str(value))
    if name == "ground":
        return _ground(str(value))
    return fields.choice(str(value)) if fields.widget(name) in fields.CHOOSING else str(value)


def _ground(said: str) -> str:
    """A ground of the letter of non-acceptance in its words; any other as the officer wrote it."""
    field = schemas()["refuse"].field("ground")
    choice = field.choice(said) if field else None
    return choice.label if choice else said


def duties(file: CaseFile, organs: OrganTree) -> list[StepView]:
    return [
        StepView(
            words.duty(each.rule),
            lines.organ_name(organs, each.organ),
            day(each.started),
            day(each.limit) if each.limit else "",
            f"{day(each.ended.date())} {words.outcome(each.outcome or '')}" if each.ended else "",
        )
        for each in file.duties
    ]


def legs(file: CaseFile, organs: OrganTree) -> list[StepView]:
    return [
        StepView(
            words.action(each.how),
            f"{lines.organ_name(organs, each.from_organ)} → {lines.organ_name(organs, each.to_organ)}",
            day(each.arrived.date()),
            day(each.term) if each.term else "",
            f"{day(each.ended.date())} {words.outcome(each.outcome or '')}" if each.ended else "",
        )
        for each in file.legs
    ]
