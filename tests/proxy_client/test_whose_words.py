"""The principal's words, the agent's version, the agent's own: kept apart, shown side by side, heard and confirmed."""

from PySide6.QtWidgets import QPlainTextEdit

from core.narrative import Clause, with_sound
from proxy_client.session import AgentDraft
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from testkit.hands import button
from training.scripted_visit import leave_unheard

SAID = ("村口的路登坏了。", "三个月没人修。")


def told(here: Terminal) -> AgentDraft:
    """Returns a whole draft in which the principal spoke."""
    draft = filed(here)
    assert isinstance(draft, AgentDraft)
    clauses = [Clause(text, n, n + 1, 0.9, doubtful=((0, 1),)) for n, text in enumerate(SAID)]
    draft.told, draft.slip, draft.receipt = with_sound(clauses, bytes(64_000)), None, None
    return draft


def box(desk: AgentWindowFixture, name: str) -> QPlainTextEdit:
    boxes = [each for each in desk.shell.findChildren(QPlainTextEdit) if each.isVisible()]
    return next(each for each in boxes if each.accessibleName().startswith(name))


def test_the_keyboard_changes_nothing_that_was_spoken(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = told(here)
    desk.shell.show_page("tell", draft)
    assert button(desk.shell, "重说一遍") and not button(desk.shell, "改字")
    desk.touch(SAID[0])
    assert button(desk.shell, "重说这句") and not button(desk.shell, "改这句") and not button(desk.shell, "删这句")


def test_what_the_agent_writes_stands_beside_what_was_said(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = told(here)
    desk.shell.show_page("tidy", draft)
    assert "".join(SAID) in desk.seen
    box(desk, "要交上去").setPlainText("村口的路灯坏了。三个月没人修。")
    desk.visit.driver.wait(lambda: "有1处不同" in desk.seen, "the count")
    box(desk, "代理人自己").setPlainText("我去看过。")
    desk.touch("照原话")
    assert draft.narrative == "".join(SAID)
    desk.touch("拿回来")
    assert draft.narrative == "村口的路灯坏了。三个月没人修。"
    assert draft.spoken_text == "".join(SAID)
    assert draft.agent_notes == "我去看过。"
    box(desk, "要交上去").setPlainText("  ")
    assert not desk.enabled("下一步"), "a petition without words is not made"


def test_the_principal_sees_and_hears_every_place(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = told(here)
    draft.tidy("村口的路灯坏了。三个月没人修。请尽快修好。")
    draft.agent_notes = "我去看过。"
    desk.shell.show_page("review", draft)
    assert "和您说的不一样的地方" in desk.seen and "我去看过。" in desk.seen
    desk.visit.review()
    desk.turn("step_aside", "我是委托人，我一个人听")
    desk.visit.arrive("true_intent")
    for shown in ("".join(SAID), draft.narrative, "我去看过。", "代理人自己的话，不是您说的"):
        assert shown in desk.seen
    page = desk.shell.page
    assert page is not None
    for said in ("原来是，登，写成，灯。", "添了，请尽快修好。", "代理人另外写了：我去看过。"):
        assert said in page.guidance()
    assert not desk.shell.header.leave.isVisible()


def test_who_says_no_is_back_where_it_is_put_right(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = told(here)
    draft.tidy(draft.told_text)
    desk.shell.show_page("true_intent", draft)
    desk.turn("true_intent", "不是，回去改")
    desk.visit.arrive("review")
    assert draft.true_intent is None


def test_what_was_confirmed_says_how(desk: AgentWindowFixture, here: Terminal) -> None:
    draft = told(here)
    draft.tidy(draft.told_text)
    desk.shell.show_page("review", draft)
    desk.visit.review()
    desk.turn("step_aside", "代理人在旁边也行")
    desk.visit.arrive("true_intent")
    assert "和您说的一样" in desk.seen
    leave_unheard(desk.visit.driver, "是我的真实意思")
    desk.turn("true_intent", "是我的真实意思")
    desk.visit.arrive("annex")
    assert draft.true_intent is not None
    assert not draft.true_intent.alone
    assert draft.still_meant(draft.headings)
