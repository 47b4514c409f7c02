"""The agent's pages of following up, full: nothing is cut and nothing is without a name, in large letters too."""

from collections.abc import Iterator

import pytest

from agency.agents import Agents
from agency.task_facts import TaskKind
from proxy_client import example
from proxy_client.session import AgentDraft
from sync.terminal import terminal
from testkit.agent_cases import busy
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from tests.look.ruler import Ruler

PAGES = ("desk", "my_cases", "tasks", "task_note", "round", "report")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AgentWindowFixture]:
    home = tmp_path_factory.mktemp("agent")
    with terminal(home / "home") as here:
        Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
        with agent_window_fixture(here, home / "paper") as opened:
            opened.sign_in()
            opened.visit.arrive("desk")
            assert opened.work
            busy(opened.work)
            yield opened


@pytest.mark.parametrize("large", [False, True], ids=["ordinary", "large"])
def test_nothing_is_cut(full: AgentWindowFixture, large: bool) -> None:
    shell, work = full.shell, full.work
    assert work
    if large:
        shell.footer.large.click()
    open_ = work.tasks(shell.station.now()).open
    session = shell._station.session
    faults = []
    for page in PAGES:
        session.chosen = {each.id for each in open_[:6]}
        session.task = next(each for each in open_ if each.kind is TaskKind.RETURN_VISIT)
        draft = AgentDraft()
        draft.agent = example.agent()
        shell.show_page(page, draft)
        full.visit.driver.wait(lambda: not shell.station.tasks.busy, "all that is shown")
        ruler = Ruler(shell)
        faults += [f"{page}: {fault}" for fault in (*ruler.clipped(), *ruler.lines_cut(), *ruler.nameless())]
    if large:
        shell.footer.large.click()
    assert faults == []
