"""Full screen in physical pixels under any desktop scaling. Without Xvfb there is no screen to try."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

PROGRAM = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from core.settings import Screen
from ui.theme.tokens import Theme
from ui.shell.window import application, fitted, show
app = application()
screen = fitted(Screen(width=1080, height=1920, width_mm=268))
window = QWidget()
show(window, screen)
def tell():
    glass = QGuiApplication.primaryScreen()
    ratio, place = glass.devicePixelRatio(), window.frameGeometry()
    millimetres = Theme(screen).px(100) * ratio / (1080 / 268)
    print(window.isFullScreen(), round(place.width() * ratio), round(place.height() * ratio), round(millimetres))
    app.quit()
QTimer.singleShot(0, tell)
app.exec()
"""


@pytest.fixture(scope="module")
def glass() -> Iterator[str]:
    """Yields a display of 1080 x 1920 pixels."""
    server = shutil.which("Xvfb")
    if not server:
        pytest.skip("no Xvfb here")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", "1080x1920x24"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            pytest.skip("Xvfb does not start here")
        yield f":{number}"
        running.terminate()


@pytest.mark.parametrize("factor", ["1", "1.25", "1.5", "2"])
def test_the_panel_is_filled_and_its_millimetres_hold(glass: str, factor: str) -> None:
    here = {**os.environ, "DISPLAY": glass, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": factor}
    told = subprocess.run([sys.executable, "-c", PROGRAM], check=False, env=here, capture_output=True, text=True)
    if "could not connect to display" in told.stderr or "no Qt platform plugin" in told.stderr:
        pytest.skip("Qt's xcb plugin does not load here")
    assert told.stdout.split() == ["True", "1080", "1920", "100"], told.stderr
