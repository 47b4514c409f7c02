"""The province's bulletin: shown when there is something, applied between visits only."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.places import place
from core.wire import Bulletin, Notice, Office
from sync.terminal import Terminal
from testkit.hands import press, settled
from testkit.kiosk_window import Panel
from ui.platform.route_words import routes_of
from ui.shell.notices import NoticeStrip, when
from ui.startup.bootstrap import build_station

Tell = Callable[..., None]
SHORT = Notice(title="今天下午停电", text="两点到四点。", dated=date(2026, 11, 20))
LONG = Notice(title="下周三接访", text="区里的同志来村里，当面听取大家的意见。" * 4, until=date(2036, 11, 25))


@pytest.fixture
def tell(kiosk: Panel) -> Tell:
    """Returns a function that makes the next bulletin with the given contents."""

    def say(**things: Any) -> None:
        last = told(kiosk.terminal)
        kiosk.terminal.feed.take(last.model_copy(update={"number": last.number + 1, **things}))

    return say


def told(here: Terminal) -> Bulletin:
    last = here.feed.bulletin()
    assert last is not None
    return last


def strip(kiosk: Panel) -> NoticeStrip:
    settled()
    [found] = kiosk.shell.findChildren(NoticeStrip)
    return found


def test_no_notice_is_no_notice(kiosk: Panel, tell: Tell) -> None:
    yesterday = kiosk.shell.station.now().date() - timedelta(days=1)
    tell(notices=[LONG.model_copy(update={"until": yesterday})])
    kiosk.shell.end_visit()
    assert not strip(kiosk).isVisible()


def test_a_short_one_is_there_to_be_read_and_a_long_one_to_be_opened(kiosk: Panel, tell: Tell) -> None:
    tell(notices=[SHORT])
    kiosk.shell.end_visit()
    assert kiosk.shows("今天下午停电") and kiosk.shows("两点到四点。") and kiosk.shows("11月20日")
    tell(notices=[LONG])
    strip(kiosk).refresh()
    assert not kiosk.shows(LONG.text)
    press(kiosk.shell, "下周三接访")
    assert kiosk.shows(LONG.text)
    assert kiosk.shows("到2036年11月25日为止")
    press(kiosk.shell, "念给我听", "知道了")
    assert kiosk.overlay is None


def test_a_sheet_left_open_goes_by_itself(kiosk: Panel, tell: Tell) -> None:
    tell(notices=[LONG, SHORT])
    kiosk.shell.end_visit()
    assert kiosk.shows("还有1条")
    press(kiosk.shell, "下周三接访")
    kiosk.clock.now += 200
    kiosk.shell.station.presence.check()
    assert kiosk.overlay is None
    assert kiosk.page == "welcome"


def test_a_notice_is_dated_as_people_say_it() -> None:
    assert when(SHORT) == "2026年11月20日发布"
    assert when(SHORT.model_copy(update={"until": date(2026, 12, 1)})) == "2026年11月20日发布，到2026年12月1日为止"


def test_settings_from_afar_wait_for_the_end_of_a_visit(kiosk: Panel, tell: Tell) -> None:
    presence = kiosk.shell.station.presence
    kiosk.open("contact")
    tell(settings={"visit": {"warn_after": 60, "end_after": 100}})
    assert presence.limits.warn_after == 90
    kiosk.shell.end_visit()
    assert (presence.limits.warn_after, presence.limits.end_after) == (60, 100)


def test_another_way_of_hearing_is_loaded_between_visits(kiosk: Panel, tell: Tell, qtbot: QtBot) -> None:
    loaded: list[str] = []
    kiosk.shell.station.engines.ready.connect(loaded.append)
    tell(settings={"speech": {"mend": False}})
    kiosk.shell.end_visit()
    kiosk.shell.end_visit()
    qtbot.waitUntil(lambda: bool(loaded))
    assert loaded == ["speech"]
    assert kiosk.shell.station.province.settings.speech.mend is False


def test_they_hold_from_the_start_of_a_window(kiosk: Panel, tell: Tell) -> None:
    tell(settings={"visit": {"warn_after": 60}, "speech": {"threads": 2}})
    fresh = build_station(kiosk.simulation.settings, kiosk.terminal, kiosk.simulation.hardware)
    assert (fresh.presence.limits.warn_after, fresh.province.settings.speech.threads) == (60, 2)
    fresh.close()


def test_where_to_call_comes_from_the_province(kiosk: Panel, tell: Tell) -> None:
    draft = Draft(category="110100", place=place("330106"))
    province, today = kiosk.shell.station.province, date(2026, 11, 20)
    before = {each.route: each.phone for each in routes_of(draft, province, today)}
    tell(offices=[Office(route=route, place="3301", telephone="0571-1") for route in before])
    assert {each.phone for each in routes_of(draft, province, today)} == {"0571-1"}
    assert "0571-1" not in before.values()
