"""The lawful routes at the kiosk: last days, three questions at most, a paper to take along, never in the way."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.narrative import narrative_from_text
from core.petition import Purpose
from core.routes.asked import EVENT, TOLD
from testkit.hands import button, press
from testkit.kiosk_window import Panel
from ui.documents.route_notice import route_notice
from ui.pages.route_cards import door_of
from ui.pages.signpost import SignpostPage

WAGES = "包工头欠我工资三万二，一直没给。"


@pytest.fixture
def wages(kiosk: Panel) -> Draft:
    return replace(kiosk.draft, category="030100", told=narrative_from_text(WAGES), asked={})


def days(page: SignpostPage) -> dict[str, str]:
    return {each.route: each.last_day.isoformat() if each.last_day else "" for each in page.posts}


def test_each_route_with_its_last_day_its_organ_its_number_and_what_to_bring(kiosk: Panel, wages: Draft) -> None:
    wages.routes.words[EVENT] = "2026年3月16日"
    kiosk.open("signpost", wages)
    for words in (
        "找劳动监察",
        "最晚2028年3月16日",
        "电话：12333",
        "带上：身份证",
        "《劳动保障监察条例》第二十条",
        "信访反映",
    ):
        assert kiosk.shows(words)
    assert "最晚2027年3月16日" in kiosk.showing(SignpostPage).guidance()


def test_what_was_said_gives_the_day(kiosk: Panel, wages: Draft) -> None:
    kiosk.open("signpost", replace(wages, told=narrative_from_text("2026年3月16日，包工头欠我工资三万二。")))
    assert days(kiosk.showing(SignpostPage))["labour-inspection"] == "2028-03-16"


def test_three_questions_at_most_each_by_one_touch(kiosk: Panel, wages: Draft) -> None:
    wages.routes.words[EVENT] = "2026-03-16"
    kiosk.open("signpost", wages)
    page = kiosk.showing(SignpostPage)
    press(page, "还在干")
    assert days(page)["arbitration"] == ""
    press(page, "写了欠条")
    assert days(page)["court"] == "2029-03-16"
    press(page, "不清楚")
    assert not page.question.isVisible()


def test_a_day_of_two_calendars_is_asked_for(kiosk: Panel, wages: Draft) -> None:
    wages.routes.words[EVENT] = "2025年八月十五"
    kiosk.open("signpost", wages)
    page = kiosk.showing(SignpostPage)
    assert kiosk.shows("是农历，还是公历？")
    assert days(page)["labour-inspection"] == "2027-08-16"  # the fifteenth is a Sunday
    press(page, "农历")
    assert days(page)["labour-inspection"] == "2027-10-06"
    assert not kiosk.shows("是农历，还是公历？")


@pytest.mark.parametrize("words", ["明天", "2月30号", "听不懂的话"])
def test_what_is_no_day_is_refused_in_words_and_the_former_stays(kiosk: Panel, wages: Draft, words: str) -> None:
    wages.routes.words[EVENT] = "2026-03-16"
    kiosk.open("signpost", wages)
    page = kiosk.showing(SignpostPage)
    page.fields[EVENT]._take(words)
    assert page.fields[EVENT].value == "2026-03-16"
    assert kiosk.shows("请再说一遍") or kiosk.shows("没听懂是哪一天")
    assert days(page)["labour-inspection"] == "2028-03-16"


def test_known_before_it_happened_is_refused(kiosk: Panel, wages: Draft) -> None:
    wages.routes.words[EVENT] = "2026-03-16"
    kiosk.open("signpost", wages)
    page = kiosk.showing(SignpostPage)
    page.fields[TOLD]._take("2026-03-15")
    assert page.fields[TOLD].value == ""
    assert kiosk.shows("知道的日子比出事的日子还早")


def test_filing_goes_on_whatever_was_looked_at(kiosk: Panel, wages: Draft) -> None:
    kiosk.open("review", wages)
    press(kiosk.shell, "别的路也看看")
    assert kiosk.page == "signpost"
    press(kiosk.shell, "继续反映")
    assert kiosk.page == "review"
    press(kiosk.shell, "都对，去签名")
    assert kiosk.page == "sign"


def test_an_accusation_and_a_matter_with_one_door_are_not_led_elsewhere(kiosk: Panel, wages: Draft) -> None:
    kiosk.open("review", replace(wages, purpose=Purpose.ACCUSATION))
    assert not kiosk.shows("别的路也看看")
    kiosk.open("review", replace(wages, category="070100", told=narrative_from_text("村道坑洼。")))
    assert not kiosk.shows("别的路也看看")


def test_the_paper_says_it_all_and_not_whose_it_is(kiosk: Panel, wages: Draft, qtbot: QtBot) -> None:
    wages.routes.words[EVENT] = "2026-03-16"
    kiosk.open("signpost", wages)
    page = kiosk.showing(SignpostPage)
    doors = [door_of(each, page.today) for each in page.posts]
    paper = route_notice(doors, "拖欠工资", "杨柳村", page.station.now(), band=page.station.band)
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(paper)).pages).replace("\n", "")
    for words in ("告知单", "拖欠工资", "2028年3月16日", "12333", "不是回执"):
        assert words in text
    assert wages.petitioner.name not in text
    with qtbot.waitSignal(page.paper.printed, timeout=10_000, raising=False):
        press(kiosk.shell, "打一张告知单")
    assert page.paper.isVisible()


@pytest.mark.parametrize("page", ["slip", "receipt"])
def test_with_the_slip_the_notice_can_be_taken_along(kiosk: Panel, wages: Draft, page: str, qtbot: QtBot) -> None:
    kiosk.open(page, wages)
    assert button(kiosk.shell, "打一张告知单") is None, "no way with a last day was shown"
    wages.routes.words[EVENT] = "2026-03-16"
    kiosk.open("signpost", wages)
    kiosk.open(page, wages)
    press(kiosk.shell, "打一张告知单")
    paper = kiosk.terminal.home.parent / "paper"
    qtbot.waitUntil(lambda: any("最晚" in text_of(each) for each in paper.glob("notice*.pdf")))


def test_an_accusation_gets_none(kiosk: Panel, wages: Draft) -> None:
    wages.routes.dated = True
    wages.purpose = Purpose.ACCUSATION
    kiosk.open("receipt", wages)
    assert button(kiosk.shell, "打一张告知单") is None


def text_of(paper: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(paper.read_bytes())).pages)
