"""Every page of both windows in the pretend language: a third longer, and nothing is cut."""

from collections.abc import Iterator

import pytest

from core.draft import Draft
from proxy_client.shots import filed
from sync.terminal import terminal
from testkit.agent_window import office
from testkit.kiosk_window import panel
from tests.look.ruler import Ruler
from tests.words.pretend import pretended
from training.page_tour import tour
from training.simulation import screen
from ui.shell.shell import Shell


@pytest.fixture(scope="module", params=["1080x1920", "1920x1080", "agent"])
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shell, Draft]]:
    home = tmp_path_factory.mktemp("pretend")
    with pretended():
        if request.param == "agent":
            with terminal(home / "home") as here, office(here, home / "paper") as opened:
                yield opened.shell, filed(here)
            return
        with panel(home, screen(request.param)) as opened:
            yield opened.shell, opened.draft


@pytest.mark.parametrize("large", [False, True], ids=["ordinary", "large"])
def test_nothing_is_cut(window: tuple[Shell, Draft], large: bool) -> None:
    shell, draft = window
    if large:
        shell.footer.large.click()
    faults = []
    for name in tour(shell, draft):
        ruler = Ruler(shell)
        faults += [f"{name}: {fault}" for fault in (*ruler.clipped(), *ruler.lines_cut())]
    if large:
        shell.footer.large.click()
    assert faults == []
