"""People are reminded of the card when the machine no longer needs it."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from core.draft import Draft
from core.petition import Channel
from core.wire import CardAnswer, CardQuery
from testkit.hands import press
from testkit.kiosk_window import Panel
from training import example
from ui.base.card_reminder import GIVE_IT_BACK, TAKE_IT, reminder


def opening(kiosk: Panel) -> str:
    assert kiosk.shell.page is not None
    return kiosk.shell.page.opening()


def test_it_is_said_on_the_first_page_after_the_card_and_not_again(kiosk: Panel, qtbot: QtBot) -> None:
    draft = Draft(consented=True)
    kiosk.open("identify", draft)
    assert TAKE_IT not in opening(kiosk)
    kiosk.simulation.reader.lay(example.person())
    qtbot.waitUntil(lambda: draft.card_shown)
    kiosk.shell.answer("on")
    assert kiosk.page == "contact"
    assert opening(kiosk).startswith(TAKE_IT)
    assert kiosk.shows(TAKE_IT)
    kiosk.shell.answer("on")
    assert TAKE_IT not in opening(kiosk)


def test_who_showed_none_is_told_nothing(kiosk: Panel) -> None:
    kiosk.open("contact", Draft())
    assert not kiosk.shows(TAKE_IT)


def test_it_is_said_after_asking_by_card(kiosk: Panel, qtbot: QtBot) -> None:
    def found(query: CardQuery) -> CardAnswer:
        return CardAnswer(cases=[])

    kiosk.shell.station.sync.query_by_card = found  # type: ignore[method-assign]
    kiosk.open("card_query", Draft())
    kiosk.simulation.reader.lay(example.person())
    qtbot.waitUntil(lambda: kiosk.page == "card_cases")
    assert opening(kiosk).startswith(TAKE_IT)
    assert kiosk.shows(TAKE_IT)
    press(kiosk.shell, "输号码看答复")
    assert TAKE_IT not in opening(kiosk)


def test_an_agent_gives_it_back() -> None:
    assert reminder(replace(Draft(card_shown=True), channel=Channel.PROXY)) == GIVE_IT_BACK
