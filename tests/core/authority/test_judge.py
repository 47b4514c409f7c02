"""Whether an agent may act: by what the record says, on a day, for an act, at a place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.authority.judge import Representation, capacity, judge, refusal, same_person
from core.authority.letter import Agent, AgentClass, Authority, Capacity, Power, Proof, ProofKind
from core.id_number import check_character
from core.person import Person
from core.problems import AuthorityProblem
from core.sentences import as_error, sentence_of

TODAY = date(2026, 11, 30)
AGENT = Agent(person=Person(name="李秀英", id_number="32990119850317206X"), agent_class=AgentClass.VILLAGE_CADRE)
LETTER = Authority(
    matter="水管漏水",
    powers=(Power.FILE, Power.QUERY),
    starts="2026-11-01",
    ends="2027-04-30",
    letter="authority.pdf",
    category="070200",
    place="320115",
)
PRINCIPAL = Person(name="王建国", id_number="329901195306120470")
RIGHT = Representation(
    agent=AGENT,
    authority=LETTER,
    principal=PRINCIPAL,
    category="070200",
    place="320115",
    papers={"authority.pdf": "application/pdf", "papers.pdf": "application/pdf", "speech.wav": "audio/wav"},
)


def with_letter(who: Representation = RIGHT, **changes: Any) -> Representation:
    assert who.authority is not None
    return replace(who, authority=replace(who.authority, **changes))


def code(who: Representation, act: Power = Power.FILE, on: date = TODAY) -> str:
    problem = refusal(who, act, on)
    return problem.code if problem else ""


def born(birth: str, last: str = "047") -> str:
    return f"329901{birth}{last}" + check_character(f"329901{birth}{last}")


def test_a_whole_letter_carries_what_it_says() -> None:
    judge(RIGHT, Power.FILE, TODAY)
    judge(RIGHT, Power.QUERY, date(2027, 4, 30))


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"starts": "2000-01-01", "ends": "2001-05-05"}, "authority-expired"),
        ({"ends": "2026-11-29"}, "authority-expired"),
        ({"starts": "2026-12-01"}, "authority-not-begun"),
        ({"powers": (Power.QUERY,)}, "authority-scope"),
        ({"category": "010100"}, "authority-scope"),
        ({"place": "110101"}, "authority-scope"),
        ({"others": ("甲某", "乙某")}, "authority-scope"),
        ({"powers": ()}, "authority-incomplete"),
        ({"matter": " \n"}, "authority-incomplete"),
        ({"starts": "明天"}, "authority-incomplete"),
        ({"ends": ""}, "authority-incomplete"),
        ({"ends": "2026-13-40"}, "authority-incomplete"),
        ({"starts": "２０２６-11-01"}, "authority-incomplete"),
        ({"starts": "2026-11-20", "ends": "2026-11-10"}, "authority-incomplete"),
        ({"ends": "9999-12-31"}, "authority-incomplete"),
        ({"letter": "lost.pdf"}, "authority-incomplete"),
        ({"letter": "speech.wav"}, "authority-incomplete"),
        ({"letter": ""}, "authority-incomplete"),
        ({"proof": Proof(kind=ProofKind.KINSHIP, attachment="lost.pdf")}, "authority-incomplete"),
        ({"capacity": Capacity.NONE}, "authority-incomplete"),
        ({"place": "320100"}, ""),
        ({"place": "", "category": ""}, ""),
        ({"others": ("甲某",)}, ""),
    ],
)
def test_what_a_letter_lacks_or_no_longer_says(changes: dict[str, Any], refused: str) -> None:
    assert code(with_letter(**changes)) == refused


def test_a_letter_is_shown_by_its_role_where_it_is_not_named() -> None:
    assert code(with_letter(replace(RIGHT, letters=frozenset({"papers.pdf"})), letter="")) == ""


def test_neither_letter_without_agent_nor_agent_without_letter() -> None:
    assert code(replace(RIGHT, authority=None)) == "authority-incomplete"
    assert code(replace(RIGHT, agent=None)) == "authority-incomplete"
    assert code(replace(RIGHT, principal=Person(name=""))) == "authority-incomplete"


def test_what_the_principal_took_back_is_over() -> None:
    problem = refusal(replace(RIGHT, withdrawn=True), Power.QUERY, TODAY)
    assert problem and problem.code == "authority-expired"
    assert "撤回" in sentence_of(problem)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            PRINCIPAL,
            Person(name="李四", id_number="329901195306120470"),
            True,
        ),
        (
            Person(name="王建国", id_number="329901530612047"),
            PRINCIPAL,
            True,
        ),
        (Person(name="王 建国", id_number=""), PRINCIPAL, True),
        (Person(name="王建国", birth="1980-01-01"), PRINCIPAL, False),
        (Person(name="王建国", id_number=born("19800101")), Person(name="王建国", id_number=born("19530612")), False),
        (Person(name="王建国"), Person(name="李秀英"), False),
        (Person(name=""), Person(name=""), False),
    ],
)
def test_who_is_one_and_the_same(one: Person, other: Person, same: bool) -> None:
    assert same_person(one, other) is same_person(other, one) is same


def test_nobody_is_their_own_agent() -> None:
    assert code(replace(RIGHT, principal=AGENT.person)) == "authority-self"


@pytest.mark.parametrize(
    ("birth", "stated", "found"),
    [
        ("19530612", None, Capacity.FULL),
        ("20191130", None, Capacity.NONE),
        ("20181130", None, Capacity.LIMITED),
        ("20181201", None, Capacity.NONE),
        ("20101130", None, Capacity.LIMITED),
        ("20101130", Capacity.FULL, Capacity.FULL),
        ("20111130", Capacity.FULL, Capacity.LIMITED),
        ("20081130", None, Capacity.FULL),
        ("19530612", Capacity.LIMITED, Capacity.LIMITED),
        ("20191130", Capacity.FULL, Capacity.NONE),
    ],
)
def test_capacity_by_the_record(birth: str, stated: Capacity | None, found: Capacity) -> None:
    assert capacity(Person(name="小王", id_number=born(birth)), stated, TODAY) is found


def test_for_a_child_the_guardian_acts_and_shows_it() -> None:
    child = replace(RIGHT, principal=Person(name="小王", id_number=born("20150601")))
    problem = refusal(child, Power.FILE, TODAY)
    assert problem and problem.code == "authority-incomplete" and "监护" in sentence_of(problem)
    proof = Proof(kind=ProofKind.GUARDIANSHIP, attachment="papers.pdf")
    assert code(with_letter(child, proof=proof, letter="")) == ""


@pytest.mark.parametrize(
    ("agent_class", "proof", "refused"),
    [
        (AgentClass.NEAR_RELATIVE, None, "authority-incomplete"),
        (AgentClass.NEAR_RELATIVE, ProofKind.KINSHIP, ""),
        (AgentClass.NEAR_RELATIVE, ProofKind.LICENCE, "authority-incomplete"),
        (AgentClass.GRID_WORKER, None, "authority-incomplete"),
        (AgentClass.GRID_WORKER, ProofKind.RECOMMENDATION, ""),
        (AgentClass.LEGAL_WORKER, None, ""),
    ],
)
def test_shandong_asks_for_proof(agent_class: AgentClass, proof: ProofKind | None, refused: str) -> None:
    shown = Proof(kind=proof, attachment="papers.pdf") if proof else None
    there = with_letter(replace(RIGHT, agent=replace(AGENT, agent_class=agent_class), place="370102"), place="370102")
    assert code(with_letter(there, proof=shown)) == refused
    elsewhere = with_letter(replace(there, place="330106"), place="330106", proof=shown)
    assert code(elsewhere) == ""


def test_each_refusal_names_its_article_and_no_person() -> None:
    problem = refusal(with_letter(ends="2026-11-29"), Power.FILE, TODAY)
    assert problem is not None
    error = as_error(problem)
    assert error["code"] == "authority-expired" and "《民法典》第173(1)条" in error["message"]
    assert error["article"] == "《民法典》第173(1)条"
    assert "王建国" not in str(error) + problem.detail


DAYS = some.dates(date(1990, 1, 1), date(2060, 1, 1)).map(str) | some.text(max_size=12)


@given(
    starts=DAYS,
    ends=DAYS,
    powers=some.lists(some.sampled_from(Power), max_size=4).map(tuple),
    on=some.dates(date(1990, 1, 1), date(2060, 1, 1)),
    act=some.sampled_from(Power),
)
def test_only_what_is_written_on_a_day_within_passes(
    starts: str, ends: str, powers: tuple[Power, ...], on: date, act: Power
) -> None:
    refused = code(with_letter(starts=starts, ends=ends, powers=powers), act, on)
    if not refused:
        assert act in powers
        assert date.fromisoformat(starts) <= on <= date.fromisoformat(ends)
        assert date.fromisoformat(ends) - date.fromisoformat(starts) <= timedelta(days=1830)


@given(some.text(max_size=30), some.text(max_size=30), some.text(max_size=20))
def test_no_record_is_too_strange_to_judge(name: str, number: str, place: str) -> None:
    strange = Person(name=name, id_number=number, birth=number)
    who = replace(RIGHT, principal=strange, place=place, agent=replace(AGENT, person=replace(strange, name=number)))
    assert isinstance(refusal(who, Power.FILE, TODAY), AuthorityProblem | None)
