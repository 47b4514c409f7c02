"""Every page of the agent's window, in ordinary and in large letters: nothing is cut, nothing is without a name."""

from collections.abc import Iterator

import pytest

from core.draft import Draft
from proxy_client.shots import filed
from proxy_client.window import AgentWindow
from sync.terminal import terminal
from testkit.agent_window import agent_window_fixture
from tests.look.ruler import Ruler
from training.page_tour import tour


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[AgentWindow, Draft]]:
    home = tmp_path_factory.mktemp("agent")
    with terminal(home / "home") as here, agent_window_fixture(here, home / "paper") as opened:
        yield opened.shell, filed(here)


@pytest.mark.parametrize("large", [False, True], ids=["ordinary", "large"])
def test_nothing_is_cut(filled: tuple[AgentWindow, Draft], large: bool) -> None:
    shell, draft = filled
    if large:
        shell.footer.large.click()
    faults = []
    for name in tour(shell, draft):
        ruler = Ruler(shell)
        faults += [f"{name}: {fault}" for fault in (*ruler.clipped(), *ruler.lines_cut(), *ruler.nameless())]
    if large:
        shell.footer.large.click()
    assert faults == []
