"""`python annex_process.py FOLDER` runs an agent's window in its own process, at the page of the annex, with the words
given on stdin half written; it reports and waits to be killed."""

import sys
from pathlib import Path

from agency.agents import Agents
from proxy_client import example
from proxy_client.pages.annex import AnnexPage
from proxy_client.session import AgentDraft
from sync.terminal import terminal
from testkit.agent_window import agent_window_fixture
from training import example as petition


def main(folder: Path) -> None:
    words = sys.stdin.read()
    with terminal(folder / "home") as here:
        Agents.of(here).add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
        with agent_window_fixture(here, folder / "paper") as desk:
            desk.sign_in()
            desk.visit.arrive("desk")
            draft = AgentDraft(**vars(petition.draft()))
            draft.channel = AgentDraft().channel
            draft.confirm(heard=True, at=desk.shell.station.now(), headings=draft.headings)
            desk.shell.show_page("annex", draft)
            assert isinstance(desk.shell.page, AnnexPage)
            desk.shell.page.box.setPlainText(words)
            desk.visit.driver.rest(4000)
            print("cut", flush=True)
            desk.visit.driver.rest(60_000)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
