"""Every page of the agent's window, in ordinary and in large letters: nothing is cut, nothing is without a name."""

from collections.abc import Iterator

import pytest

from core.draft import Draft
from proxy_client.shots import at_work, filed
from proxy_client.window import AgentWindow
from sync.terminal import terminal
from testkit.agent_window import agent_window_fixture
from tests.look.ruler import Ruler
from training.page_tour import tour


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[AgentWindow, Draft]]:
    home = tmp_path_factory.mktemp("agent")
    with terminal(home / "home") as here, agent_window_fixture(here, home / "paper") as opened:
        at_work(opened.shell.station, here)
        yield opened.shell, filed(here)


@pytest.mark.parametrize(
    ("size", "window"),
    [("ordinary", (1366, 768)), ("large", (1366, 768)), ("dense", (1024, 700))],
    ids=["ordinary", "large", "dense"],
)
def test_nothing_is_cut(filled: tuple[AgentWindow, Draft], size: str, window: tuple[int, int]) -> None:
    """In ordinary and large letters on a laptop, and in small ones in the smallest window."""
    shell, draft = filled
    shell.resize(*window)
    shell.choose(size=size)
    faults = []
    for name in tour(shell, draft):
        ruler = Ruler(shell)
        faults += [f"{name}: {fault}" for fault in (*ruler.clipped(), *ruler.lines_cut(), *ruler.nameless())]
    assert faults == []
