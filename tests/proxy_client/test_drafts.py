"""Drafts at the agent's window: kept while typing, left and taken up again, after a crash too."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agency.drafts import ListedDraft
from core.draft import Draft
from core.petition import Filing
from core.problems import DraftOpenElsewhere, DraftUnsaved
from core.sentences import sentence_of
from proxy_client import example
from proxy_client.keep_sheet import KeepSheet
from proxy_client.pages.drafts import DraftsPage
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from testkit.faulty_platform import CODE, FaultyPlatform
from testkit.filings import a_filing
from training import example as petition
from ui.base.confirmation import Confirmation
from ui.base.overlay import TroubleNotice
from ui.widgets.button import Button

STORY = "村口的井水发黑三个月了，没有人来看。"


@pytest.fixture
def enrolled(here: Terminal) -> Iterator[Terminal]:
    with FaultyPlatform() as platform:
        here.enrol(platform.url, CODE)
        yield here


def theirs(opened: AgentWindowFixture) -> list[ListedDraft]:
    drafts = opened.shell._agent_station.drafts
    assert drafts
    return drafts.listed()


def begin(desk: AgentWindowFixture) -> None:
    """Comes as far as the story, for the person of the example."""
    desk.sign_in()
    desk.turn("desk", "代办一件")
    desk.turn("consent", "知道了，开始")
    desk.visit.arrive("identify")
    desk.simulation.reader.lay(petition.person())
    desk.turn("identify", "是我，下一步")
    desk.simulation.reader.lift()
    desk.turn("contact", "下一步")
    desk.turn("agent", "下一步")
    desk.visit.arrive("tell")


def stored(desk: AgentWindowFixture, words: str) -> None:
    """Waits until the draft on the disk has these words."""

    def there() -> bool:
        return any(words in (_words(each)) for each in theirs(desk))

    desk.visit.driver.wait(there, f"stored: {words}")


def _words(listed: ListedDraft) -> str:
    record = listed.record
    return f"{record.draft.narrative}{record.written.text if record.written else ''}" if record else ""


def choose(desk: AgentWindowFixture, text: str) -> None:
    """Answers the sheet that asks whether it stays a draft."""
    desk.visit.driver.wait(lambda: desk.shell.findChildren(KeepSheet), "the question")
    sheet = desk.shell.findChildren(KeepSheet)[-1]
    next(each for each in sheet.findChildren(Button) if each.text() == text).click()


def take_up(desk: AgentWindowFixture) -> None:
    desk.visit.arrive("desk")
    desk.shell.answer("drafts")
    desk.visit.arrive("drafts")
    page = desk.shell.page
    assert isinstance(page, DraftsPage)
    desk.visit.driver.wait(lambda: page.table.current is not None, "the drafts")
    desk.touch("接着办")


def crash(desk: AgentWindowFixture) -> None:
    """Ends the keeping as a process does that dies: nothing more is written, and the system opens the lock."""
    keeper = desk.shell.keeper
    keeper._timer.stop()
    desk.visit.driver.wait(lambda: not keeper._saving, "the save under way")
    assert keeper._draft
    keeper._draft.close()
    keeper._draft = None


def test_what_stands_on_an_open_sheet_is_written_on_after_a_crash(
    desk: AgentWindowFixture, here: Terminal, tmp_path: Path
) -> None:
    begin(desk)
    desk.touch("我来打字")
    desk.visit.driver.wait(lambda: desk.sheets, "a sheet")
    desk.sheets[0].insertPlainText(STORY[:9])
    stored(desk, STORY[:9])
    crash(desk)
    with agent_window_fixture(here, tmp_path / "again") as again:
        again.sign_in()
        again.visit.arrive("desk")
        again.visit.driver.wait(lambda: "存下的草稿还在" in again.seen, "what was kept")
        take_up(again)
        again.visit.arrive("tell")
        again.visit.driver.wait(lambda: again.sheets, "the sheet")
        assert again.sheets[0].toPlainText() == STORY[:9]
        again.touch("好了")
        assert again.shell.draft.narrative == STORY[:9]
        assert again.shell.draft.petitioner.name == petition.person().name


def test_who_leaves_keeps_it_and_goes_on_where_they_were(desk: AgentWindowFixture) -> None:
    begin(desk)
    desk.touch("不办了")
    choose(desk, "接着办")
    assert desk.page == "tell"
    desk.touch("不办了")
    choose(desk, "留作草稿")
    desk.visit.arrive("desk")
    desk.visit.driver.wait(lambda: desk.enabled("草稿（1）"), "how many there are")
    assert "存下的草稿还在" not in desk.seen
    take_up(desk)
    desk.visit.arrive("tell")
    desk.touch("返回")
    desk.visit.arrive("agent")


def test_who_wants_nothing_kept_has_nothing_kept(desk: AgentWindowFixture) -> None:
    begin(desk)
    desk.visit.driver.wait(lambda: theirs(desk), "a draft")
    desk.touch("不办了")
    choose(desk, "删掉，都不要了")
    desk.visit.arrive("desk")
    desk.visit.driver.wait(lambda: not theirs(desk), "no draft")


def test_who_walks_away_and_loses_power_finds_it_after_signing_in(
    desk: AgentWindowFixture, here: Terminal, tmp_path: Path
) -> None:
    begin(desk)
    desk.visit.driver.wait(lambda: theirs(desk), "a draft")
    desk.shell.station.presence.gone.emit()
    assert desk.page == "locked" and not desk.shell.keeper.keeps
    with agent_window_fixture(here, tmp_path / "again") as again:
        again.sign_in()
        take_up(again)
        again.visit.arrive("tell")
        assert again.shell.draft.petitioner.name == petition.person().name


def test_behind_the_lock_it_goes_on_as_the_same_draft(desk: AgentWindowFixture) -> None:
    begin(desk)
    desk.visit.driver.wait(lambda: theirs(desk), "a draft")
    (before,) = theirs(desk)
    desk.shell.lock()
    desk.visit.arrive("locked")
    desk.type("口令", example.PASSPHRASE)
    desk.touch("打开")
    desk.visit.arrive("tell")
    desk.shell.draft.narrative = STORY
    stored(desk, STORY)
    assert [each.id for each in theirs(desk)] == [before.id]


def test_a_second_draft_does_not_touch_the_first(desk: AgentWindowFixture) -> None:
    begin(desk)
    desk.touch("不办了")
    choose(desk, "留作草稿")
    desk.turn("desk", "代办一件")
    desk.turn("consent", "知道了，开始")
    desk.visit.arrive("identify")
    desk.shell.draft.petitioner = example.agent().person
    desk.touch("不办了")
    choose(desk, "留作草稿")
    names = {each.record.draft.petitioner.name for each in theirs(desk) if each.record}
    assert names == {petition.person().name, example.agent().person.name}


def test_what_is_filed_is_no_draft_any_more(desk: AgentWindowFixture, enrolled: Terminal) -> None:
    desk.sign_in()
    desk.gather(petition.person(), STORY)
    desk.visit.driver.wait(lambda: theirs(desk), "a draft")
    draft = desk.shell.draft
    draft.slip = enrolled.submissions.accept(filed_like(draft))
    desk.shell.runner.jump("slip")
    desk.shell._show()
    desk.visit.driver.wait(lambda: not theirs(desk), "no draft")


def test_killed_between_filing_and_deletion_it_opens_at_its_slip(
    desk: AgentWindowFixture, enrolled: Terminal, tmp_path: Path
) -> None:
    begin(desk)
    desk.visit.driver.wait(lambda: theirs(desk), "a draft")
    slip = enrolled.submissions.accept(filed_like(desk.shell.draft))
    crash(desk)
    with agent_window_fixture(enrolled, tmp_path / "again") as again:
        again.sign_in()
        take_up(again)
        again.visit.arrive("slip")
        assert slip.local_number in again.seen
        again.visit.driver.wait(lambda: not theirs(again), "no draft")
    assert len(enrolled.submissions.items()) == 1


def test_a_full_disk_is_said_typing_goes_on_and_it_is_stored_when_there_is_room(desk: AgentWindowFixture) -> None:
    begin(desk)
    told: list[str] = []
    desk.shell.keeper.told.connect(told.append)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limit[1]))
    try:
        desk.shell.draft.narrative = STORY
        desk.visit.driver.wait(lambda: sentence_of(DraftUnsaved) in told, "what is the matter")
        desk.touch("不办了")
        choose(desk, "留作草稿")
        desk.visit.driver.wait(
            lambda: desk.shell.findChildren(TroubleNotice) or sentence_of(DraftUnsaved) in desk.seen, "why not"
        )
        assert desk.page == "tell" and desk.shell.draft.narrative == STORY
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    stored(desk, STORY)


def test_one_is_deleted_after_a_question(desk: AgentWindowFixture) -> None:
    begin(desk)
    desk.touch("不办了")
    choose(desk, "留作草稿")
    desk.visit.arrive("desk")
    delete(desk, "不删", left=1)
    delete(desk, "删掉", left=0)


def delete(desk: AgentWindowFixture, answer: str, *, left: int) -> None:
    desk.shell.answer("drafts")
    desk.visit.arrive("drafts")
    page = desk.shell.page
    assert isinstance(page, DraftsPage)
    desk.visit.driver.wait(lambda: page.table.current is not None, "the drafts")
    assert page.table.current and page.table.current.state == "还没听本人说"
    desk.touch("删掉")
    desk.visit.driver.wait(lambda: desk.shell.findChildren(Confirmation), "the question")
    (question,) = [each for each in desk.shell.findChildren(Confirmation) if each.isVisible()]
    next(each for each in question.findChildren(Button) if each.text() == answer).click()
    desk.visit.driver.wait(lambda: len(theirs(desk)) == left, "the drafts")
    desk.visit.driver.wait(lambda: len(page.table.rows.rows) == left, "the table")
    desk.shell.go_back()
    desk.visit.arrive("desk")


def test_one_that_is_open_elsewhere_says_so_and_stays(desk: AgentWindowFixture, here: Terminal, tmp_path: Path) -> None:
    begin(desk)
    desk.visit.driver.wait(lambda: theirs(desk), "a draft")
    with agent_window_fixture(here, tmp_path / "again") as other:
        other.sign_in()
        take_up(other)
        other.visit.driver.wait(lambda: sentence_of(DraftOpenElsewhere) in other.seen, "why not")
        assert other.page == "drafts"
    assert desk.page == "tell"


def filed_like(draft: Draft) -> Filing:
    """Returns a filing under the draft's claim."""
    filing = a_filing()
    return replace(filing, claim=draft.claim, petition=replace(filing.petition, item=draft.item))
