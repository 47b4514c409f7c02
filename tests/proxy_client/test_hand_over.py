"""An evaluation is the principal's alone: the agent hands over, is signed out, and signs in again afterwards."""

import pytest

from core.authority.letter import Power
from core.sentences import label
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture
from testkit.hands import button


@pytest.fixture
def handed_over(desk: AgentWindowFixture, here: Terminal) -> AgentWindowFixture:
    """Returns the window at the evaluation, which a signed-in agent has just handed over."""
    desk.sign_in()
    desk.visit.arrive("desk")
    desk.shell.show_page("case", filed(here))
    desk.turn("case", "去评价")
    assert "代理人不能替他评" in desk.seen
    desk.turn("hand_over", "我是委托人，开始评")
    desk.visit.arrive("evaluate")
    return desk


def test_the_evaluation_signs_the_agent_out_and_leads_nowhere_else(handed_over: AgentWindowFixture) -> None:
    shell = handed_over.shell
    assert not shell.footer.back.isVisible()
    assert not shell.header.leave.isVisible()
    handed_over.touch("不评了")
    handed_over.visit.arrive("sign_in")
    assert shell.draft.agent is None
    assert shell.draft.inquiry.view is None, "nothing of the principal remains"


def test_who_has_judged_leaves_it_locked(handed_over: AgentWindowFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_over.shell.station.sync, "evaluate", lambda call: None)
    for touched in ("信访部门办得满意", "办事单位办得满意", "送出评价"):
        handed_over.touch(touched)
    handed_over.turn("thanks", "好的")
    handed_over.visit.arrive("sign_in")
    handed_over.sign_in()
    handed_over.visit.arrive("desk")


def test_no_letter_is_offered_to_say_what_the_hand_over_denies(desk: AgentWindowFixture, here: Terminal) -> None:
    desk.shell.show_page("powers", filed(here))
    assert button(desk.shell, label(Power.QUERY)) and not button(desk.shell, label(Power.EVALUATE))
