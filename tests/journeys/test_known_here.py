"""A terminal's own knowledge is told to the holder of the slip or the code when the platform cannot be asked."""

from dataclasses import replace

import pytest

from core.draft import Draft
from core.outbox_state import OutboxState
from core.problems import PlatformRefused, UnknownItem
from core.receipt import Slip
from core.sentences import label, sentence_of
from sync.item import Item
from testkit.faulty_platform import FaultyPlatform
from testkit.kiosk_fixture import KioskFixture
from testkit.visitor import Visitor
from tests.journeys.test_query import fill_in
from training import example
from training.simulation import SITE


@pytest.fixture
def draft() -> Draft:
    return replace(example.draft(), scans=[])


def filed(kiosk: KioskFixture, visitor: Visitor, draft: Draft, state: OutboxState) -> Item:
    slip = kiosk.terminal.submissions.accept(draft.freeze(kiosk.shell.station.now()))
    visitor.driver.wait(lambda: kiosk.terminal.submissions.status(slip.item).state is state, label(state))
    return kiosk.terminal.submissions.status(slip.item)


def ask_with_slip(visitor: Visitor, slip: Slip) -> None:
    visitor.turn("welcome", "查进度")
    visitor.turn("query", "输号码")
    visitor.turn("code_query", "没有查询码")
    visitor.arrive("slip_query")
    visitor.driver.type(slip.local_number.replace("-", ""))
    visitor.driver.touch("查询")


def test_by_code_the_steps_heard_of_are_shown_and_no_word(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor, draft: Draft
) -> None:
    item = filed(kiosk, visitor, draft, OutboxState.REGISTERED)
    assert item.receipt
    platform.misbehave_at("/v1/queries", "500", "500", "500")
    visitor.turn("welcome", "查进度")
    fill_in(visitor, item.receipt.query_code, "0470")
    visitor.arrive("standing")
    for words in ("平台现在没有答复", "本机还没有得到过平台的消息", item.receipt.case_number, "依规", "还没听说"):
        assert kiosk.says(words), words
    for word in (draft.narrative[:6], draft.petitioner.name):
        assert not kiosk.says(word)


def test_a_code_of_elsewhere_is_not_answered_for(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor
) -> None:
    platform.misbehave_at("/v1/queries", "500", "500", "500")
    visitor.turn("welcome", "查进度")
    fill_in(visitor, "1" * 16, "0470")
    visitor.driver.wait(lambda: kiosk.overlay, "the notice")
    assert kiosk.page == "code_query"


def test_what_the_platform_refused_is_said_plainly(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor, draft: Draft
) -> None:
    platform.misbehave_at("/v1/items", "refuse")
    item = filed(kiosk, visitor, draft, OutboxState.QUARANTINED)
    ask_with_slip(visitor, item.slip)
    visitor.arrive("standing")
    for words in (label(OutboxState.QUARANTINED), "还没有送到信访部门", sentence_of(PlatformRefused), SITE.site):
        assert kiosk.says(words), words
    visitor.driver.wait(lambda: kiosk.said("还没有送到信访部门"), "to be told")
    visitor.driver.touch("看好了")
    visitor.arrive("welcome")


def test_a_slip_opens_no_code_and_no_step(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor, draft: Draft
) -> None:
    item = filed(kiosk, visitor, draft, OutboxState.REGISTERED)
    assert item.receipt
    ask_with_slip(visitor, item.slip)
    visitor.arrive("standing")
    assert kiosk.says("平台已经登记")
    assert not kiosk.says(item.receipt.case_number)
    assert not kiosk.says(item.receipt.query_code)


def test_a_number_nobody_got_here(platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor) -> None:
    visitor.stand_on("slip_query")
    visitor.driver.type("0101000001")
    visitor.driver.touch("查询")
    visitor.see(sentence_of(UnknownItem))
    assert kiosk.page == "slip_query"


def test_refused_while_the_person_still_stands_there(
    platform: FaultyPlatform, kiosk: KioskFixture, visitor: Visitor, draft: Draft
) -> None:
    platform.misbehave_at("/v1/items", "refuse")
    visitor.stand_on("submit", draft)
    visitor.driver.touch("提交")
    visitor.see(label(OutboxState.QUARANTINED))
    visitor.see(sentence_of(PlatformRefused))
