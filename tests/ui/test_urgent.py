"""The page for what cannot wait: whom to call, in large figures; filing goes on, with the mark or without it."""

from dataclasses import replace

from core.draft import Draft
from core.flow import ON, Runner
from core.narrative import narrative_from_text
from core.settings import Telephone, Urgency
from core.urgency.kinds import UrgencyKind
from kiosk.flow import RESIDENT
from proxy_client.flow import AGENT
from testkit.hands import press
from testkit.kiosk_window import Panel
from ui.pages.urgent import UrgentPage
from ui.widgets.large_code import LargeCode
from ui.widgets.text import Label

FIRE = "楼下着火了，三楼冒黑烟。"
WANTS_TO_DIE = "我不想活了，活着没意思。"
CALM = "我想问一下低保怎么申请。"


def told(text: str) -> Draft:
    return Draft(told=narrative_from_text(text))


def at_the_story(text: str) -> Runner[Draft]:
    runner = Runner(RESIDENT, told(text))
    runner.jump("tell")
    return runner


def page(kiosk: Panel) -> UrgentPage:
    return kiosk.showing(UrgentPage)


def numbers(kiosk: Panel) -> list[str]:
    return [each.text() for each in page(kiosk).findChildren(LargeCode)]


def words(kiosk: Panel) -> str:
    return " ".join(each.text() for each in page(kiosk).findChildren(Label))


def test_it_comes_after_the_story_and_only_where_something_is_urgent() -> None:
    assert at_the_story(FIRE).answer().page == "urgent"
    assert at_the_story(CALM).answer().page != "urgent"
    assert "urgent" in AGENT.steps


def test_who_has_seen_it_is_not_shown_it_again() -> None:
    runner = at_the_story(FIRE)
    runner.answer()
    runner.draft.urgency_shown |= set(runner.draft.urgency_found)
    runner.answer(ON)
    runner.jump("tell")
    assert runner.answer().page != "urgent"
    runner.draft.narrative = FIRE + "我妈也晕倒了，叫不应。"
    runner.jump("tell")
    assert runner.answer().page == "urgent"


def test_the_numbers_are_large_and_spoken(kiosk: Panel) -> None:
    kiosk.open("urgent", told(FIRE))
    assert numbers(kiosk) == ["119", "110", "120"]
    assert "火警，请打，1 1 9。" in page(kiosk).guidance()
    assert "会写明这件事要紧" in words(kiosk)


def test_the_mark_stays_or_is_taken_away(kiosk: Panel) -> None:
    for answer, marks in (("接着办", (UrgencyKind.FIRE,)), ("这件事不急", ()), ("接着办", (UrgencyKind.FIRE,))):
        draft = told(FIRE)
        kiosk.open("urgent", draft)
        press(kiosk.shell, answer)
        assert draft.urgency == marks
        assert not draft.urgency_unseen


def test_who_may_not_want_to_live_is_spoken_to_gently(kiosk: Panel) -> None:
    kiosk.open("urgent", told(WANTS_TO_DIE))
    assert numbers(kiosk)[0] == "12356"
    assert "人最要紧" in words(kiosk)
    assert "轻生" not in words(kiosk) + page(kiosk).guidance()


def test_a_province_adds_its_own_number(kiosk: Panel) -> None:
    own = Telephone(number="0551-96512", name="水务热线", kinds=[UrgencyKind.NO_WATER])
    province = kiosk.shell.station.province
    province.settings = province.settings.model_copy(update={"urgency": Urgency(hotlines=[own])})
    kiosk.open("urgent", told("我们村停水三天了，没水喝。"))
    assert numbers(kiosk) == ["12345", "0551-96512"]
    assert "水务热线" in words(kiosk)


def test_the_mark_travels_in_the_petition() -> None:
    draft = told(FIRE)
    assert draft.urgency == (UrgencyKind.FIRE,)
    assert replace(draft, urgency_taken_away=frozenset({UrgencyKind.FIRE})).urgency == ()


def test_on_the_way_back_a_page_without_anything_urgent_is_passed() -> None:
    runner = at_the_story(FIRE)
    runner.answer()
    runner.draft.urgency_shown |= set(runner.draft.urgency_found)
    runner.answer(ON)
    assert runner.before.page == "urgent", "the numbers can be looked up again"
    runner.draft.told = narrative_from_text(CALM)
    assert runner.before.page == "tell"
    assert runner.back().page == "tell"
    assert runner.before.page == "welcome"
