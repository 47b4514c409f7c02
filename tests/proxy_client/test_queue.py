"""The queue: every item's state, what needs a person, and faults of the machine; never for whom or about what."""

from pathlib import Path

import pytest

from core.outbox_state import OutboxState
from core.petition import Purpose
from core.problems import ClockWrong, NoKey, OtherRecipients, PlatformRefused, StoreRenewed
from core.sentences import sentence_of
from core.wire import OrganKeys
from doctor.finding import Finding, State
from proxy_client import health_warnings
from proxy_client.keys_sheet import KeysSheet
from proxy_client.pages.queue import RELEASED, QueuePage
from sync.item import Item
from sync.terminal import Terminal, terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from training import example
from trust import key_fingerprints
from trust.keys import AgeKey


@pytest.fixture
def waiting(here: Terminal) -> Item:
    slip = example.filed(here).slip
    assert slip
    return here.submissions.status(slip.item)


def set_aside(here: Terminal, item: Item, reason: str) -> None:
    here.outbox.move(item.item, OutboxState.SENDING)
    here.outbox.move(item.item, OutboxState.QUARANTINED, reason)


def look(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.turn("desk", "送到哪里了")
    desk.visit.arrive("queue")


def test_all_is_well(waiting: Item, desk: AgentWindowFixture) -> None:
    look(desk)
    assert "没有登记的一共1件。" in desk.seen
    assert waiting.local_number in desk.seen
    assert "请找运维人员" not in desk.seen
    for word in ("王建国", "水管"):
        assert word not in desk.seen


def test_what_was_refused_comes_first_with_its_reason(waiting: Item, here: Terminal, desk: AgentWindowFixture) -> None:
    set_aside(here, waiting, "P503 wrong-key")
    desk.sign_in()
    desk.visit.arrive("desk")
    assert "1件待人工处理，请看" in desk.seen
    desk.turn("desk", "送到哪里了")
    desk.visit.arrive("queue")
    assert "其中1件待人工处理，请找运维人员" in desk.seen
    assert sentence_of(PlatformRefused) in desk.seen
    here.submissions.release(waiting.item)
    desk.shell.station.sync.changed.emit(waiting.item)
    desk.visit.driver.wait(lambda: RELEASED in desk.seen, "the change")
    assert "没有登记的一共0件" in desk.seen


def test_a_clock_that_bars_the_way_says_what_to_do(waiting: Item, here: Terminal, desk: AgentWindowFixture) -> None:
    here.outbox.move(waiting.item, OutboxState.SENDING)
    here.outbox.move(waiting.item, OutboxState.SAVED, "P508 certificate, 2023-01-05 here")
    look(desk)
    for words in ("电脑以为今天是", "在系统设置里校准", "平台的证书过期了", "交进来的都还在", sentence_of(ClockWrong)):
        assert words in desk.seen, words


def test_who_is_not_enrolled_or_lacks_a_key_is_told(here: Terminal, desk: AgentWindowFixture) -> None:
    look(desk)
    assert health_warnings.NOT_ENROLLED in desk.seen
    example.filed(here)
    identity = here.identities.current()
    here.identities.adopt(identity.model_copy(update={"recipients": identity.recipients[:1]}))
    assert health_warnings.health_warnings(desk.shell.station.sync, desk.shell.station.now().date()) == [
        health_warnings.NO_KEY
    ]


def test_a_store_begun_anew_is_told_to_staff(waiting: Item, here: Terminal, tmp_path: Path) -> None:
    home = here.home
    here.close()
    (home / "store.db").write_bytes(b"rotten" * 2000)
    with terminal(home) as again, agent_window_fixture(again, tmp_path / "paper2") as opened:
        notices = [type(each) for each in opened.shell.station.sync.notices]
        assert StoreRenewed in notices
        assert sentence_of(StoreRenewed) in health_warnings.health_warnings(
            opened.shell.station.sync, opened.shell.station.now().date()
        )


def test_other_keys_of_the_organ_are_said_and_confirmed_by_its_paper(
    waiting: Item, here: Terminal, desk: AgentWindowFixture
) -> None:
    """The platform's operator cannot confirm the keys: the digits are on the organ's paper."""
    known, offered = here.identities.current(), OrganKeys(keys=[AgeKey.generate().recipient])
    here.identities.adopt(known.model_copy(update={"offered": offered}))
    look(desk)
    assert health_warnings.OTHER_KEYS in desk.seen
    desk.touch("核对新的封存钥匙")
    sheet = next(iter(desk.shell.findChildren(KeysSheet)))
    sheet.code.setText("1233")
    assert "第1组" in desk.seen
    sheet.code.setText(key_fingerprints.of_organ(OrganKeys(keys=[AgeKey.generate().recipient])))
    sheet.on.click()
    desk.visit.driver.wait(lambda: sentence_of(OtherRecipients) in desk.seen, "the answer")
    assert here.identities.current().pinned == known.pinned
    sheet.code.setText(key_fingerprints.of_organ(offered))
    sheet.on.click()
    desk.visit.driver.wait(lambda: "这里核对过，换了纪检机关的封存钥匙" in desk.seen, "the change")
    assert here.identities.current().keys_of("discipline") == offered.keys
    assert health_warnings.OTHER_KEYS not in desk.seen


def test_no_key_for_an_accusation_leaves_nothing_behind(waiting: Item, here: Terminal) -> None:
    identity = here.identities.current()
    here.identities.adopt(identity.model_copy(update={"recipients": identity.recipients[:1]}))
    draft = example.draft()
    draft.purpose, draft.scans = Purpose.ACCUSATION, []
    before = sorted(each.name for each in (here.home / "outbox").iterdir())
    with pytest.raises(NoKey):
        here.submissions.accept(draft.freeze(example.WHEN))
    assert sorted(each.name for each in (here.home / "outbox").iterdir()) == before


def test_what_the_check_found_is_scrolled_with_the_list(waiting: Item, desk: AgentWindowFixture) -> None:
    look(desk)
    page = desk.shell.page
    assert isinstance(page, QueuePage)
    height = page.list.height()
    found = [Finding("clock", State.WARN, "钟慢了", f"第{number}条，请校准") for number in range(30)]
    page.check._show(found)
    desk.visit.driver.wait(lambda: "第29条" in desk.seen, "what was found")
    page._refresh()
    desk.visit.driver.wait(lambda: "第29条" in desk.seen, "the same when the list is read anew")
    assert page.list.height() == height, "the list keeps its room"
