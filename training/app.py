"""Opens a window to practise in: simulated devices, a practice gateway, everything below `$SUNLIT_HOME/training`."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core import home as real
from core.settings import Screen, Settings
from sync.terminal import Terminal
from training.device_panel import DevicePanel
from training.lessons.network import Network
from training.local_gateway import practice_gateway
from training.simulation import practice_hardware, practised
from ui.shell.window import application
from ui.startup.app import SET_UP, Build, handle_signals, load_settings, on_this_screen, run_window, wait_for_terminal
from ui.startup.heartbeat import Heartbeat

Prepare = Callable[[Terminal], str]
Beside = Callable[[Terminal, Settings, Network], QWidget | None]


def home() -> Path:
    """Returns the folder that holds all state of a training and nothing else."""
    return real.home() / "training"


def nothing_beside(_here: Terminal, _settings: Settings, _network: Network) -> None:
    """No further window."""


def run(build: Build, usual: Screen, prepare: Prepare = lambda _: "", beside: Beside = nothing_beside) -> int:
    """Runs the practice window; parameters and exit code as `ui.startup.app.run`. `prepare`: makes the practice's own
    terminal ready, and returns what whoever practises has to know; empty for nothing. `beside`: makes a further window
    of the practice; None for none."""
    handle_signals(application())
    Heartbeat(application())
    found = load_settings(usual)
    if found is None:
        return SET_UP
    chosen = on_this_screen(found, usual)
    devices = chosen.devices
    chosen = chosen.model_copy(update={"devices": practised(devices)})
    here = wait_for_terminal(home(), chosen.screen, training=True)
    if here is None:
        return SET_UP
    with closing(here), practice_gateway(here) as gateway:
        here.engine.start()
        to_know = prepare(here)
        parts = practice_hardware(devices, home() / "paper")
        window = build(chosen, here, parts)
        panel = DevicePanel(parts, to_know)
        panel.show()
        lessons = beside(here, chosen, Network(gateway, here.engine))
        if lessons:
            lessons.show()
        return run_window(window, chosen.screen)
