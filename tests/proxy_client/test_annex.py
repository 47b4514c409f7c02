"""What the principal adds in private stays theirs: on the screen, in memory, on the disk, and by its size."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from core.narrative import Clause, Utterance
from core.petition import Purpose
from core.problems import NotAddressed, SealBroken
from proxy_client.pages.annex import AnnexPage
from proxy_client.session import AgentDraft
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from testkit.faulty_platform import CODE, FaultyPlatform
from tests.journeys.test_clean_end import kept_in_memory, words_on
from tests.journeys.traces import Told
from training import example as petition
from trust.annex import MOST_CHARS, annex_size, annex_words

SECRET = Told().narrative


@pytest.fixture
def platform() -> Iterator[FaultyPlatform]:
    with FaultyPlatform() as running:
        yield running


@pytest.fixture
def draft(desk: AgentWindowFixture, here: Terminal, platform: FaultyPlatform) -> AgentDraft:
    """Returns a draft whose principal is about to be asked, on an enrolled computer with an agent signed in."""
    here.enrol(platform.url, CODE)
    desk.sign_in()
    desk.visit.arrive("desk")
    draft = filed(here)
    assert isinstance(draft, AgentDraft)
    draft.slip = draft.receipt = None
    draft.tidy(draft.told_text)
    draft.confirm(heard=True, at=desk.shell.station.now(), headings=draft.headings)
    desk.shell.show_page("annex", draft)
    return draft


def box(desk: AgentWindowFixture) -> QPlainTextEdit:
    assert isinstance(desk.shell.page, AnnexPage)
    return desk.shell.page.box


def page_of(desk: AgentWindowFixture) -> list[str]:
    """Returns all words of the page, without the window around it."""
    assert desk.shell.page is not None
    return [each.text() for each in desk.shell.page.findChildren(QLabel) if each.isVisible()]


def settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def test_what_was_added_is_sealed_at_once_and_left_nowhere(
    desk: AgentWindowFixture, draft: AgentDraft, here: Terminal, tmp_path: Path
) -> None:
    box(desk).setPlainText(SECRET)
    box(desk).selectAll()
    box(desk).copy()
    desk.touch("念给我听")
    desk.turn("annex", "封好，下一步")
    desk.visit.arrive("hand_back")

    def gone() -> bool:
        settle()
        return list(kept_in_memory(SECRET)) == [] and SECRET not in words_on(desk.shell)

    desk.visit.driver.wait(gone, "nothing left in memory")
    assert SECRET not in QGuiApplication.clipboard().text()
    assert desk.shell.station.speech_output._last_text != SECRET
    assert SECRET not in repr(vars(draft))
    assert Told(narrative=SECRET).traces(tmp_path) == []
    opened_by_nobody_here(draft.annex, desk, here)


def opened_by_nobody_here(annex: bytes, desk: AgentWindowFixture, here: Terminal) -> None:
    """With the agent signed in, no key on this computer opens it."""
    identity, session = here.identities.current(), desk.shell.station.session  # type: ignore[attr-defined]
    assert len(annex) == annex_size(len(identity.keys_of("bureau")))
    assert session.key is not None
    for key in (session.key.identity,):
        with pytest.raises((NotAddressed, SealBroken)):
            annex_words(annex, key)


def test_the_page_tells_nobody_whether_something_was_said(desk: AgentWindowFixture, draft: AgentDraft) -> None:
    first = page_of(desk)
    desk.turn("annex", "封好，下一步")
    silent = draft.annex
    desk.shell.show_page("annex", draft)
    assert page_of(desk) == first and box(desk).toPlainText() == ""
    box(desk).setPlainText(SECRET)
    desk.turn("annex", "封好，下一步")
    said = draft.annex
    assert said != silent and len(said) == len(silent)
    after_words = page_of(desk)
    desk.shell.show_page("annex", draft)
    assert page_of(desk) == first and box(desk).toPlainText() == ""
    desk.turn("annex", "封好，下一步")
    assert draft.annex == said, "who presses on without a word takes nothing out"
    assert page_of(desk) == after_words


def test_where_the_way_goes_on_there_is_no_way_back(desk: AgentWindowFixture, draft: AgentDraft) -> None:
    assert not desk.shell.header.leave.isVisible()
    desk.turn("annex", "封好，下一步")
    desk.visit.arrive("hand_back")
    assert not desk.shell.footer.back.isVisible()


def test_words_not_sealed_yet_are_asked_about(desk: AgentWindowFixture, draft: AgentDraft) -> None:
    desk.shell.runner.jump("review")
    desk.shell.runner.draft.annex_asked = False
    desk.shell.answer("on")
    desk.visit.arrive("step_aside")
    desk.turn("step_aside", "我是委托人，我一个人听")
    desk.visit.arrive("annex")
    box(desk).setPlainText(SECRET)
    desk.touch("返回")
    desk.visit.driver.wait(lambda: "还没封上的话" in desk.seen, "the question")
    assert draft.annex == b""


def test_too_much_is_said_so_and_stays_to_be_shortened(desk: AgentWindowFixture, draft: AgentDraft) -> None:
    box(desk).setPlainText("字" * (MOST_CHARS + 1))
    assert not desk.enabled("封好，下一步")
    box(desk).setPlainText("字" * MOST_CHARS)
    desk.turn("annex", "封好，下一步")
    assert len(draft.annex) == annex_size(1)


def test_an_accusation_is_for_the_discipline_organ(desk: AgentWindowFixture, draft: AgentDraft, here: Terminal) -> None:
    draft.choose(Purpose.ACCUSATION)
    desk.shell.show_page("annex", draft)
    assert "只有纪检监察部门打得开" in desk.seen
    box(desk).setPlainText(SECRET)
    desk.turn("annex", "封好，下一步")
    assert draft.annex_accuses and draft.annex_fits


def test_a_computer_that_is_not_enrolled_says_so_and_keeps_nobody(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = AgentDraft(**vars(petition.draft()))
    draft.confirm(heard=True, at=desk.shell.station.now(), headings=draft.headings)
    desk.shell.show_page("annex", draft)
    assert "现在封不了" in desk.seen
    assert box(desk).isReadOnly()
    desk.turn("annex", "封好，下一步")
    desk.visit.arrive("hand_back")
    assert draft.annex == b""


def test_killed_in_the_middle_it_was_never_there(tmp_path: Path) -> None:
    told = Told()
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("annex_process.py")), str(tmp_path)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout
    with process.stdin, process.stdout:
        process.stdin.write(told.narrative)
        process.stdin.close()
        assert process.stdout.readline() == "cut\n"
        process.kill()
    process.wait(120)
    assert told.traces(tmp_path) == []


def test_what_is_spoken_stands_in_the_box_and_leaves_no_sound(desk: AgentWindowFixture, draft: AgentDraft) -> None:
    page = desk.shell.page
    assert isinstance(page, AnnexPage)
    dictation = desk.shell.station.dictation
    dictation._recorded.append(b"sound")
    page.dictation._worth_it = False
    page.dictation._utterance = Utterance((), 0, 0)
    page.dictation._clause(Clause("他是我侄子，", 0, 1, 0.9))
    page.dictation._end()
    assert box(desk).toPlainText() == "他是我侄子，"
    assert dictation.recording() == b"" and page._heard.told == ()
