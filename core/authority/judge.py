"""Whether somebody may act for another person: the one judge, the same at the terminal and at the gateway.

It knows the record alone: agent, letter, principal, and the files that travel with them. Whether a signature is the
principal's, whether a principal has died, or lost their capacity since, no record says."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.authority.letter import Agent, Authority, Capacity, Power, ProofKind
from core.authority.packs import Pack, Rule, pack_for
from core.id_number import IdNumber
from core.person import Person
from core.problems import (
    AuthorityExpired,
    AuthorityIncomplete,
    AuthorityNotBegun,
    AuthorityOutOfScope,
    AuthorityProblem,
    AuthoritySelf,
)
from core.validation import parse_iso_date

NO_CAPACITY_UNDER, LIMITED_UNDER, MAY_BE_FULL_FROM = 8, 18, 16
"""Years of age (Civil Code 20, 17 and 19, 18(2))."""
NO_PAPER = ("audio/", "video/", "application/json")
"""What shows no signature. What shows one has too many types to name: pictures, PDF, OFD, office documents."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Representation:
    """Who acts for whom, on what authority, in which matter. `papers`: the media type of each file that travels with
    it, by name; `letters`: those of them that are said to be the letter. `withdrawn`: the principal took it back.
    `proof_asked`: no for what a terminal of a version before filed, which could name no proof."""

    agent: Agent | None
    authority: Authority | None
    principal: Person
    category: str = ""
    place: str = ""
    papers: Mapping[str, str] = field(default_factory=dict)
    letters: frozenset[str] = frozenset()
    withdrawn: bool = False
    proof_asked: bool = True

    @property
    def pack(self) -> Pack:
        return pack_for(self.place)


def judge(who: Representation, act: Power, on: date) -> None:
    """Raises AuthorityProblem unless the agent may do `act` for the principal on that day."""
    if who.agent is None or who.authority is None:
        raise _lacks(who, "letter" if who.agent else "agent")
    if same_person(who.agent.person, who.principal):
        raise _refused(AuthoritySelf, who.pack.rule("another"), "law")
    _check_stated(who, who.agent, who.authority)
    _check_proof(who, who.agent, who.authority, on)
    _check_period(who, who.authority, on)
    _check_scope(who, who.authority, act)


def refusal(who: Representation, act: Power, on: date) -> AuthorityProblem | None:
    """Returns why not, or None if the agent may."""
    try:
        judge(who, act, on)
    except AuthorityProblem as problem:
        return problem
    return None


def same_person(one: Person, other: Person) -> bool:
    """Whether they are one and the same, as far as number, name and birth tell."""
    numbers = _number(one), _number(other)
    if all(numbers) and one.document.has_citizen_number == other.document.has_citizen_number:
        return numbers[0] == numbers[1]
    births = one.birth or _birth(one), other.birth or _birth(other)
    if all(births) and str(births[0]) != str(births[1]):
        return False
    return bool(_plain(one.name)) and _plain(one.name) == _plain(other.name)


def capacity(principal: Person, stated: Capacity | None, on: date) -> Capacity:
    """Returns what the record says of a person's capacity, and their age where it says nothing."""
    born = _birth(principal)
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born else None
    if stated is Capacity.NONE or (age is not None and age < NO_CAPACITY_UNDER):
        return Capacity.NONE
    earns = stated is Capacity.FULL and age is not None and age >= MAY_BE_FULL_FROM
    if stated is Capacity.LIMITED or (age is not None and age < LIMITED_UNDER and not earns):
        return Capacity.LIMITED
    return Capacity.FULL


def _check_stated(who: Representation, agent: Agent, authority: Authority) -> None:
    """What a letter must say (Civil Code 165)."""
    for part, said in (("agent", agent.person.name), ("principal", who.principal.name), ("matter", authority.matter)):
        if not said.strip():
            raise _lacks(who, part)
    if not authority.powers:
        raise _lacks(who, "powers")
    starts, ends = parse_iso_date(authority.starts), parse_iso_date(authority.ends)
    if starts is None or ends is None or not 0 <= (ends - starts).days <= who.pack.rule("longest").number:
        raise _lacks(who, "period")


def _check_proof(who: Representation, agent: Agent, authority: Authority, on: date) -> None:
    """The signed letter and what is shown besides; of a guardian the proof of that alone (23)."""
    proof = authority.proof
    if proof and not _is_paper(who, proof.attachment):
        raise _lacks(who, "proof")
    guardian = proof is not None and proof.kind is ProofKind.GUARDIANSHIP
    if capacity(who.principal, authority.capacity, on) is not Capacity.FULL:
        if not guardian and who.proof_asked:
            raise _refused(AuthorityIncomplete, who.pack.rule("capacity"), "guardian")
        if guardian:
            return
    named = frozenset({authority.letter}) if authority.letter else who.letters
    if not any(_is_paper(who, each) for each in named):
        raise _lacks(who, "letter", "signed")
    wanted = who.pack.proof(agent.agent_class)
    if wanted and wanted.required and who.proof_asked and (proof is None or proof.kind not in wanted.proofs):
        raise _refused(AuthorityIncomplete, wanted, "proof")


def _check_period(who: Representation, authority: Authority, on: date) -> None:
    starts, ends = date.fromisoformat(authority.starts), date.fromisoformat(authority.ends)
    if who.withdrawn:
        raise _refused(AuthorityExpired, who.pack.rule("withdrawn"), "withdrawn")
    if ends < on:
        raise _refused(AuthorityExpired, who.pack.rule("ended"), "day", ends=ends)
    if on < starts:
        raise _refused(AuthorityNotBegun, who.pack.rule("not-begun"), "day", starts=starts)


def _check_scope(who: Representation, authority: Authority, act: Power) -> None:
    within, most = who.pack.rule("within"), who.pack.rule("most-agents")
    if act not in authority.powers:
        raise _refused(AuthorityOutOfScope, within, act.value)
    elsewhere = authority.place and not who.place.startswith(_division(authority.place))
    if elsewhere or (authority.category and authority.category != who.category):
        raise _refused(AuthorityOutOfScope, within, "matter")
    if 1 + len({_plain(each) for each in authority.others}) > most.number:
        raise _refused(AuthorityOutOfScope, most, "agents", most=most.number)


def _lacks(who: Representation, part: str, rule: str = "stated") -> AuthorityProblem:
    return _refused(AuthorityIncomplete, who.pack.rule(rule), part)


def _refused(
    kind: type[AuthorityProblem], rule: Rule, variant: str = "", **facts: str | int | date
) -> AuthorityProblem:
    return kind(rule.cited, variant, **facts)


def _is_paper(who: Representation, name: str) -> bool:
    return bool(name) and name in who.papers and not who.papers[name].lower().startswith(NO_PAPER)


def _division(place: str) -> str:
    """Returns the digits that the codes of a place and of all below it begin with."""
    if place[6:].strip("0"):
        return place
    code = place[:6].rstrip("0")
    return code + "0" * (len(code) % 2)


def _number(person: Person) -> str:
    """Returns the number of the document without its check character; of one of fifteen digits as it is since."""
    number = unicodedata.normalize("NFKC", "".join(person.id_number.split())).upper()
    if not person.document.has_citizen_number:
        return number
    return f"{number[:6]}19{number[6:]}" if len(number) == 15 else number[:17]


def _birth(person: Person) -> date | None:
    in_number = IdNumber(person.id_number).birth if person.document.has_citizen_number else None
    return in_number or parse_iso_date(person.birth)


def _plain(name: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", name).casefold() if each.isalnum())
