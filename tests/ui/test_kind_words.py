"""The pages' words are true, kind, and in the person's own words."""

from dataclasses import replace

import pytest

from core.draft import Draft
from core.narrative import narrative_from_text
from core.petition import Purpose
from core.sentences import label
from testkit.hands import press
from testkit.kiosk_window import Panel
from ui.base.page_words import all_words, questions
from ui.pages.category import GUESSED
from ui.pages.submit import PROTECTED, TRUTHFUL


def test_nothing_is_said_to_be_guessed_where_nothing_was(kiosk: Panel) -> None:
    kiosk.open("category", Draft())
    assert not kiosk.shows(GUESSED)
    kiosk.open("category", Draft(told=narrative_from_text("自来水管漏水，没有人修。")))
    assert kiosk.shows(GUESSED)
    press(kiosk.shell, "打工和工资")
    assert not kiosk.shows(GUESSED)


def test_other_matters_open_nothing_but_themselves(kiosk: Panel) -> None:
    kiosk.open("category", Draft(told=narrative_from_text("说不清。"), purpose=Purpose.REPORT))
    press(kiosk.shell, "别的事")
    assert (kiosk.page, kiosk.shell.draft.category) == ("place", "990100")


@pytest.mark.parametrize("purpose", Purpose)
def test_a_purpose_is_read_back_in_the_words_it_was_chosen_by(kiosk: Panel, purpose: Purpose) -> None:
    kiosk.open("purpose", replace(kiosk.draft, purpose=None))
    press(kiosk.shell, label(purpose, "purpose-plain"))
    kiosk.open("review", replace(kiosk.draft, purpose=purpose))
    assert kiosk.shows(label(purpose, "purpose-plain"))
    assert not kiosk.shows(label(purpose))
    assert kiosk.shell.page is not None
    assert f"您想要{label(purpose, 'purpose-plain')}" in kiosk.shell.page.guidance()
    assert "。。" not in kiosk.shell.page.guidance()


def test_what_protects_comes_before_what_is_asked_and_that_is_asked_once(kiosk: Panel) -> None:
    kiosk.open("submit")
    assert kiosk.shell.page is not None
    said = kiosk.shell.page.guidance()
    assert said.index(PROTECTED) < said.index(TRUTHFUL)
    assert "如实" not in all_words()["submit"].lead + all_words()["submit"].title
    assert said.count("捏造") == 1


def test_nobody_is_questioned() -> None:
    for question in questions().values():
        assert not {"到底", "必须", "为什么"} & {word for word in ("到底", "必须", "为什么") if word in question.spoken}
        assert "再问您" not in question.spoken
