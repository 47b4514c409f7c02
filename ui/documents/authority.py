"""The letter of authority (Civil Code art. 165: agent, matter, powers, period, the principal's signature)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape

from core.agency import Agent, Authority
from core.days import day
from core.person import Person
from ui.documents.sheet import A4, pdf, picture

TITLE = "授权委托书"
SIGNATURE_PX = 190
DECLARATION = (
    "以上内容是委托人的真实意愿。委托人签名，就是同意这样委托。",
    "代办不收费。没有委托人同意，受托人不得转给别人代办。",
)


@dataclass(frozen=True)
class Letter:
    """`clauses` are pairs of name and content, in order."""

    clauses: tuple[tuple[str, str], ...]
    declaration: tuple[str, ...]
    signed_on: str

    @property
    def spoken(self) -> str:
        clauses = "。".join(f"{name}：{content}" for name, content in self.clauses)
        return f"{TITLE}。{clauses}。{''.join(self.declaration)}"


def whole(person: Person) -> str:
    return person.id_number


def masked(person: Person) -> str:
    return person.id_number_masked


def unsaid(_person: Person) -> str:
    return ""


def letter(
    principal: Person, agent: Agent, authority: Authority, today: date, number: Callable[[Person], str] = whole
) -> Letter:
    """`number` says how much of an ID number is given: `whole` on paper, `masked` on screen, `unsaid` aloud."""
    clauses = (
        ("委托人", _person(principal, number(principal))),
        ("受托人（代理人）", _person(agent.person, number(agent.person))),
        ("受托人身份", "，".join(filter(None, (agent.agent_class.label, agent.organisation)))),
        ("委托事项", authority.matter),
        ("代理权限", "、".join(power.label for power in authority.powers)),
        ("代理期限", f"自{day(date.fromisoformat(authority.starts))}起至{day(date.fromisoformat(authority.ends))}止"),
    )
    return Letter(clauses, DECLARATION, day(today))


def authority_document(letter: Letter, signature: bytes, *, band: str) -> bytes:
    """One A4 page with the signature, a PNG, under it. Call it on the main thread."""
    clauses = "".join(f"<p><b>{escape(name)}：</b>{escape(content)}</p>" for name, content in letter.clauses)
    declaration = "".join(f"<p>{escape(sentence)}</p>" for sentence in letter.declaration)
    signed = f"<p>委托人签名：{picture(signature, SIGNATURE_PX)}</p><p>签署日期：{letter.signed_on}</p>"
    html = f"<h1 align='center'>{TITLE}</h1>{clauses}<hr>{declaration}{signed}"
    return pdf(html, A4, margin_mm=25, points=12, band=band)


def _person(person: Person, number: str) -> str:
    facts = (
        person.name,
        person.sex,
        f"公民身份号码{number}" if number else "",
        f"住{person.address}" if person.address else "",
        f"电话{person.phone}" if person.phone else "",
    )
    return "，".join(filter(None, facts))
