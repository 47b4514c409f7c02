from collections.abc import Iterator
from pathlib import Path

import pytest

from agency.agents import Agents
from proxy_client import example
from sync.terminal import Terminal, terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Terminal]:
    with terminal(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def agents(here: Terminal) -> Agents:
    return Agents.of(here)


@pytest.fixture
def known(agents: Agents) -> Agents:
    """Returns the agents with the example agent registered."""
    agents.add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
    return agents


@pytest.fixture
def desk(known: Agents, here: Terminal, tmp_path: Path) -> Iterator[AgentWindowFixture]:
    """Yields the window of a terminal that has an agent."""
    with agent_window_fixture(here, tmp_path / "paper") as opened:
        yield opened
