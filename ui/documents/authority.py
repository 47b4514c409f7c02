"""The letter of authority (Civil Code art. 165: agent, matter, powers, period, the principal's signature)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape

from core.authority.letter import Agent, Authority
from core.date_format import day
from core.language import N_, _
from core.person import Person
from core.sentences import joined, label, listed
from ui.documents.sheet import A4, pdf, picture

TITLE = N_("授权委托书")
SIGNATURE_PX = 190
READ_ALOUD = N_("签名以前，机器把以上内容从头念了一遍。")
"""Stands on the letter only where it was so."""
DECLARATION = (
    N_("以上内容是委托人的真实意愿。委托人签名，就是同意这样委托。"),
    N_("代办不收费。没有委托人同意，受托人不得转给别人代办。"),
)


@dataclass(frozen=True)
class Letter:
    """The letter's text; `clauses` are pairs of name and content, in order."""

    clauses: tuple[tuple[str, str], ...]
    declaration: tuple[str, ...]
    signed_on: str

    @property
    def spoken(self) -> str:
        clauses = _("。").join(
            _("{name}：{content}").format(name=name, content=content) for name, content in self.clauses
        )
        return _("{title}。{clauses}。{declaration}").format(
            title=_(TITLE), clauses=clauses, declaration=joined(*self.declaration)
        )


def whole(person: Person) -> str:
    return person.id_number


def masked(person: Person) -> str:
    return person.id_number_masked


def unsaid(_person: Person) -> str:
    return ""


def letter(
    principal: Person, agent: Agent, authority: Authority, today: date, number: Callable[[Person], str] = whole
) -> Letter:
    """Returns the letter. `number` says how much of an ID number is given: `whole` on paper, `masked` on screen,
    `unsaid` aloud."""
    proof = authority.proof
    clauses = (
        (_("委托人"), _person(principal, number(principal))),
        (_("受托人（代理人）"), _person(agent.person, number(agent.person))),
        (_("受托人身份"), _("，").join(filter(None, (label(agent.agent_class), agent.organisation)))),
        (_("委托事项"), authority.matter),
        (_("代理权限"), listed([label(power) for power in authority.powers])),
        (
            _("代理期限"),
            _("自{starts}起至{ends}止").format(
                starts=day(date.fromisoformat(authority.starts)), ends=day(date.fromisoformat(authority.ends))
            ),
        ),
        *(((_("出示的证明"), label(proof.kind)),) if proof else ()),
    )
    return Letter(clauses, tuple(_(each) for each in DECLARATION), day(today))


def authority_document(letter: Letter, signature: bytes, *, band: str, read_aloud: bool = False) -> bytes:
    """Returns a PDF of one A4 page with the signature, a PNG, below the text. `read_aloud`: the machine said all of it
    before. Call it on the main thread."""
    clauses = "".join(f"<p><b>{escape(name)}{_('：')}</b>{escape(content)}</p>" for name, content in letter.clauses)
    declared = (*letter.declaration, *([_(READ_ALOUD)] if read_aloud else []))
    declaration = "".join(f"<p>{escape(sentence)}</p>" for sentence in declared)
    signed = f"<p>{_('委托人签名：')}{picture(signature, SIGNATURE_PX)}</p><p>{_('签署日期：')}{letter.signed_on}</p>"
    html = f"<h1 align='center'>{_(TITLE)}</h1>{clauses}<hr>{declaration}{signed}"
    return pdf(html, A4, margin_mm=25, points=12, band=band)


def _person(person: Person, number: str) -> str:
    facts = (
        person.name,
        person.sex,
        _("公民身份号码{number}").format(number=number) if number else "",
        _("住{address}").format(address=person.address) if person.address else "",
        _("电话{phone}").format(phone=person.phone) if person.phone else "",
    )
    return _("，").join(filter(None, facts))
