"""The deadlines named to people: only those of this kind of matter, counted from the right event."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from core.case import CaseStep
from core.petition import Purpose
from core.receipt import Receipt
from core.settings import Settings, Terms
from ui.platform.next_steps import SEALED, next_steps, owed_next, terms
from ui.platform.province import Province

MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)
NINTH_OF_OCTOBER = datetime(2026, 10, 9, 1, tzinfo=UTC)


LAW = Province(lambda: None, Settings())
PROMISES = Province(lambda: None, Settings(terms=Terms(profile="315")))


def said(purpose: Purpose, province: Province = LAW) -> str:
    receipt = Receipt(item=uuid4(), case_number="XF2026-00000001", query_code="1" * 16, registered_at=MONDAY)
    return "".join(next_steps(province, receipt, purpose, "", None))


def test_a_request_hears_both_terms_each_with_its_beginning() -> None:
    assert terms(LAW, Purpose.REQUEST) == "平台登记以后15天内，信访部门应当转给责任单位；单位受理以后，一般60天内答复。"


@pytest.mark.parametrize("purpose", [Purpose.SUGGESTION, Purpose.REPORT])
def test_what_is_no_request_hears_of_no_sixty_days(purpose: Purpose) -> None:
    assert "15天" in terms(LAW, purpose) and "60天" not in terms(LAW, purpose)


def test_an_accusation_hears_of_no_days_at_all() -> None:
    assert terms(LAW, Purpose.ACCUSATION) == SEALED
    assert said(Purpose.ACCUSATION) == SEALED


def test_a_registered_matter_hears_who_owes_what_until_when() -> None:
    assert said(Purpose.REQUEST) == "依规，信访部门最晚在2026年11月17日转给责任单位。"


def test_a_step_after_which_nothing_is_owed_says_nothing() -> None:
    assert owed_next(CaseStep.REPLIED, date(2026, 11, 2)) == ""


def test_a_promise_stands_beside_the_law() -> None:
    assert terms(PROMISES, Purpose.REQUEST).endswith("本地答应3个工作日内转。本地答应办理时间不超过15个工作日。")
    assert said(Purpose.REQUEST, PROMISES) == (
        "本地答应，信访部门最晚在2026年11月5日转给责任单位；国家规定最晚2026年11月17日。"
    )


def test_an_office_whose_days_do_not_roll_over_keeps_the_plain_day() -> None:
    kept = Province(lambda: None, Settings(terms=Terms(roll_over=False)))
    saturday = Receipt(item=uuid4(), case_number="XF2026-00000001", query_code="1" * 16, registered_at=NINTH_OF_OCTOBER)
    assert next_steps(kept, saturday, Purpose.REQUEST, "", None) == ["依规，信访部门最晚在2026年10月24日转给责任单位。"]
    assert next_steps(LAW, saturday, Purpose.REQUEST, "", None) == ["依规，信访部门最晚在2026年10月26日转给责任单位。"]
