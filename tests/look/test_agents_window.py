"""Every page of the agent's window, in ordinary and in large letters: nothing is cut, nothing is without a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agency.agents import Agents
from agency.people import People
from core.draft import Draft
from proxy_client import example
from proxy_client.pages.people_import import PeopleImportPage
from proxy_client.session import AgentDraft
from proxy_client.shots import at_work, filed
from proxy_client.window import AgentWindow
from sync.terminal import terminal
from testkit.agent_window import AgentWindowFixture, agent_window_fixture
from testkit.hands import settled
from testkit.villagers import villagers
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
    [("ordinary", (1366, 768)), ("large", (1366, 768)), ("dense", (1024, 700)), ("ordinary", (1024, 700))],
    ids=["ordinary", "large", "dense", "smallest"],
)
def test_nothing_is_cut(filled: tuple[AgentWindow, Draft], size: str, window: tuple[int, int]) -> None:
    """In ordinary and large letters on a laptop, and in small and ordinary ones in the smallest window."""
    shell, draft = filled
    shell.resize(*window)
    shell.choose(size=size)
    faults = []
    for name in tour(shell, draft):
        ruler = Ruler(shell)
        faults += [f"{name}: {fault}" for fault in (*ruler.clipped(), *ruler.lines_cut(), *ruler.nameless())]
    assert faults == []


@pytest.mark.parametrize("large", [False, True], ids=["ordinary", "large"])
def test_nothing_is_cut_where_people_are_listed(tmp_path: Path, large: bool) -> None:
    """The pages of the people served, with people on them, a person who has everything, and a list that is wrong."""
    rows = "姓名,电话,村,监护人\n王2满,138,杨柳村,1\n张福生,12069731007,杨柳村,\n"
    (tmp_path / "list.csv").write_bytes(rows.encode("gb18030"))
    with terminal(tmp_path / "home") as here:
        signed = Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
        People(here.store, example.WORK_NUMBER, signed.key).keep(*villagers(60))
        with agent_window_fixture(here, tmp_path / "paper") as opened:
            opened.sign_in()
            opened.visit.arrive("desk")
            if large:
                opened.shell.footer.large.click()
            faults = [fault for name in _people_pages(opened, tmp_path) for fault in _faults(opened.shell, name)]
    assert faults == []


def _people_pages(opened: AgentWindowFixture, folder: Path) -> Iterator[str]:
    station, wait = opened.shell._station, opened.visit.driver.wait
    opened.shell.show_page("people", AgentDraft(agent=example.agent()))
    wait(lambda: station.session.people.forms, "the list")
    yield "people"
    guarded = next(each for each in station.session.people.listed if each.guardian)
    for page in ("person", "people_import", "households"):
        opened.shell.show_page(page, AgentDraft(agent=example.agent(), person_served=guarded.id))
        yield page
    opened.shell.show_page("people_import", AgentDraft(agent=example.agent()))
    looking = opened.shell.page
    assert isinstance(looking, PeopleImportPage)
    looking.look_at(folder / "list.csv")
    wait(lambda: looking.looked_at, "the rows")
    looking.table.go_to(0)
    yield "people_import-wrong"


def _faults(shell: AgentWindow, name: str) -> list[str]:
    settled()
    ruler = Ruler(shell)
    return [f"{name}: {fault}" for fault in (*ruler.clipped(), *ruler.lines_cut(), *ruler.nameless())]
