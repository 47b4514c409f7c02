"""Signing in and out, and the first start."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agency.agents import Agents
from core import validation
from core.petition import Channel
from core.problems import AgentsLost, BadSignIn
from core.sentences import sentence_of
from proxy_client import example
from proxy_client.session import AgentDraft
from proxy_client.shots import filed
from proxy_client.typed_line import TypedLine
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from training import example as petition
from ui.base.overlay import TroubleNotice


def test_a_wrong_passphrase_stays_outside(desk: AgentWindowFixture) -> None:
    desk.sign_in("not this one")
    desk.visit.driver.wait(lambda: sentence_of(BadSignIn) in desk.seen, "what was wrong")
    assert not desk.shell.findChildren(TroubleNotice)
    assert desk.page == "sign_in"
    desk.sign_in()
    desk.visit.arrive("desk")


def test_whoever_signs_out_leaves_the_door_shut(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    assert desk.shell.draft.channel is Channel.PROXY
    desk.touch("退出登录")
    desk.visit.arrive("sign_in")
    assert desk.shell.draft.agent is None


def test_an_agent_who_walks_away_leaves_the_window_locked(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.turn("desk", "代办一件")
    desk.shell.station.presence.gone.emit()
    assert desk.page == "locked"
    assert desk.shell.draft.agent is None


def test_giving_up_forgets_the_principal_and_keeps_the_agent(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    for way_back in ("不办了", "返回"):
        desk.turn("desk", "代办一件")
        desk.visit.arrive("consent")
        desk.shell.draft.petitioner = petition.person()
        desk.touch(way_back)
        desk.touch("删掉，都不要了")
        desk.visit.arrive("desk")
        assert desk.shell.draft.petitioner.name == ""
        assert desk.shell.draft.agent == example.agent()


def test_a_telephone_number_can_be_typed_on_the_keyboard(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    desk.shell.show_page("contact", AgentDraft())
    QTest.keyClicks(desk.shell, "120697389890")
    QTest.keyClick(desk.shell, Qt.Key.Key_Backspace)
    assert desk.shell.draft.petitioner.phone == "12069738989"


def test_the_first_start_asks_for_the_first_agent(here: Terminal, tmp_path: Path) -> None:
    with agent_window_fixture(here, tmp_path / "paper") as opened:
        opened.visit.arrive("first_agent")
        person = example.agent().person
        given = {"姓名": person.name, "身份证号": person.id_number, "电话": person.phone, "单位": "杨柳村村民委员会"}
        for name, text in given.items():
            opened.type(name, text)
        opened.type("工号", example.WORK_NUMBER)
        opened.type("口令", example.PASSPHRASE)
        assert "两遍口令不一样" in opened.seen
        opened.type("再输一遍", example.PASSPHRASE)
        opened.touch("登记")
        opened.visit.arrive("desk")
        assert opened.shell.draft.agent == example.agent()
        opened.touch("退出登录")
        opened.sign_in()
        opened.visit.arrive("desk")


def lines(opened: AgentWindowFixture) -> dict[str, TypedLine]:
    return {line.accessibleName(): line for line in opened.shell.findChildren(TypedLine) if line.isVisible()}


def test_enter_leads_from_line_to_line_and_in(here: Terminal, tmp_path: Path) -> None:
    """Pasted text never becomes two lines, and nothing is registered before all is filled in."""
    person = example.agent().person
    typed = (person.name, person.id_number, person.phone, "杨柳村村民委员会", example.WORK_NUMBER)
    with agent_window_fixture(here, tmp_path / "paper") as opened:
        opened.visit.arrive("first_agent")
        opened.visit.driver.wait(lambda: opened.shell.touch_guard.ready, "the page seen")
        for line, text in zip(lines(opened).values(), (*typed, example.PASSPHRASE, example.PASSPHRASE), strict=True):
            assert opened.page == "first_agent"
            line.setText(text)
            QTest.keyClick(line, Qt.Key.Key_Return)
        opened.visit.arrive("desk")
        assert opened.shell.draft.agent == example.agent()


def test_a_pasted_name_stays_one_line_and_must_be_a_name(here: Terminal, tmp_path: Path) -> None:
    with agent_window_fixture(here, tmp_path / "paper") as opened:
        opened.visit.arrive("first_agent")
        name = lines(opened)["姓名"]
        QApplication.clipboard().setText("李秀英\n王五")
        name.paste()
        assert "\n" not in name.text()
        name.setText("12345")
        assert sentence_of(validation.NAME) in opened.seen


def test_enter_does_what_the_page_is_for_but_hands_nothing_in(desk: AgentWindowFixture, here: Terminal) -> None:
    desk.shell.show_page("agent", filed(here))
    desk.visit.driver.wait(lambda: desk.shell.touch_guard.ready, "the page seen")
    QTest.keyClick(desk.shell, Qt.Key.Key_Return)
    assert desk.page == "tell"
    desk.shell.show_page("submit", filed(here))
    desk.visit.driver.wait(lambda: desk.shell.touch_guard.ready, "the page seen")
    QTest.keyClick(desk.shell, Qt.Key.Key_Return)
    assert desk.page == "submit"


def test_where_the_register_is_lost_nobody_becomes_the_first(here: Terminal, known: Agents, tmp_path: Path) -> None:
    for file in here.home.glob("agents*.sealed"):
        file.write_bytes(b"torn")
    with agent_window_fixture(here, tmp_path / "paper") as opened:
        opened.visit.arrive("sign_in")
        assert sentence_of(AgentsLost) in opened.seen
