"""The rules of agency as data: a policy pack for the whole country, and what provinces lay down besides.

A pack is chosen by the place of the matter, so that terminal and gateway choose the same. Each row names its law
with the version that was read, its article, and whether it was read in the text (`law`), read about (`reported`), or is
nobody's law (`setting`); a province changes the row, never the code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.authority.letter import AgentClass, ProofKind
from core.cases.clock_table import Basis
from core.message import Message
from core.resources import resource

NATIONAL = "national"
RULES = frozenset(
    "stated signed another not-begun ended withdrawn within capacity proof most-agents longest".split()
    + "no-sub-delegation free".split()
)
"""What a row may be about; `core.authority.judge` asks for the first eleven."""


@dataclass(frozen=True)
class Law:
    """Its name is `law.ID` of resources/words/terms.toml. `version`: the year of the text that was read; `first`,
    `last`: its first and last day, None where that was not read."""

    id: str
    version: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Rule:
    """`number`: of days, or of people. `agent_class`, `proofs`: which class of agents shows which proofs, one of them;
    `required`: without it nothing is filed, else it is only asked for."""

    rule: str
    law: Law
    article: str = ""
    basis: Basis = Basis.LAW
    number: int = 0
    agent_class: AgentClass | None = None
    proofs: tuple[ProofKind, ...] = ()
    required: bool = True
    note: str = ""

    @property
    def cited(self) -> Message:
        """Returns law and article, as they are shown; the law alone where the article was not read."""
        law = Message(f"law.{self.law.id}")
        return Message("authority.article", {"law": law, "article": self.article}) if self.article else law


Key = tuple[str, AgentClass | None]


@dataclass(frozen=True)
class Pack:
    """`provinces`: the first two digits of the places it holds for; none for the whole country."""

    id: str
    provinces: frozenset[str]
    rules: Mapping[Key, Rule] = field(default_factory=dict)

    def rule(self, rule: str) -> Rule:
        """Returns a row that every pack has."""
        return self.rules[rule, None]

    def proof(self, agent_class: AgentClass) -> Rule | None:
        """Returns what agents of this class show besides the letter; None for nothing."""
        return self.rules.get(("proof", agent_class))


@cache
def packs() -> Mapping[str, Pack]:
    """Returns the shipped packs by their ids."""
    return read_folder(resource("authority"))


@cache
def pack_for(place: str) -> Pack:
    """Returns the pack that holds at a place, by the place's code."""
    known = packs()
    return next((each for each in known.values() if place[:2] in each.provinces), known[NATIONAL])


def read_folder(folder: Path) -> Mapping[str, Pack]:
    """Reads one pack a file, named by the file; a province's rows stand in place of the country's. Raises ValueError
    for rows that cannot be meant."""
    country = _pack(folder / f"{NATIONAL}.toml", {})
    others = (file for file in sorted(folder.glob("*.toml")) if file.stem != NATIONAL)
    read = {file.stem: _pack(file, country.rules) for file in others}
    provinces = [code for pack in read.values() for code in pack.provinces]
    if len(set(provinces)) < len(provinces):
        raise ValueError("two packs hold for one province")
    return {NATIONAL: country, **read}


def _pack(file: Path, before: Mapping[Key, Rule]) -> Pack:
    said = tomllib.loads(file.read_text("utf-8-sig"))
    laws = {row["id"]: Law(row["id"], row.get("version", ""), row.get("from"), row.get("until")) for row in said["law"]}
    rows = [_rule(file.stem, row, laws) for row in said.get("rule", [])]
    own = {(row.rule, row.agent_class): row for row in rows}
    if len(own) < len(rows):
        raise ValueError(f"{file.name}: a rule stands there twice")
    return Pack(file.stem, frozenset(said.get("provinces", ())), {**before, **own})


def _rule(pack: str, said: Mapping[str, Any], laws: Mapping[str, Law]) -> Rule:
    where = f"{pack}: {said.get('rule', 'a row without a rule')}"
    if strange := set(said) - {each.name for each in fields(Rule)}:
        raise ValueError(f"{where}: unknown {', '.join(sorted(strange))}")
    try:
        kinds = {
            "law": laws[said["law"]],
            "basis": Basis(said.get("basis", "law")),
            "agent_class": AgentClass(said["agent_class"]) if "agent_class" in said else None,
            "proofs": tuple(map(ProofKind, said.get("proofs", ()))),
        }
        row = Rule(**{**said, **kinds})
    except (KeyError, TypeError, ValueError) as trouble:
        raise ValueError(f"{where}: {trouble}") from None
    if row.rule not in RULES or (row.basis is Basis.LAW and not row.article):
        raise ValueError(f"{where}: no such rule, or a law without its article")
    if type(row.number) is not int or (row.rule in ("most-agents", "longest")) != (row.number > 0):
        raise ValueError(f"{where}: {row.number!r} is no number for it")
    if (row.rule == "proof") != bool(row.agent_class and row.proofs):
        raise ValueError(f"{where}: a proof has its class and its kinds, nothing else has")
    return row
