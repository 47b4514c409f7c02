"""What goes into the petition, and what only with consent."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.consents import Consents
from core.draft import Draft
from core.id_document import IdDocument
from core.introduction import Evidence
from core.narrative import Clause, SpokenClause, narrative_from_text
from core.person import Person
from core.petition import Enclosure, Purpose, Role
from core.places import Place
from core.problems import Incomplete
from core.scan import Scan

WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PAPERS = Enclosure(name="papers.pdf", role=Role.PAGE, media_type="application/pdf", content=b"%PDF")
CARD = Enclosure(name="card.jpg", role=Role.CARD, media_type="image/jpeg", content=b"marked")
PICTURES = (PAPERS, CARD)


def draft() -> Draft:
    return Draft(
        petitioner=Person(name="王建国", id_number="32990119530612047X", phone="12069738989"),
        card_image=b"card",
        told=(SpokenClause(Clause("  水管漏水。\n", 0, 1, 1), b"spoken"),),
        purpose=Purpose.REPORT,
        category="070100",
        place=Place(code="320115", name="江宁区"),
        scans=[Scan(b"one", text="第一页"), Scan(b"two")],
        signature=b"drawn",
    )


def roles(given: Draft) -> list[Role]:
    return [each.role for each in given.enclosures(PICTURES)]


def test_voice_and_card_stay_behind_unless_the_person_agreed() -> None:
    assert roles(draft()) == [Role.PAGE, Role.SIGNATURE]


@pytest.mark.parametrize(("agreed", "role"), [("keep_audio", Role.AUDIO), ("keep_card_image", Role.CARD)])
def test_each_consent_opens_one_thing(agreed: str, role: Role) -> None:
    given = draft()
    given.consents = replace(Consents(), **{agreed: True})
    assert roles(given) == [Role.PAGE, role, Role.SIGNATURE]


def test_agreeing_to_what_is_not_there_adds_nothing() -> None:
    given = draft()
    given.consents = Consents(keep_audio=True, keep_card_image=True)
    given.told = narrative_from_text("水管漏水。")
    assert [each.role for each in given.enclosures((PAPERS,))] == [Role.PAGE, Role.SIGNATURE]


def test_papers_are_never_left_behind() -> None:
    with pytest.raises(ValueError, match="left behind"):
        draft().freeze(WHEN)


def test_the_card_as_it_was_cut_never_travels() -> None:
    given = draft()
    given.consents = Consents(keep_card_image=True)
    assert given.card_image not in given.freeze(WHEN, PICTURES).contents.values()


def test_the_number_is_known_before_the_petition_is_frozen() -> None:
    given = draft()
    assert given.freeze(WHEN, PICTURES).petition.local_number == given.local_number(WHEN)


def test_a_draft_becomes_a_petition() -> None:
    petition = draft().freeze(WHEN, PICTURES).petition
    assert petition.matter.narrative == "水管漏水。"
    assert petition.matter.purpose is Purpose.REPORT


def test_an_empty_draft_does_not() -> None:
    with pytest.raises(Incomplete, match="name, narrative, category, place, address or phone"):
        Draft().freeze(WHEN)


def test_what_was_known_of_a_person_stays_when_more_is_learned() -> None:
    given = draft()
    given.identify(address="杨柳村三组")
    assert given.petitioner.name == "王建国"
    assert given.petitioner.address == "杨柳村三组"


def test_identified_means_a_name_and_a_number_that_holds() -> None:
    given = draft()
    assert given.identified is True
    given.identify(id_number="329901195306120471")
    assert given.identified is False
    given.identify(id_number="32990119530612047X", name="")
    assert given.identified is False


def test_people_without_a_resident_card_are_identified_as_far_as_they_can() -> None:
    given = draft()
    given.identify(document=IdDocument.NONE, id_number="")
    assert given.identified is True
    given.identify(document=IdDocument.PASSPORT)
    assert given.identified is False
    given.identify(id_number="E12345678")
    assert given.identified is True


def test_two_visits_share_nothing() -> None:
    first, second = Draft(), Draft()
    first.scans.append(Scan(b"mine"))
    first.inquiry.query_code = "1"
    assert second.scans == []
    assert second.inquiry.query_code == ""


def test_pictures_and_sound_are_not_shown_by_accident() -> None:
    shown = repr(draft())
    assert not any(secret in shown for secret in ("b'card'", "b'spoken'", "b'drawn'", "b'one'"))


def test_what_was_read_from_a_card_is_known_from_it_until_it_is_written_over() -> None:
    holder = Person(name="王建国", id_number="32990119530612047X")
    narrative_from_text = Draft()
    narrative_from_text.identify(name="王建国", id_number="32990119530612047X")
    assert narrative_from_text.evidence is Evidence.TOLD
    evidence: Evidence
    for evidence in (Evidence.CHIP, Evidence.CAMERA):
        laid = Draft()
        laid.take_card(holder, evidence)
        laid.identify(address="杨柳村三组", phone="13800001234")
        assert laid.evidence is evidence
        laid.identify(name="王建园")
        assert laid.evidence is Evidence.TOLD
        laid.identify(name="王建国", id_number="")
        assert laid.evidence is Evidence.TOLD


def test_the_petition_says_how_it_is_known_who_filed() -> None:
    laid = draft()
    assert laid.freeze(WHEN, PICTURES).petition.evidence is Evidence.TOLD
    laid.take_card(laid.petitioner, Evidence.CHIP)
    assert laid.freeze(WHEN, PICTURES).petition.evidence is Evidence.CHIP
