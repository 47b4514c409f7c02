"""Supervisors invite, name others and see off who leaves; a new agent registers alone; people are handed over."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from agency.agents import Agents
from agency.people import People
from agency.person_served import PersonServed
from capture.qr import read_qr
from core.problems import InvitationUnreadable, LastSupervisor
from core.sentences import sentence_of
from proxy_client import example
from proxy_client.pages.agents import BY_AGE, YOURSELF, AgentsPage
from proxy_client.pages.invite import InvitedPage, InvitePage
from proxy_client.pages.leaving import LOST
from proxy_client.pages.register import RegisterPage, TakeInvitationPage
from proxy_client.pages.supervisors import SupervisorsPage
from sync.terminal import Terminal, terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from training import example as petition
from ui.base.confirmation import Confirmation
from ui.widgets.button import Button

NEW_NUMBER, NEW_SECRET = "320117", "桥头-老槐树-1979"


def answer(desk: AgentWindowFixture, text: str) -> None:
    (question,) = [each for each in desk.shell.findChildren(Confirmation) if each.isVisible()]
    (button,) = [each for each in question.findChildren(Button) if each.text() == text]
    button.click()


def to_agents(desk: AgentWindowFixture) -> AgentsPage:
    desk.turn("desk", "代办员名单")
    desk.visit.arrive("agents")
    assert isinstance(desk.shell.page, AgentsPage)
    return desk.shell.page


def invite(desk: AgentWindowFixture) -> str:
    """From the list of agents to an invitation; returns its text."""
    desk.turn("agents", "邀请代办员")
    desk.visit.arrive("invite")
    desk.type("姓名", "王小燕")
    desk.type("工号", NEW_NUMBER)
    desk.touch("开邀请")
    desk.visit.arrive("invited")
    assert isinstance(desk.shell.page, InvitedPage)
    return str(desk.shell.station.session.invitation)  # type: ignore[attr-defined]


def register(desk: AgentWindowFixture, secret: str = NEW_SECRET) -> None:
    desk.visit.arrive("register")
    assert isinstance(desk.shell.page, RegisterPage) and "王小燕" in desk.seen
    given = {"身份证号": example.other().person.id_number, "电话": "12069731123"}
    for name, text in (given | {"口令": secret, "再输一遍": secret}).items():
        desk.type(name, text)


def test_who_was_invited_registers_alone_and_is_signed_in(desk: AgentWindowFixture, known: Agents) -> None:
    desk.sign_in()
    page = to_agents(desk)
    assert YOURSELF in page.table.rows.columns[4].text(page.table.current)  # type: ignore[arg-type]
    invite(desk)
    desk.touch("现在就登记，我退出登录")
    desk.visit.arrive("sign_in")
    assert desk.shell.draft.agent is None
    desk.touch("用邀请登记")
    register(desk, "123456")
    assert "顺着数" in desk.seen and not desk.enabled("登记")
    register(desk)
    desk.touch("登记")
    desk.visit.arrive("desk")
    assert "王小燕" in desk.seen and list(known.listed()) == [example.WORK_NUMBER, NEW_NUMBER]
    page = to_agents(desk)
    assert not desk.enabled("邀请代办员"), "no supervisor"
    page.table.go_to(0)
    assert not page.leaving.isEnabled(), "somebody else"


def test_the_code_on_the_screen_can_be_read(desk: AgentWindowFixture) -> None:
    desk.sign_in()
    to_agents(desk)
    text = invite(desk)
    grabbed = desk.shell.grab().toImage().convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(grabbed.constBits(), np.uint8).reshape(grabbed.height(), grabbed.bytesPerLine())
    picture = rows[:, : grabbed.width() * 3].reshape(grabbed.height(), grabbed.width(), 3).copy()
    assert read_qr(picture) == text


def test_by_file_by_paste_and_another_text_is_said(desk: AgentWindowFixture, known: Agents, tmp_path: Path) -> None:
    desk.sign_in()
    to_agents(desk)
    text = invite(desk)
    page = desk.shell.page
    assert isinstance(page, InvitedPage)
    page.card.save.click()
    (dialog,) = [each for each in desk.shell.findChildren(QFileDialog) if each.isVisible()]
    dialog.fileSelected.emit(str(tmp_path / "邀请.txt"))
    dialog.close()
    assert (tmp_path / "邀请.txt").read_text("utf-8") == text
    page.card.write(tmp_path / "no such folder" / "邀请.txt")
    assert "没有存上" in desk.seen
    desk.touch("现在就登记，我退出登录")
    desk.visit.arrive("sign_in")
    desk.shell.station.session.handed_on = False  # type: ignore[attr-defined]
    desk.touch("用邀请登记")
    desk.visit.arrive("take_invitation")
    page = desk.shell.page
    assert isinstance(page, TakeInvitationPage)
    (tmp_path / "other.txt").write_text("别的文件", "utf-8")
    for wrong in ("other.txt", "missing.txt"):
        page.unsay()
        page.taker.read(tmp_path / wrong)
        desk.visit.driver.wait(lambda: sentence_of(InvitationUnreadable) in desk.seen, "what was wrong")
    QApplication.clipboard().setText(text.replace(NEW_NUMBER, "999"))
    page.taker.paste()
    assert "被改过" in desk.seen and desk.page == "take_invitation"
    page.taker.read(tmp_path / "邀请.txt")
    register(desk)
    desk.touch("返回")
    desk.touch("返回，不要了")
    desk.visit.arrive("take_invitation")
    assert NEW_NUMBER not in known.listed()


@pytest.fixture
def two(desk: AgentWindowFixture, known: Agents, here: Terminal) -> AgentWindowFixture:
    """Yields the list of agents at a terminal of two; the other one has somebody on their list."""
    other = known.add(example.OTHER_NUMBER, NEW_SECRET, example.other(), by=example.WORK_NUMBER)
    People(here.store, example.OTHER_NUMBER, other.key).keep(PersonServed.new(petition.person()))
    desk.sign_in()
    page = to_agents(desk)
    page.table.go_to(1)
    desk.touch("离任、交接")
    desk.visit.arrive("leaving")
    return desk


def test_with_their_passphrase_it_passes_and_they_leave(two: AgentWindowFixture, known: Agents, here: Terminal) -> None:
    assert "1个服务对象" in two.seen and not two.enabled("交接并离任")
    two.touch("李秀英（工号320115）")
    two.type("赵大年的口令", "wrong one")
    two.touch("交接并离任")
    two.visit.driver.wait(lambda: "口令" in two.seen and two.page == "leaving", "what was wrong")
    two.visit.driver.wait(lambda: not two.shell.page.sending, "the answer")  # type: ignore[union-attr]
    assert list(known.listed()) == [example.WORK_NUMBER, example.OTHER_NUMBER]
    two.type("赵大年的口令", NEW_SECRET)
    two.touch("交接并离任")
    two.visit.driver.wait(lambda: "已交给李秀英" in two.seen, "that it is done")
    two.touch("知道了")
    two.visit.arrive("agents")
    assert list(known.listed()) == [example.WORK_NUMBER]
    key = two.shell.station.session.key  # type: ignore[attr-defined]
    (passed,) = People(here.store, example.WORK_NUMBER, key).listed()
    assert passed.consent_open


def test_without_them_it_is_said_what_is_lost_before_it_is(two: AgentWindowFixture, known: Agents) -> None:
    for reply, left in (("不删", 2), ("删除", 1)):
        two.touch("直接删掉")
        two.visit.driver.wait(lambda: LOST in two.seen, "what is lost")
        answer(two, reply)
        two.visit.driver.wait(lambda left=left: len(known.listed()) == left, "the list")  # type: ignore[misc]
    two.visit.driver.wait(lambda: known.people_of(example.OTHER_NUMBER) == 0, "nothing left")


def test_an_agent_hands_over_and_stays(two: AgentWindowFixture, known: Agents, here: Terminal) -> None:
    two.touch("李秀英（工号320115）")
    two.type("赵大年的口令", NEW_SECRET)
    two.touch("交接，人不走")
    two.visit.driver.wait(lambda: "已交给李秀英" in two.seen, "that it is done")
    assert (known.people_of(example.WORK_NUMBER), known.people_of(example.OTHER_NUMBER)) == (1, 0)
    assert len(known.listed()) == 2


def test_the_last_supervisor_stays_until_another_is_named(two: AgentWindowFixture, known: Agents) -> None:
    two.touch("返回")
    two.visit.arrive("agents")
    page = two.shell.page
    assert isinstance(page, AgentsPage)
    page.table.go_to(0)
    two.touch("离任、交接")
    two.visit.arrive("leaving")
    two.touch("交接并离任")
    two.visit.driver.wait(lambda: sentence_of(LastSupervisor) in two.seen, "why not")
    two.touch("返回")
    two.visit.arrive("agents")
    page = two.shell.page
    assert isinstance(page, AgentsPage)
    page.table.go_to(1)
    two.touch("让他当管理员")
    answer(two, "让他当")
    two.visit.driver.wait(lambda: len(known.supervisors()) == 2, "two supervisors")
    page.table.go_to(0)
    two.touch("离任、交接")
    two.visit.arrive("leaving")
    two.touch("交接并离任")
    two.visit.driver.wait(lambda: two.enabled("知道了"), "that it is done")
    two.touch("知道了")
    two.visit.arrive("sign_in")
    assert list(known.listed()) == [example.OTHER_NUMBER]


def test_a_register_of_before_says_who_is_the_supervisor_now(desk: AgentWindowFixture, known: Agents) -> None:
    blank = {"supervisor": False, "since": ""}
    known.register.change(lambda accounts: {n: each.model_copy(update=blank) for n, each in accounts.items()})
    desk.sign_in()
    to_agents(desk)
    assert BY_AGE.format(name="李秀英") in desk.seen and desk.enabled("邀请代办员")


def test_a_supervisor_of_elsewhere_is_known_after_the_code_was_compared(
    desk: AgentWindowFixture, known: Agents, tmp_path: Path
) -> None:
    with terminal(tmp_path / "there") as there, agent_window_fixture(there, tmp_path / "paper2") as other:
        agents = Agents.of(there)
        signed_in = agents.add("900", NEW_SECRET, example.other())
        station = other.shell.station
        card = station.invitations.card(example.other(), signed_in.key)  # type: ignore[attr-defined]
    desk.sign_in()
    to_agents(desk)
    desk.touch("别处的管理员")
    desk.visit.arrive("supervisors")
    page = desk.shell.page
    assert isinstance(page, SupervisorsPage)
    for text in ("", "别的"):
        page.take(text)
        assert sentence_of(InvitationUnreadable) in desk.seen
    page.take(card)
    page.take(card)
    answer(desk, "先不认")
    assert known.register.read().trusted == {}
    page.take(card)
    answer(desk, "核对过，认")
    assert known.register.read().trusted == {signed_in.key.signing.public: example.other().organisation}


def test_the_whole_way_by_keyboard(desk: AgentWindowFixture) -> None:
    """From the list to an invitation with Tab, Enter and the space bar."""
    desk.sign_in()
    page = to_agents(desk)
    desk.visit.driver.wait(lambda: desk.shell.touch_guard.ready, "the page seen")
    page.invite.setFocus()
    QTest.keyClick(page.invite, Qt.Key.Key_Space)
    desk.visit.arrive("invite")
    invite_page = desk.shell.page
    assert isinstance(invite_page, InvitePage)
    desk.visit.driver.wait(lambda: desk.shell.touch_guard.ready, "the page seen")
    for field, text in ((invite_page.name_field, "王小燕"), (invite_page.number, NEW_NUMBER)):
        field.line.setText(text)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    QTest.keyClick(invite_page.organisation.line, Qt.Key.Key_Return)
    desk.visit.arrive("invited")
