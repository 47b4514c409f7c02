"""The deadlines named to people: only those of this kind of matter, counted from the right event."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from core.case import CaseStep
from core.petition import Purpose
from core.receipt import Receipt
from core.settings import Settings
from ui.platform.next_steps import SEALED, next_steps, owed_next, terms
from ui.platform.province import Province

MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)


def said(purpose: Purpose) -> str:
    receipt = Receipt(item=uuid4(), case_number="XF2026-00000001", query_code="1" * 16, registered_at=MONDAY)
    return "".join(next_steps(Province(lambda: None, Settings()), receipt, purpose, "", None))


def test_a_request_hears_both_terms_each_with_its_beginning() -> None:
    assert terms(Purpose.REQUEST) == "平台登记以后15天内，信访部门应当转给责任单位；单位受理以后，一般60天内答复。"


@pytest.mark.parametrize("purpose", [Purpose.SUGGESTION, Purpose.REPORT])
def test_what_is_no_request_hears_of_no_sixty_days(purpose: Purpose) -> None:
    assert "15天" in terms(purpose) and "60天" not in terms(purpose)


def test_an_accusation_hears_of_no_days_at_all() -> None:
    assert terms(Purpose.ACCUSATION) == SEALED
    assert said(Purpose.ACCUSATION) == SEALED


def test_a_registered_matter_hears_who_owes_what_until_when() -> None:
    assert said(Purpose.REQUEST) == "依规，信访部门最晚在2026年11月17日转给责任单位。"


def test_a_step_after_which_nothing_is_owed_says_nothing() -> None:
    assert owed_next(CaseStep.REPLIED, date(2026, 11, 2)) == ""
