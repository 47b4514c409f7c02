"""A story under another name than the card's: the speaker is asked, the answer recorded, no word changed."""

import pytest

from core.draft import Draft
from core.narrative import narrative_from_text
from core.person import Person
from core.petition import NameMeant
from testkit.hands import press
from testkit.kiosk_window import Panel
from training import example
from ui.identity.spoken_names import explain, notes, unexplained

TOLD = "我叫王建国，水管漏水。"


def draft(name: str = "古丽娜·苏莱曼") -> Draft:
    return Draft(petitioner=Person(name=name), told=narrative_from_text(TOLD))


def test_the_question_names_both(kiosk: Panel) -> None:
    kiosk.open("speaker", draft())
    assert kiosk.shows("话里说：我叫王建国")
    assert kiosk.shows("前面登记的是古丽娜·苏莱曼")


@pytest.mark.parametrize(
    ("touched", "meant"), [("就是我自己", NameMeant.PETITIONER), ("说的是别人", NameMeant.SOMEBODY_ELSE)]
)
def test_the_answer_is_recorded_and_the_words_stay(kiosk: Panel, touched: str, meant: NameMeant) -> None:
    kiosk.open("speaker", draft())
    press(kiosk.shell, touched)
    assert kiosk.page == "purpose"
    (said,) = kiosk.shell.draft.spoken_names
    assert (said.spoken, said.petitioner, said.meant) == ("王建国", "古丽娜·苏莱曼", meant)
    assert kiosk.shell.draft.narrative == TOLD


@pytest.mark.parametrize(("touched", "page"), [("放错证件了", "identify"), ("改刚才的话", "tell")])
def test_the_card_or_the_words_may_be_wrong(kiosk: Panel, touched: str, page: str) -> None:
    kiosk.open("speaker", draft())
    press(kiosk.shell, touched)
    assert kiosk.page == page


def test_what_was_said_of_a_name_travels() -> None:
    whole = example.draft()
    whole.petitioner = Person(name="李秀英", phone="12069738989")
    explain(whole, NameMeant.SOMEBODY_ELSE)
    whole.scans.clear()
    (said,) = whole.freeze(example.WHEN).petition.spoken_names
    assert (said.spoken, said.meant) == ("王建国", NameMeant.SOMEBODY_ELSE)
    whole.narrative = "水管漏水。"
    assert whole.freeze(example.WHEN).petition.spoken_names == ()


def test_an_answer_holds_for_that_name_and_that_person_alone() -> None:
    here = draft()
    explain(here, NameMeant.SOMEBODY_ELSE)
    assert unexplained(here) == []
    here.narrative = "我叫李秀英，水管漏水。"
    assert unexplained(here) == ["李秀英"]
    here.narrative = TOLD
    here.identify(name="张三")
    assert unexplained(here) == ["王建国"]


def test_a_homophone_is_the_same_person_and_said_to_be_only_near() -> None:
    here = draft("王建果")
    assert unexplained(here) == []
    assert notes(here) == ["话里写成了“王建国”，和“王建果”只是音近。"]


def test_nobody_is_asked_before_anybody_is_known() -> None:
    assert unexplained(draft("")) == []
