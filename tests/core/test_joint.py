"""Several people in one petition: how many, that they are different, and that each agreed for themself."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.company import SIGNATURES, Companion, Company
from core.draft import Draft
from core.flow import ON, Runner
from core.id_number import check_character
from core.introduction import Evidence
from core.joint import (
    MOST_REPRESENTATIVES,
    MOST_SIGNERS,
    Joint,
    JointConsent,
    Representative,
    Signer,
    check,
    same_person,
)
from core.narrative import narrative_from_text
from core.person import Person
from core.petition import Enclosure, Petition, Purpose, Role, freeze
from core.places import place
from core.problems import Incomplete, SamePersonTwice, TooManyRepresentatives, TooManySigners
from core.wire import petition_json, petition_of
from kiosk.flow import RESIDENT

WHEN = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
CONSENT = JointConsent(text_sha256="0" * 64, at=WHEN, spoken=True)
PAPER = Enclosure(name=SIGNATURES, role=Role.SIGNATURE, media_type="application/pdf", content=b"%PDF")


def number(n: int) -> str:
    begins = f"32990119{50 + n % 40}0101{n % 1000:03}"
    return begins + check_character(begins)


def somebody(n: int, **changed: Any) -> Person:
    return replace(Person(name=f"人{chr(0x4E00 + n)}", id_number=number(n)), **changed)


def draft() -> Draft:
    return Draft(
        petitioner=replace(somebody(0), address="杨柳村三组"),
        told=narrative_from_text("水管漏水，想修好。"),
        purpose=Purpose.REQUEST,
        category="070200",
        place=place("320115", "杨柳村"),
    )


def joined(to: Draft, person: Person, *, represents: bool, evidence: Evidence = Evidence.CHIP) -> Companion:
    """Somebody comes forward, shows their card or signs, and agrees."""
    to.company.begin(represents=represents)
    companion = to.company.joining
    assert companion
    if evidence is Evidence.TOLD:
        companion.petitioner = person
    else:
        companion.take_card(person, evidence)
    companion.agree(CONSENT, to.words_joined, b"drawn" if evidence is Evidence.TOLD else b"")
    to.company.join(to.petitioner)
    return companion


def filed(of: Draft) -> Petition:
    papers = (PAPER,) if any(each.signature for each in of.company.people) else ()
    return of.freeze(WHEN, papers).petition


def test_who_comes_alone_files_as_before() -> None:
    alone = filed(draft())
    assert alone.joint is None
    assert b"joint" not in petition_json(alone)


def test_they_stand_in_the_petition_with_how_each_is_known_and_what_each_agreed_to() -> None:
    village = draft()
    joined(village, somebody(1), represents=True)
    joined(village, somebody(2), represents=False, evidence=Evidence.CAMERA)
    joined(
        village, Person(name="赵六", address="杨柳村", phone="13000000000"), represents=False, evidence=Evidence.TOLD
    )
    petition = petition_of(petition_json(filed(village)))
    joint = petition.joint
    assert joint and joint.people == 4
    first, second = joint.representatives
    assert (first.name, first.consent) == (petition.petitioner.name, None)
    assert (second.name, second.evidence, second.consent) == (somebody(1).name, Evidence.CHIP, CONSENT)
    by_card, by_hand = joint.signers
    assert (by_card.evidence, by_card.signature) == (Evidence.CAMERA, "")
    assert (by_hand.evidence, by_hand.signature) == (Evidence.TOLD, SIGNATURES)
    assert "13000000000" not in petition_json(petition).decode().split("signers")[1], "no more of them than is needed"


def test_five_represent_and_a_sixth_may_still_sign() -> None:
    village = draft()
    for n in range(1, MOST_REPRESENTATIVES):
        joined(village, somebody(n), represents=True)
    with pytest.raises(TooManyRepresentatives):
        village.company.begin(represents=True)
    joined(village, somebody(9), represents=False)
    assert (joint := filed(village).joint) and joint.people == MOST_REPRESENTATIVES + 1


def test_more_signers_than_a_terminal_takes_in_a_day_come_on_paper() -> None:
    village = draft()
    village.company.people = [Companion(petitioner=somebody(n)) for n in range(1, MOST_SIGNERS + 1)]
    with pytest.raises(TooManySigners):
        village.company.begin(represents=False)


def test_the_longest_list_with_the_longest_names_is_written_and_read() -> None:
    village = draft()
    for n in range(1, MOST_SIGNERS + MOST_REPRESENTATIVES):
        person = somebody(n, name=f"{'阿卜杜热合曼·' * 6}{chr(0x4E00 + n)}")
        joined(village, person, represents=n < MOST_REPRESENTATIVES, evidence=Evidence.CHIP)
    petition = filed(village)
    assert petition.joint and petition.joint.people == MOST_SIGNERS + MOST_REPRESENTATIVES
    assert petition_of(petition_json(petition)) == petition


def test_the_same_person_joins_once() -> None:
    village = draft()
    joined(village, somebody(1), represents=True)
    for again in (somebody(1), replace(village.petitioner), Person(name=somebody(1).name)):
        with pytest.raises(SamePersonTwice):
            joined(village, again, represents=False)
    assert len(village.company.people) == 1
    namesake = replace(somebody(2), name=somebody(1).name)
    joined(village, namesake, represents=False)
    assert len(village.company.people) == 2


def test_a_touch_that_comes_twice_adds_nobody_twice() -> None:
    village = draft()
    companion = joined(village, somebody(1), represents=False)
    village.company.joining = companion
    village.company.join(village.petitioner)
    assert village.company.people == [companion]


def test_who_goes_back_is_not_in_it() -> None:
    village = draft()
    village.company.remove(joined(village, somebody(1), represents=True))
    assert filed(village).joint is None


def test_when_the_words_change_everybody_is_asked_again() -> None:
    village = draft()
    companion = joined(village, somebody(1), represents=False)
    assert not village.company_due
    for change in ("水管漏水，想修好，还要赔钱。", "水管漏水，想修好。"):
        village.narrative = change
        assert village.company_due is (change != "水管漏水，想修好。")
    village.choose(Purpose.SUGGESTION)
    assert village.company_due
    with pytest.raises(Incomplete, match="joint consent"):
        filed(village)
    companion.agree(CONSENT, village.words_joined)
    assert filed(village).joint


def test_whoever_is_added_after_it_was_signed_makes_the_signature_void() -> None:
    village = draft()
    before = village.signed_words
    joined(village, somebody(1), represents=True)
    assert village.signed_words != before


def test_who_accuses_without_a_name_does_so_alone() -> None:
    village = draft()
    joined(village, somebody(1), represents=True)
    village.accuse(named=True)
    assert village.company.people, "with a name they may accuse together"
    assert village.people_on_paper == 1, "and no paper says how many"
    village.accuse(named=False)
    assert not village.company.people
    assert filed(village).joint is None


def representative(person: Person, **more: Any) -> Representative:
    return Representative(**{**vars(person), "consent": CONSENT, **more})


def signer(person: Person, **more: Any) -> Signer:
    known: dict[str, Any] = {"id_number": person.id_number, "consent": CONSENT, "signature": SIGNATURES}
    return Signer(**{"name": person.name, **known, **more})


def frozen(joint: Joint) -> None:
    village = draft()
    village.freeze(WHEN, (PAPER,))  # it is whole but for those who join

    matter = village.freeze(WHEN, (PAPER,)).petition.matter
    freeze(
        channel=village.channel,
        created=WHEN,
        matter=matter,
        petitioner=village.petitioner,
        enclosures=(PAPER,),
        joint=joint,
    )


FIRST = representative(draft().petitioner, consent=None)


@pytest.mark.parametrize(
    "joint",
    [
        Joint(representatives=(representative(somebody(1)),)),
        Joint(representatives=()),
        Joint(representatives=(FIRST, representative(somebody(1), consent=None))),
        Joint(representatives=(FIRST, representative(somebody(1), signature="else.pdf"))),
        Joint(representatives=(FIRST,), signers=(signer(somebody(1), signature="else.pdf"),)),
        Joint(representatives=(FIRST,), signers=(signer(somebody(1), signature=""),)),
        Joint(representatives=(FIRST,), signers=(signer(somebody(1, name=" ")),)),
    ],
)
def test_what_lacks_the_petitioner_a_name_a_consent_or_a_signature_is_incomplete(joint: Joint) -> None:
    with pytest.raises(Incomplete, match="joint"):
        frozen(joint)


PEOPLE = st.lists(
    st.builds(
        Person,
        name=st.sampled_from(["王建国", "王 建国", "李秀英", "赵六"]),
        id_number=st.sampled_from(["", *(number(n) for n in range(4))]),
    ),
    min_size=1,
    max_size=7,
)


@given(PEOPLE, st.integers(1, 5))
def test_no_two_of_those_who_file_are_the_same_person(people: list[Person], representing: int) -> None:
    joint = Joint(
        representatives=tuple(map(representative, people[:representing])),
        signers=tuple(map(signer, people[representing:])),
    )
    twice = any(same_person(one, other) for one, other in combinations(people, 2))
    try:
        check(joint)
    except SamePersonTwice:
        assert twice
    else:
        assert not twice


@given(st.integers(1, 9), st.integers(0, MOST_SIGNERS + 3))
def test_only_so_many_represent_and_sign(representing: int, signing: int) -> None:
    people = [somebody(n) for n in range(representing + signing)]
    joint = Joint(
        representatives=tuple(map(representative, people[:representing])),
        signers=tuple(map(signer, people[representing:])),
    )
    try:
        check(joint)
    except TooManyRepresentatives:
        assert representing > MOST_REPRESENTATIVES
    except TooManySigners:
        assert signing > MOST_SIGNERS
    else:
        assert representing <= MOST_REPRESENTATIVES and signing <= MOST_SIGNERS


@given(st.lists(st.sampled_from(["join", "sign", "remove", "change", "again"]), max_size=20))
def test_whatever_they_do_the_petition_holds_those_who_agreed_and_nobody_else(steps: list[str]) -> None:
    village, came = draft(), 0
    for step in steps:
        people = village.company.people
        if (step == "join" and len(village.company.representatives) < MOST_REPRESENTATIVES - 1) or step == "sign":
            came += 1
            joined(village, somebody(came), represents=step == "join")
        elif step == "remove" and people:
            village.company.remove(people[0])
        elif step == "change":
            village.narrative += "还有一句。"
        elif step == "again":
            for each in people:
                each.agree(CONSENT, village.words_joined)
    if not village.company_settled:
        with pytest.raises(Incomplete):
            filed(village)
        return
    joint = filed(village).joint
    names = {each.petitioner.name for each in village.company.people}
    if joint is None:
        assert not names
    else:
        assert {each.name for each in joint.representatives[1:]} | {each.name for each in joint.signers} == names


def at_papers(village: Draft) -> Runner[Draft]:
    runner = Runner(RESIDENT, village)
    runner.jump("papers")
    return runner


def test_who_comes_alone_is_not_asked() -> None:
    assert at_papers(draft()).answer().page == "review"


def test_others_are_added_one_by_one_and_back_leads_past_them() -> None:
    village = draft()
    village.company = Company(wanted=True)
    runner = at_papers(village)
    assert runner.answer().page == "together"
    for n in (1, 2, 3):
        assert [runner.answer(each).page for each in ("join", "known")] == ["join", "agree"]
        joined(village, somebody(n), represents=True)
        assert runner.answer("done").page == "together"
    assert runner.before.page == "papers"
    assert runner.answer(ON).page == "review"


def test_from_the_review_one_comes_back_to_it() -> None:
    village = draft()
    runner = at_papers(village)
    runner.answer()
    assert [runner.answer(each).page for each in ("together", "join", "known", "done")][-1] == "together"
    assert runner.answer(ON).page == "review"


def test_a_change_at_the_review_leads_to_those_who_agreed_to_other_words() -> None:
    village = draft()
    companion = joined(village, somebody(1), represents=False)
    runner = at_papers(village)
    runner.answer()
    runner.answer("tell")
    village.narrative = "水管漏水，还淹了地。"
    assert runner.answer(ON).page == "together"
    companion.agree(CONSENT, village.words_joined)
    assert runner.answer(ON).page == "review"
