"""The lock: by the clock or by keys; the window then shows and holds nothing, and opens where it was."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from agency.agents import FREE_TRIES
from core.problems import BadSignIn, TooManyTries
from core.sentences import sentence_of
from proxy_client import example
from proxy_client.pages.new_agent import FirstAgentPage
from proxy_client.session import AgentDraft
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from testkit.hands import settled
from testkit.stand_ins import Clock
from training import example as petition
from ui.base.confirmation import Confirmation
from ui.entry.typing_sheet import TypingSheet


@pytest.fixture
def clock(desk: AgentWindowFixture) -> Iterator[Clock]:
    turned = Clock()
    presence = desk.shell.station.presence
    presence._clock, presence._last = turned, turned.now
    desk.sign_in()
    desk.visit.arrive("desk")
    yield turned


def words(window: QWidget) -> str:
    """Returns every word that any widget of the window has, seen or hidden."""
    found = []
    for each in window.findChildren(QWidget):
        for name in ("text", "accessibleName", "accessibleDescription", "toolTip", "statusTip"):
            said = getattr(each, name, None)
            found.append(str(said()) if callable(said) else "")
        if isinstance(each, QPlainTextEdit):
            found.append(each.toPlainText())
    return "\n".join(found)


def draft_of(here: Terminal) -> AgentDraft:
    draft = filed(here)
    draft.slip = draft.receipt = None
    assert isinstance(draft, AgentDraft)
    return draft


def unlock(desk: AgentWindowFixture, passphrase: str = example.PASSPHRASE) -> None:
    desk.type("口令", passphrase)
    desk.touch("打开")


def test_the_locked_window_shows_and_holds_nothing(desk: AgentWindowFixture, clock: Clock, here: Terminal) -> None:
    draft = draft_of(here)
    person = draft.petitioner
    desk.shell.show_page("review", draft)
    gone = weakref.ref(draft)
    del draft
    clock.now += desk.shell.locks_after + 1
    desk.shell.station.presence.check()
    assert desk.page == "locked"
    settled()
    gc.collect()
    assert gone() is None
    assert desk.shell.station.session.key is None  # type: ignore[attr-defined]
    said = words(desk.shell)
    for word in (person.name, person.id_number, person.phone, "水管", petition.TOLD[:6]):
        assert word not in said
    assert person.name.encode() not in desk.shell._locked.sealed  # type: ignore[union-attr]
    assert example.agent().person.name in said
    assert "没有人登录" not in said, "the window is hers, and says so"
    unlock(desk)
    desk.visit.arrive("review")
    assert desk.shell.draft.petitioner == person and desk.shell.draft.narrative == petition.TOLD


def test_keys_lock_over_a_sheet_and_what_was_written_on_it_stays(
    desk: AgentWindowFixture, clock: Clock, here: Terminal
) -> None:
    desk.shell.show_page("tell", AgentDraft())
    desk.touch("我来打字")
    desk.visit.driver.wait(lambda: desk.sheets, "a sheet")
    desk.sheets[0].insertPlainText("村口的水管漏水。")
    desk.shell.lock()
    settled()
    assert desk.page == "locked" and not desk.shell.findChildren(TypingSheet)
    assert "水管" not in words(desk.shell)
    unlock(desk)
    desk.visit.arrive("tell")
    assert desk.shell.draft.narrative == "村口的水管漏水。"


def test_lines_and_half_a_number_stay(desk: AgentWindowFixture, clock: Clock) -> None:
    desk.shell.show_page("first_agent", AgentDraft())
    desk.type("姓名", "王小燕")
    desk.type("口令", "20261130")
    desk.shell.lock()
    unlock(desk)
    desk.visit.arrive("first_agent")
    page = desk.shell.page
    assert isinstance(page, FirstAgentPage)
    assert page.fields["name"].value == "王小燕"
    assert page.passphrase.line.text() == ""
    desk.shell.show_page("contact", AgentDraft())
    desk.visit.driver.type("1206")
    desk.shell.lock()
    unlock(desk)
    desk.visit.arrive("contact")
    assert desk.shell.page.phone == "1206"  # type: ignore[union-attr]


def test_a_wrong_passphrase_keeps_it_shut_and_counts(desk: AgentWindowFixture, clock: Clock) -> None:
    desk.shell.lock()
    for _ in range(FREE_TRIES):
        unlock(desk, "not this one")
        desk.visit.driver.wait(lambda: sentence_of(BadSignIn) in desk.seen, "what was wrong")
    unlock(desk)
    desk.visit.driver.wait(lambda: sentence_of(TooManyTries) in desk.seen, "the lock-out")
    assert desk.page == "locked"


def test_somebody_else_is_asked_before_the_draft_is_given_up(
    desk: AgentWindowFixture, clock: Clock, here: Terminal
) -> None:
    desk.shell.show_page("review", draft_of(here))
    desk.shell.lock()
    desk.touch("换人登录")
    (question,) = desk.shell.findChildren(Confirmation)
    assert "锁上时没写完的那一件" in desk.seen
    question.go.click()
    desk.visit.arrive("sign_in")
    assert desk.shell._locked is None and desk.shell.station.session.away is None  # type: ignore[attr-defined]


def test_menus_lead_nowhere_while_it_is_locked(desk: AgentWindowFixture, clock: Clock) -> None:
    desk.shell.lock()
    for row, action in desk.shell.menus.actions_by_row.items():
        if row.leads_to:
            action.trigger()
            assert desk.page == "locked"
    desk.shell.lock()
    assert desk.page == "locked"


def test_nobody_is_locked_out_of_an_evaluation(desk: AgentWindowFixture, clock: Clock) -> None:
    """The principal is alone with it; the agent is signed out."""
    desk.shell.show_page("evaluate", AgentDraft())
    desk.shell.station.presence.gone.emit()
    assert desk.page == "sign_in" and not desk.shell.findChildren(QLineEdit)[0].text()


def test_the_time_is_chosen_and_told(desk: AgentWindowFixture, clock: Clock) -> None:
    desk.shell.lock_after(120)
    desk.shell.station.presence.alive()
    assert "2分钟不用就锁上" in desk.seen
    clock.now += 80
    desk.shell._show_seconds()
    assert "40秒后锁上" in desk.seen
    assert desk.shell.station.presence.limits.end_after == 120
