"""Every page of the agent's window as a picture."""

from pathlib import Path
from tempfile import TemporaryDirectory

from core.draft import Draft
from core.settings import Screen
from proxy_client import example
from proxy_client.app import proxy_client
from proxy_client.authority_terms import MONTHS, USUAL, mandate, matter_of
from proxy_client.session import AgentDraft
from sync.terminal import Terminal, terminal
from training import example as petition
from training.page_tour import hang
from training.simulation import CARD, Stage, emptied
from training.touch_driver import Hand
from ui.shell.window import show


def shoot(out: Path, screen: Screen) -> int:
    emptied(out)
    with TemporaryDirectory() as home, terminal(Path(home), training=True) as here:
        stage = Stage(out, screen)
        stage.camera.lay(CARD)
        window = proxy_client(stage.settings, here, stage.hardware)
        show(window, stage.settings.screen)
        Hand(window).wait(lambda: not window.station.engines.loading, "engines", 240)
        hang(window, filed(here), out)
        window.close()
    return 0


def filed(here: Terminal) -> Draft:
    """The invented petition, filed by the invented agent."""
    done = petition.filed(here)
    draft = AgentDraft(**vars(done))
    draft.channel = AgentDraft().channel
    draft.agent = example.agent()
    draft.authority = mandate(matter_of(draft), set(USUAL), petition.WHEN.date(), MONTHS[1])
    draft.letter = b"signed"
    return draft
