"""What is taken along, and what only with consent."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.draft import Draft, Scan
from core.person import Person
from core.petition import Consents, Place, Purpose, Role
from core.problems import Incomplete

WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def draft() -> Draft:
    return Draft(
        petitioner=Person(name="王建国", id_number="32990119530612047X", phone="12069738989"),
        card_image=b"card",
        narrative="  水管漏水。\n",
        audio=b"spoken",
        purpose=Purpose.REPORT,
        category="070100",
        place=Place(code="320115", name="江宁区"),
        scans=[Scan(b"one", text="第一页"), Scan(b"two")],
        signature=b"drawn",
    )


def roles(given: Draft) -> list[Role]:
    return [each.role for each in given.enclosures()]


def test_voice_and_card_stay_behind_unless_the_person_agreed() -> None:
    assert roles(draft()) == [Role.PAGE, Role.PAGE, Role.SIGNATURE]


@pytest.mark.parametrize(("agreed", "role"), [("keep_audio", Role.AUDIO), ("keep_card_image", Role.CARD)])
def test_each_consent_opens_one_thing(agreed: str, role: Role) -> None:
    given = draft()
    given.consents = replace(Consents(), **{agreed: True})
    assert roles(given) == [Role.PAGE, Role.PAGE, role, Role.SIGNATURE]


def test_agreeing_to_what_is_not_there_adds_nothing() -> None:
    given = draft()
    given.consents = Consents(keep_audio=True, keep_card_image=True)
    given.audio = given.card_image = b""
    assert roles(given) == [Role.PAGE, Role.PAGE, Role.SIGNATURE]


def test_pages_keep_their_order_and_what_was_read_in_them() -> None:
    pages = draft().enclosures()[:2]
    assert [(page.name, page.text) for page in pages] == [("page-1.jpg", "第一页"), ("page-2.jpg", "")]


def test_a_draft_becomes_a_petition() -> None:
    petition = draft().freeze(WHEN).petition
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


def test_two_visits_share_nothing() -> None:
    first, second = Draft(), Draft()
    first.scans.append(Scan(b"mine"))
    first.inquiry.query_code = "1"
    assert second.scans == []
    assert second.inquiry.query_code == ""


def test_pictures_and_sound_are_not_shown_by_accident() -> None:
    shown = repr(draft())
    assert not any(secret in shown for secret in ("b'card'", "b'spoken'", "b'drawn'", "b'one'"))
