"""What an agent hands in is kept for them; without the platform's paper, so that somebody brings it."""

from proxy_client.session import AgentDraft
from proxy_client.shots import filed
from sync.terminal import Terminal
from testkit.agent_window import AgentWindowFixture


def test_a_filing_is_the_agents_case(desk: AgentWindowFixture, here: Terminal) -> None:
    desk.sign_in()
    desk.visit.arrive("desk")
    known = vars(filed(here))
    draft = AgentDraft(**{name: value for name, value in known.items() if name not in {"claim", "slip", "receipt"}})
    desk.shell.show_page("submit", draft)
    desk.touch("提交")
    desk.visit.driver.wait(lambda: draft.slip, "the slip")
    work = desk.work
    assert work and draft.slip
    (case,) = work.cases(desk.shell.station.now())
    assert (case.item.item, case.filing.name) == (draft.slip.item, draft.petitioner.name)
    assert case.filing.last_day and not case.filing.receipt_given


def test_nobody_signed_in_keeps_nothing(desk: AgentWindowFixture) -> None:
    assert desk.work is None
