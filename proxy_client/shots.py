"""Saves a picture of every page of the agent's window."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from core.draft import Draft
from core.settings import Screen
from proxy_client import example
from proxy_client.app import proxy_client
from proxy_client.authority_terms import MONTHS, USUAL, authority_for, matter_of
from proxy_client.session import AgentDraft
from sync.terminal import Terminal, terminal
from training import example as petition
from training.page_tour import save_pages
from training.simulation import CARD, Simulation, emptied
from training.touch_driver import TouchDriver
from ui.shell.window import show


def shoot(out: Path, screen: Screen) -> int:
    emptied(out)
    with TemporaryDirectory() as home, terminal(Path(home), training=True) as here:
        simulation = Simulation(out, screen)
        simulation.camera.lay(CARD)
        window = proxy_client(simulation.settings, here, simulation.hardware)
        show(window, simulation.settings.screen)
        TouchDriver(window).wait(lambda: not window.station.engines.loading, "engines", 240)
        save_pages(window, filed(here), out)
        window.close()
    return 0


def filed(here: Terminal) -> Draft:
    """Returns the draft of the invented petition after the invented agent has filed it."""
    done = petition.filed(here)
    draft = AgentDraft(**vars(done))
    draft.channel = AgentDraft().channel
    draft.agent = example.agent()
    draft.authority = authority_for(matter_of(draft), set(USUAL), date.today(), MONTHS[1])
    draft.letter = b"signed"
    return draft
