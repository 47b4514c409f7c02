"""Invitations of new agents, which work without a network: a supervisor signs who may register at which terminal, under
which work number, until when; the new agent takes it there, sets a passphrase or PIN that nobody else knows, and it is
used up.

An invitation names the register it is for, so that it is used once and not at each terminal. A supervisor of another
terminal counts where a supervisor of this one has accepted their card, for agents of the same organisation alone.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field, ValidationError

from agency import owned
from agency.agent_key import AgentKey
from agency.agents import SignedIn, new_account
from agency.secret_rule import check_secret
from core.authority.letter import Agent, AgentClass
from core.bounded_types import Moment, PlainLine, PublicKeyText
from core.person import Person
from core.problems import InvitationRefused, InvitationUnreadable, NumberTaken
from core.wire import Model
from storage.agent_register import AgentRegister, Register, check_supervisor, supervisors
from storage.store import Store
from sync.item import stamp
from sync.latest_time import LatestTime
from sync.terminal import Terminal
from trust.keys import fingerprint
from trust.sign import sign_bytes, verify_bytes

HEADING, FORMAT = "代办员邀请", "sunlit-agent-1"
CARD_HEADING, CARD_FORMAT = "代办员管理员", "sunlit-supervisor-1"
SIGNED_WORDS = b"sunlit-window-v1 agent invitation\n"
MAX_CHARACTERS = 4000
MOST_DAYS = 30
CLOCKS_DIFFER = timedelta(hours=1)
"""How far two laptops' clocks may stand apart before one of them is said to be wrong."""


class Invited(Model):
    """Whom, as what, for which register (`machine`)."""

    name: PlainLine
    organisation: PlainLine
    agent_class: AgentClass
    number: PlainLine
    machine: Annotated[str, Field(pattern="[0-9]{10}")]


class AgentInvitation(Invited):
    """`id`: by which it is used once; `made`: when, in UTC; `until`: the last day on which it is taken."""

    id: Annotated[str, Field(pattern="[0-9a-f]{16}")]
    made: Moment
    until: date


class SupervisorCard(Model):
    """Who says that they are a supervisor elsewhere. `public`: the key that their invitations are checked with."""

    name: PlainLine
    organisation: PlainLine
    public: PublicKeyText

    @property
    def code(self) -> str:
        """Returns eight digits to compare on both screens."""
        return f"{int(fingerprint(self.public), 16) % 10**8:08}"


@dataclass(frozen=True)
class Invitations:
    """Every call may raise AgentsLost, DiskFull, StoreDamaged."""

    register: AgentRegister
    store: Store
    latest_time: LatestTime

    @classmethod
    def of(cls, terminal: Terminal) -> "Invitations":
        return cls(terminal.agent_register, terminal.store, terminal.latest_time)

    @property
    def machine(self) -> str:
        """Returns the ten digits by which an invitation names this register."""
        return self.register.machine()

    def issue(self, whom: Invited, days: int, *, by: str, key: AgentKey, now: datetime) -> str:
        """Returns the text of an invitation that is good for `days` days, today among them. `by`, `key`: of the
        supervisor signed in. Raises BadSignIn, NotSupervisor, NumberTaken, and InvitationRefused for another terminal
        and another organisation, or for too long."""
        known, at = self.register.accounts(), self.latest_time.at_least(now)
        check_supervisor(known, by)
        if not 1 <= days <= MOST_DAYS:
            raise InvitationRefused("long")
        if whom.machine == self.machine and whom.number in known:
            raise NumberTaken
        if whom.machine != self.machine and whom.organisation != known[by].agent.organisation:
            raise InvitationRefused("stranger")
        until = at.date() + timedelta(days=days - 1)
        about = AgentInvitation(id=secrets.token_hex(8), made=at, until=until, **whom.model_dump())
        return _signed(HEADING, FORMAT, about, key)

    def card(self, agent: Agent, key: AgentKey) -> str:
        """Returns the text by which a supervisor makes themselves known at another terminal."""
        about = SupervisorCard(name=agent.person.name, organisation=agent.organisation, public=key.signing.public)
        return _signed(CARD_HEADING, CARD_FORMAT, about, key)

    def accept(self, card: SupervisorCard, *, by: str) -> None:
        """Lets invitations of a supervisor of another terminal count here, for agents of the same organisation. `by`:
        the supervisor signed in, who compared the code. Raises BadSignIn, NotSupervisor, and InvitationRefused for
        another organisation."""

        def accepted(register: Register) -> Register:
            check_supervisor(register.accounts, by)
            if register.accounts[by].agent.organisation != card.organisation:
                raise InvitationRefused("stranger")
            return register.model_copy(update={"trusted": {**register.trusted, card.public: card.organisation}})

        self.register.update(accepted)

    def read(self, text: str, now: datetime) -> AgentInvitation:
        """Returns an invitation that can be taken here now. Raises InvitationUnreadable, InvitationRefused,
        NumberTaken."""
        invitation, issuer = _opened(text)
        _check(invitation, issuer, self.register.read(), self.latest_time.at_least(now), self.machine)
        return invitation

    def take(self, text: str, person: Person, secret: str, now: datetime) -> SignedIn:
        """Registers the invited agent, who is signed in then; the invitation is used up. `person`: what they say of
        themselves; the name is the invitation's. Raises as `read` does, and WeakSecret."""
        invitation, issuer = _opened(text)
        machine, at = self.machine, self.latest_time.at_least(now)
        _check(invitation, issuer, self.register.read(), at, machine)
        check_secret(secret, known_of(person, invitation.number))
        agent = Agent(person=person, agent_class=invitation.agent_class, organisation=invitation.organisation)
        account, key = new_account(agent, secret)

        def used_up(register: Register) -> Register:
            _check(invitation, issuer, register, at, machine)
            return register.model_copy(update={"used": {**register.used, invitation.id: stamp(at)}})

        self.register.admit(invitation.number, account, used_up)
        owned.forget(self.store, invitation.number)
        return SignedIn(agent, key)


def written(text: str) -> AgentInvitation:
    """Returns what an invitation says, whoever signed it, wherever it counts. Raises InvitationUnreadable,
    InvitationRefused if it was changed."""
    return _opened(text)[0]


def known_of(person: Person, number: str) -> tuple[str, ...]:
    """Returns what others know of an agent, which makes no secret."""
    birth = person.birth.replace("-", "")
    return (person.name, number, person.phone, person.id_number, birth, birth[2:])


def read_card(text: str) -> SupervisorCard:
    """Returns the card of a supervisor of another terminal, signed with the key it names. Raises InvitationUnreadable,
    InvitationRefused."""
    words, issuer = _verified(text, CARD_HEADING, CARD_FORMAT)
    try:
        card = SupervisorCard.model_validate_json(words)
    except ValidationError:
        raise InvitationUnreadable from None
    if card.public != issuer:
        raise InvitationRefused("changed")
    return card


def _signed(heading: str, form: str, about: Model, key: AgentKey) -> str:
    words = "\n".join((heading, f"{form} {key.signing.public}", about.model_dump_json()))
    return f"{words}\n{sign_bytes(SIGNED_WORDS + words.encode(), key.signing)}"


def _verified(text: str, heading: str, form: str) -> tuple[str, str]:
    """Returns what was signed, and the public key that signed it, whoever has it. Raises InvitationUnreadable,
    InvitationRefused."""
    lines = [line.strip() for line in text[:MAX_CHARACTERS].lstrip("\ufeff").strip().splitlines()]
    if len(lines) != 4 or lines[0] != heading or not lines[1].startswith(f"{form} "):
        raise InvitationUnreadable
    issuer = lines[1].removeprefix(f"{form} ")
    if not verify_bytes(SIGNED_WORDS + "\n".join(lines[:3]).encode("utf-8", "replace"), lines[3], issuer):
        raise InvitationRefused("changed")
    return lines[2], issuer


def _opened(text: str) -> tuple[AgentInvitation, str]:
    words, issuer = _verified(text, HEADING, FORMAT)
    try:
        return AgentInvitation.model_validate_json(words), issuer
    except ValidationError:
        raise InvitationUnreadable from None


def _check(invitation: AgentInvitation, issuer: str, register: Register, at: datetime, machine: str) -> None:
    """Raises InvitationRefused, NumberTaken. `at`: the latest time this terminal ever knew, so that a clock that was
    set back makes no old invitation good again."""
    if not _issued_by_one_of_ours(invitation, issuer, register):
        raise InvitationRefused("stranger")
    if invitation.machine != machine:
        raise InvitationRefused("elsewhere", machine=invitation.machine)
    if invitation.id in register.used:
        raise InvitationRefused("used")
    if (invitation.until - invitation.made.date()).days > MOST_DAYS:
        raise InvitationRefused("long")
    if invitation.made > at + CLOCKS_DIFFER:
        raise InvitationRefused("clock", made=invitation.made.astimezone(at.tzinfo).date())
    if at.date() > invitation.until:
        raise InvitationRefused("expired", until=invitation.until)
    if invitation.number in register.accounts:
        raise NumberTaken


def _issued_by_one_of_ours(invitation: AgentInvitation, issuer: str, register: Register) -> bool:
    ours = {register.accounts[number].signer for number in supervisors(register.accounts)}
    return issuer in ours or register.trusted.get(issuer) == invitation.organisation
