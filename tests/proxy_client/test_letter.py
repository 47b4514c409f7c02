"""The letter of authority: what Civil Code art. 165 requires, and what a screen must not show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.authority.letter import Power
from proxy_client import example
from proxy_client.app import LAPTOP
from proxy_client.authority_terms import MONTHS, USUAL, authority_for, last_day, matter_of
from training import example as petition
from ui.documents.authority import Letter, authority_document, letter, masked, unsaid
from ui.shell.window import application
from ui.theme.tokens import Theme
from ui.widgets.signature import SignaturePad

TODAY = date(2026, 11, 21)


def written() -> Letter:
    authority = authority_for(matter_of(petition.draft()), set(USUAL), TODAY, 6)
    return letter(petition.person(), example.agent(), authority, TODAY)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("委托人", petition.person().name),
        ("委托人", petition.person().id_number),
        ("受托人（代理人）", "李秀英"),
        ("受托人身份", "村干部，杨柳村村民委员会"),
        ("委托事项", "江苏省南京市江宁区杨柳村三组"),
        ("代理权限", "代为提出信访事项、代为查询进度"),
        ("代理期限", "自2026年11月21日起至2027年5月20日止"),
    ],
)
def test_it_states_agent_matter_powers_and_period(clause: str, words: str) -> None:
    assert words in dict(written().clauses)[clause]


def test_a_screen_masks_what_the_paper_has_whole() -> None:
    authority = authority_for("一事", set(), TODAY, 6)
    number = petition.person().id_number
    shown = letter(petition.person(), example.agent(), authority, TODAY, masked)
    assert number not in str(shown)
    assert number[-4:] in str(shown)
    assert number[-4:] not in letter(petition.person(), example.agent(), authority, TODAY, unsaid).spoken


def test_it_becomes_a_page_with_the_signature() -> None:
    application()
    pad = SignaturePad(Theme(LAPTOP))
    signed = authority_document(written(), pad.png(), band="")
    assert signed.startswith(b"%PDF")
    assert signed.count(b"/Type /Page\n") == 1
    assert b"/Subtype /Image" in signed


def test_filing_is_always_among_the_powers() -> None:
    assert authority_for("一事", {Power.EVALUATE}, TODAY, 3).powers == (Power.FILE, Power.EVALUATE)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 11, 21), 3, date(2027, 2, 20)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2026, 12, 1), 12, date(2027, 11, 30)),
    ],
)
def test_a_period_ends_the_day_before_its_day_returns(start: date, months: int, end: date) -> None:
    assert last_day(start, months) == end


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.sampled_from(MONTHS))
def test_a_period_is_never_longer_than_given(start: date, months: int) -> None:
    assert 27 * months < (last_day(start, months) - start).days <= 31 * months
