"""Every page as a picture, in both orientations."""

from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.app import kiosk
from sync.terminal import terminal
from training import example
from training.page_tour import hang
from training.simulation import CARD, Stage, emptied, screen
from training.touch_driver import Hand
from ui.shell.shell import Shell
from ui.shell.window import show

SIZES = {"portrait": "1080x1920", "landscape": "1920x1080"}


def shoot(out: Path) -> int:
    emptied(out)
    for name, size in SIZES.items():
        with TemporaryDirectory() as home, terminal(Path(home), training=True) as here:
            stage = Stage(out / name, screen(size), mute=True)
            stage.camera.lay(CARD)
            shell = kiosk(stage.settings, here, stage.hardware)
            show(shell, stage.settings.screen)
            _wait(shell)
            hang(shell, example.filed(here), out / name)
            shell.close()
    return 0


def _wait(shell: Shell) -> None:
    Hand(shell).wait(lambda: not shell.station.engines.loading, "engines", 240)
