"""Saves a picture of every page, in both orientations."""

from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.app import kiosk
from sync.terminal import terminal
from training import example
from training.page_tour import save_pages
from training.simulation import CARD, Simulation, emptied, screen
from training.touch_driver import TouchDriver
from ui.shell.shell import Shell
from ui.shell.window import show

SIZES = {"portrait": "1080x1920", "landscape": "1920x1080"}


def shoot(out: Path) -> int:
    emptied(out)
    for name, size in SIZES.items():
        with TemporaryDirectory() as home, terminal(Path(home), training=True) as here:
            simulation = Simulation(out / name, screen(size), mute=True)
            simulation.camera.lay(CARD)
            shell = kiosk(simulation.settings, here, simulation.hardware)
            show(shell, simulation.settings.screen)
            _wait(shell)
            save_pages(shell, example.filed(here), out / name)
            shell.close()
    return 0


def _wait(shell: Shell) -> None:
    TouchDriver(shell).wait(lambda: not shell.station.engines.loading, "engines", 240)
