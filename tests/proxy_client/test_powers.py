"""No authority that could not carry the filing gets past its page; what is wrong, and the way out, stand in place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from core import places
from core.authority.letter import AgentClass, ProofKind
from core.id_number import check_character
from core.person import Person
from core.problems import AuthorityExpired, AuthorityIncomplete, AuthoritySelf, Problem
from proxy_client import example
from proxy_client.authority_terms import PAPERS, authority_for, bound, hindrance, proofs_wanted
from proxy_client.flow import empowered
from proxy_client.session import AgentDraft
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from training import example as petition
from ui.documents.enclosures import enclosed

TODAY = date.today()
CHILD = "32990120200601001"


def draft_of(agent_class: AgentClass = AgentClass.NEAR_RELATIVE, place: str = "370102") -> AgentDraft:
    draft = AgentDraft(**vars(petition.draft()))
    draft.agent = replace(example.agent(), agent_class=agent_class)
    draft.place = places.place(place, "某村")
    draft.authority = bound(authority_for("吃水", set(), TODAY, 6), draft)
    return draft


def kind_of(problem: Problem | None) -> type[Problem] | None:
    return type(problem) if problem else None


def test_a_proof_is_wanted_where_the_law_says_so() -> None:
    draft = draft_of()
    assert draft.authority is not None
    wanted = proofs_wanted(draft, TODAY)
    assert wanted.required and ProofKind.KINSHIP in wanted.kinds
    assert kind_of(hindrance(draft, TODAY)) is AuthorityIncomplete and not empowered(draft)
    draft.authority = bound(draft.authority, draft, ProofKind.KINSHIP)
    assert draft.authority.proof and draft.authority.proof.attachment == PAPERS
    assert PAPERS in {each.name for each in enclosed(draft, petition.WHEN, "", band="")}
    assert hindrance(draft, TODAY) is None and empowered(draft)
    draft.scans = []
    assert bound(draft.authority, draft, ProofKind.KINSHIP).proof is None
    assert proofs_wanted(draft_of(place="320115"), TODAY).kinds == ()


def test_for_a_child_the_guardian_points_at_the_proof() -> None:
    draft = draft_of(place="320115")
    draft.identify(name="小王", id_number=CHILD + check_character(CHILD))
    assert proofs_wanted(draft, TODAY).kinds == (ProofKind.GUARDIANSHIP,)
    assert kind_of(hindrance(draft, TODAY)) is AuthorityIncomplete


@pytest.mark.parametrize(
    ("change", "problem"), [({"starts": "2000-01-01", "ends": "2001-01-01"}, AuthorityExpired), ({}, AuthoritySelf)]
)
def test_what_is_over_or_of_oneself_is_no_letter(change: dict[str, Any], problem: type[Problem]) -> None:
    draft = draft_of(place="320115")
    assert draft.authority is not None
    if change:
        draft.authority = replace(draft.authority, **change)
    else:
        draft.petitioner = Person(name=example.agent().person.name, id_number=example.agent().person.id_number)
    assert kind_of(hindrance(draft, TODAY)) is problem


def test_the_page_says_the_way_out_and_goes_on_with_the_proof(desk: AgentWindowFixture) -> None:
    draft = draft_of()
    draft.authority, scans = None, draft.scans
    draft.scans = []
    desk.shell.show_page("powers", draft)
    assert "《山东省信访条例》第28条" in desk.seen and "还没有放材料" in desk.seen
    draft.scans, draft.authority = scans, None
    desk.shell.show_page("powers", draft)
    assert "材料里有哪一种，就按哪一种。" in desk.seen
    desk.touch("亲属关系证明")
    assert "《山东省信访条例》" not in desk.seen
    desk.turn("powers", "写委托书")
    desk.visit.arrive("authority")
    assert "亲属关系证明" in desk.seen


def test_a_computer_whose_date_went_back_is_told_so(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = filed(here)
    draft.authority = None
    here.latest_time.at_least(desk.shell.station.now() + timedelta(days=365))
    desk.shell.show_page("powers", draft)
    assert "这台电脑的日期比以前用过的还早" in desk.seen
    assert draft.authority is not None
    assert draft.authority.starts > TODAY.isoformat()
