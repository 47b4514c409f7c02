"""Saves a picture of every page of the agent's window."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from agency.agents import Agents
from agency.invitations import Invited
from agency.people import People
from agency.person_served import PersonServed
from core.authority.letter import AgentClass
from core.draft import Draft
from core.settings import Screen
from proxy_client import example
from proxy_client.agent_station import AgentStation
from proxy_client.app import proxy_client
from proxy_client.authority_terms import MONTHS, USUAL, authority_for, matter_of
from proxy_client.session import AgentDraft
from sync.terminal import Terminal, terminal
from training import example as petition
from training.page_tour import save_pages
from training.simulation import CARD, Simulation, emptied
from training.touch_driver import TouchDriver
from ui.base.station import Station
from ui.shell.window import show


def shoot(out: Path, screen: Screen) -> int:
    emptied(out)
    with TemporaryDirectory() as home, terminal(Path(home), training=True) as here:
        simulation = Simulation(out, screen)
        simulation.camera.lay(CARD)
        window = proxy_client(simulation.settings, here, simulation.hardware)
        show(window, simulation.settings.screen)
        TouchDriver(window).wait(lambda: not window.station.engines.loading, "engines", 240)
        at_work(window.station, here)
        save_pages(window, filed(here), out)
        window.close()
    return 0


def at_work(station: Station, here: Terminal) -> None:
    """Signs the invented agent in, the supervisor of the terminal, where another works too; both have people. An
    invitation is made, and the other is about to leave."""
    assert isinstance(station, AgentStation)
    agents, now = Agents.of(here), station.now()
    signed_in = agents.add(example.WORK_NUMBER, example.PASSPHRASE, example.agent())
    station.session.open(signed_in, example.WORK_NUMBER)
    other = agents.add(example.OTHER_NUMBER, example.PASSPHRASE, example.other(), by=example.WORK_NUMBER)
    for number, key in ((example.WORK_NUMBER, signed_in.key), (example.OTHER_NUMBER, other.key)):
        People(here.store, number, key).keep(PersonServed.new(petition.person()))
    whom = Invited(
        name=example.INVITED,
        organisation=example.agent().organisation,
        agent_class=AgentClass.GRID_WORKER,
        number="320117",
        machine=station.invitations.machine,
    )
    made = station.invitations.issue(whom, 7, by=example.WORK_NUMBER, key=signed_in.key, now=now)
    station.session.invitation, station.session.leaving = made, example.OTHER_NUMBER


def filed(here: Terminal) -> Draft:
    """Returns the draft of the invented petition after the invented agent has filed it."""
    done = petition.filed(here)
    draft = AgentDraft(**vars(done))
    draft.channel = AgentDraft().channel
    draft.agent = example.agent()
    draft.authority = authority_for(matter_of(draft), set(USUAL), date.today(), MONTHS[1])
    draft.letter = b"signed"
    return draft
